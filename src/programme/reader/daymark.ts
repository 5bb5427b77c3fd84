/** A line, or a cell, that says which day what follows belongs to. */
import { fullWeekday } from './calendar.ts'
import { type DateMention, dayNumber } from './dates.ts'
import { type Passage, slice } from './passage.ts'
import { holdsVerb } from './verbs.ts'

export interface DayMark {
  date: DateMention | null
  weekday: number | null
  ordinal: number | null
  label: string
  rest: Passage | null
}

export const DEADLINE =
  /^(?:sendt|sent|skickat|mottatt|modtaget|received)\s*:|frist|deadline|senest|seinast|innen\b|innan|påmelding|anmälan|anmälnings|tilmelding|sista dag|siste dag|register by|before the|publisert|oppdatert|updated|posted|published|sist endr|skrevet|oprettet|©|copyright/i
export const LABELLED =
  /^(?:tid|tidspunkt|tidsramme|tidsrom|når|når\?|tidpunkt|när|hvornår|when|time|date|dato|datum|dag|varighet|oppstart|møtestart|åpningstider?|opningstider?|öppettider|åbningstider|opening hours|telefon(?:tid)?|dáhton|áigi|goas)\s*(?::|\?|–|-|\s(?=kl))/iu

// "… let us know by Tuesday 17 February": a date that something is done by.
const LEADS_ON =
  /(?:^|\s)(?:by|before|until|till?|til|innen|innan|inden|før|före|etter|efter|after|since|siden|sedan|held|fra|från|frå|from|than|senest|seinast)(?:\s(?:the|den))?$/iu

// When the page was last changed, told behind a dash.
const UPDATED = /\s+[–—-]\s+(?:last |sist |senast |senest )?(?:updated|oppdatert|uppdaterad|opdateret|endret|ändrad)(?!\p{L})/iu

/** What day a line announces, if that is what it does. */
export function dayMark(whole: Passage, all: readonly DateMention[]): DayMark | null {
  // "Programme for 30 October 2008 - last updated on 21 October": the day, and when the page was made.
  const made = all.length > 1 ? UPDATED.exec(whole.text) : null
  const p = made ? slice(whole, 0, made.index) : whole
  const dates = made ? all.filter((date) => date.to <= made.index) : all
  const text = p.text
  if (text.length > 140) return null
  const ordinal = dayNumber(text)
  const date = dates[0] ?? null
  const word = /^\p{L}+/u.exec(text)
  const weekday = word ? fullWeekday(word[0]) : null
  if (ordinal === null && date === null && weekday === null) return null
  if (DEADLINE.test(text) || /^(?:til|till|to|t\.o\.m\.)\s/i.test(text)) return null
  if (ordinal && (date === null || date.from < 60)) {
    const rest = slice(p, date ? Math.max(date.to, ordinal.to) : ordinal.to)
    return {
      date,
      weekday: date?.weekday ?? null,
      ordinal: ordinal.n,
      label: date ? text.slice(date.from, date.to).trim() : text.slice(0, ordinal.to),
      rest,
    }
  }
  if (date) {
    const lead = text.slice(0, date.from).trim()
    const rest = text.slice(date.to).trim()
    if (/[.!]$/.test(rest) && rest.split(/\s+/).length > 5 && holdsVerb(rest)) return null
    if (LABELLED.test(lead) && !/^dag/i.test(lead)) return null
    const opens =
      lead === '' ||
      /^(?:program(?:me|met)?|prográmma|agenda|schedule|timeplan|dagsorden|dag|for|den|the|[(:–—|-]|\s|\p{L}+dag)*$/iu.test(lead)
    const closes =
      rest.replace(/^[\s.,:)]+/, '') === '' &&
      !LEADS_ON.test(lead) &&
      lead.split(/\s+/).length <= 10 &&
      !/[.!?]\s/.test(lead) &&
      !holdsVerb(lead)
    if (!opens && !closes) return null
    if (
      opens &&
      lead === '' &&
      /^[\s,]*(?:arrangeras|arrangeres|holdes|afholdes|inviterer|inviterar|is|was|er|var|blir|ble)\s/i.test(rest)
    )
      return null
    return {
      date,
      weekday: date.weekday,
      ordinal: null,
      label: text
        .slice(date.from, date.to)
        .trim()
        .replace(/^den\s+|[,.]$/gi, ''),
      rest: slice(p, date.to),
    }
  }
  if (!word || weekday === null || text.length > 60) return null
  const rest = text.slice(word[0].length)
  if (
    !/^(?:\s*$|\s*[:–—(,|-]|\s+(?:formiddag|ettermiddag|eftermiddag|kveld|kväll|aften|morgen|morgon|afternoon|morning|evening)\b|\s+kl)/i.test(
      rest,
    ) ||
    holdsVerb(rest)
  )
    return null
  if (/^\s*[-–—]\s*\p{L}+/u.test(rest) && fullWeekday(/\p{L}+/u.exec(rest)?.[0] ?? '') !== null) return null
  return { date: null, weekday, ordinal: null, label: text.replace(/[:,\s]+$/, ''), rest: slice(p, word[0].length) }
}
