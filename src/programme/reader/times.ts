/** Stretches of time in a line: "09.00 – 09.45", "kl. 9-10", "from 2:00 to 4:30 PM", "12-45-13.30", "19:00-". */
import { at, type Clock, clockAt, roundClockAt, spacedClockAt } from './clock.ts'
import { everyMatch } from './matches.ts'

export interface TimeMention {
  /** From the first word that belongs to it ("kl", "ca", "fra") to the end of what was read, closing dash included. */
  from: number
  to: number
  start: number | null
  end: number | null
  first: Clock
  last: Clock | null
  /** "kl", "fra", "from" … stand in front: surely a time, but perhaps one told in prose. */
  hint: string
  approximate: boolean
  /** A dash with no time after it. */
  open: boolean
  odd: 'spacing' | 'sign' | null
  /** A second time for the same thing: "10.30 & 14.30". */
  also?: number
}

const CLOCK_HINT = /kl|dmu|dii|tii|kell/i
const CLOCKLIKE = /\d+|noon|midday|midnight|midnatt/giu
const HINT =
  /(?:^|[^\p{L}\d]|(?<=\p{Ll})(?=(?-i:Kl\.)))((?:(?:kl(?:okk[aeo]n?|o)?|kell[oáa]?|dmu|dii(?:bmu[ist]?)?|tii(?:bmu)?|ca|c:a|cirka|circa|omtrent|omkring|rundt|around|approx(?:imately)?|about|fra|frå|från|from|starting|between|mellom|mellan|mellem|at|från och med)[.:]?\s*|[~≈]\s*)+)$/iu
const BETWEEN =
  /\s*\.?\s*(?:[-–—−‐‑‒―~→>]+|(?:til|till|to|until|bis|gitta|rádjái|and|og|och)(?![\p{L}]))\s*(?:(?:kl(?:okk[aeo]n?)?|ca|dmu|til)[.:]?\s*)?/iuy
// What all of these, and a second time, can begin with. Behind most times stands the title, and none of them is asked.
const MORE = /\s*(?:[^\p{L}\s]|til|to|unt|bis|git|rád|and|og|och|ja|ell|or|sam)/iuy
const TWICE = /\s*(?:&|\+|\/|(?:og|och|and|ja|eller|or|samt)(?!\p{L}))\s*(?:kl\.?\s*)?/iuy
const TAIL_DASH = /\s*\.?\s*[-–—−→>]+(?=[\s:]|$|\p{L}|[«"“”(])/uy
const DASHED_FIRST = /(\d{1,2})-([0-5]\d)\s?[-–—]\s?(?=\d{1,2}[.:]\d{2}(?!\d))/y
// "09-30 to 10-30": hyphens inside the times, another sign between them.
const DASHED_PAIR = /(\d{1,2})-([0-5]\d)(?=\s(?:to|til|till|until|[-–—])\s\d{1,2}-[0-5]\d(?![\d-]))/y
const DASHED_LAST = /(\d{1,2})-([0-5]\d)(?!\d)/y
const MONEY_BEFORE =
  /(?<!\p{L})(?:kr|nok|sek|dkk|eur|usd|§|nr|no|pkt|punkt|kap|kapittel|tlf|telefon|phone|tel|side|page|art|sak|rom|room|versjon|version|fig|psalm|vedlegg|[€$£#+])\.?:?\s*$/iu
// "1215 K Street": the number of a house.
const ADDRESS =
  /^\s(?:\p{L}[\p{L}.]*\s){1,3}(?:street|st\.|avenue|ave\.?|road|rd\.?|lane|drive|boulevard|blvd\.?|square|way)(?!\p{L})/iu
const UNIT_AFTER =
  /^(?:\s*(?:kr\b|kroner|nok\b|sek\b|dkk\b|euro|€|%|prosent|percent|,-|:-|km\b|meter|kg\b|[kmg]b\b|år\b|mnd\b|minutt|minuter\b|minutes|min\b|personer|deltakere|participants|stk\b|°|(?-i:mill\b))|[.:/]\d)/iu

/** Every stretch of time in the text, left to right. Numbers that are money, dates, versions or phones are passed over. */
export function timesIn(text: string, taken: readonly { from: number; to: number }[] = []): TimeMention[] {
  const found: TimeMention[] = []
  let free = 0
  for (const match of everyMatch(CLOCKLIKE, text)) {
    const index = match.index
    if (index < free || taken.some((t) => index >= t.from && index < t.to)) continue
    const hint = index === 0 ? '' : hintBefore(text, index, free)
    const mention = hint === null ? null : mentionAt(text, index, hint)
    if (!mention || !plausible(text, mention)) continue
    if (taken.some((t) => t.from < mention.to && t.to > index)) continue
    found.push(mention)
    free = mention.to
  }
  return found
}

/** The words for a time right before a number; null where what stands there says that the number is no time. */
function hintBefore(text: string, index: number, free: number): string | null {
  const before = text.charAt(index - 1)
  if (/[\d§]/.test(before)) return null
  if (/[.,:/\-–]/.test(before) && /\d/.test(text.charAt(index - 2))) return null
  const lead = text.slice(Math.max(free, index - 40), index)
  const hint = HINT.exec(lead)?.[1] ?? ''
  if (/\p{L}/u.test(before) && !/^(?:kl|ca|dmu|fra|til)\.?$/iu.test(hint.trim()) && !gluedTitle(lead)) return null
  return MONEY_BEFORE.test(lead) ? null : hint
}

function gluedTitle(lead: string): boolean {
  return /^(?:kl|ca)$/i.test(lead.slice(-2))
}

function mentionAt(text: string, index: number, hint: string): TimeMention | null {
  const hyphen = text.charAt(index + 1) === '-' || text.charAt(index + 2) === '-'
  const pair = hyphen ? dashedClock(at(DASHED_PAIR, text, index), index) : null
  const dashed = hyphen ? dashedClock(at(DASHED_FIRST, text, index), index) : null
  let first: Clock | null
  let next: number
  let more = true
  if (pair) {
    first = pair
    next = pair.to + (at(BETWEEN, text, pair.to)?.[0].length ?? 0)
  } else if (dashed) {
    first = dashed
    next = dashed.to
  } else {
    const heads = index === 0 || index === text.search(/\S/)
    const spaced = CLOCK_HINT.test(hint) || (heads && /^\d{2} /.test(text.slice(index, index + 3)))
    first = (spaced ? spacedClockAt(text, index) : null) ?? (heads ? roundClockAt(text, index) : null) ?? clockAt(text, index)
    if (!first) return null
    more = at(MORE, text, first.to) !== null
    const between = more ? at(BETWEEN, text, first.to) : null
    next = between ? first.to + between[0].length : -1
    // "og" and "and" join times only when "mellom" or "between" opened the stretch.
    if (between && /og|och|and/i.test(between[0]) && !/mell|betw/i.test(hint)) next = -1
  }
  const last = pair
    ? dashedClock(at(DASHED_LAST, text, next), next)
    : next > 0
      ? lastClock(text, next, first)
      : more
        ? twin(text, first)
        : null
  const from = index - hint.length
  const approximate = hint !== '' && /ca|c:a|cirka|circa|omtr|omkr|rundt|around|approx|about|[~≈]/i.test(hint)
  const base = { from, first, hint: hint.trim(), approximate }
  if (last)
    return {
      ...base,
      to: last.to,
      start: startOf(first, last),
      end: endOf(first, last),
      last,
      open: false,
      odd: first.odd ?? last.odd,
    }
  if (dashed) return null
  const dash = more ? at(TAIL_DASH, text, first.to) : null
  const second = dash || !more ? null : secondStart(text, first)
  return {
    ...base,
    ...(second?.minutes != null && { also: second.minutes }),
    to: second ? second.to : dash ? first.to + dash[0].length : first.to,
    start: first.minutes,
    end: null,
    last: null,
    open: dash !== null,
    odd: first.odd,
  }
}

/** Hours and minutes with a hyphen between them, where the caller has seen that they can be nothing else. */
function dashedClock(found: RegExpExecArray | null, from: number): Clock | null {
  if (!found || Number(found[1]) > 23) return null
  const minutes = Number(found[1]) * 60 + Number(found[2])
  return { from, to: from + found[0].length, minutes, form: 'parted', half: null, odd: 'sign' }
}

/** "10.30am & 2.30pm Tour": the same thing twice. */
function secondStart(text: string, first: Clock): Clock | null {
  const sign = at(TWICE, text, first.to)
  const second = sign ? clockAt(text, first.to + sign[0].length) : null
  return second?.form === 'parted' && second.minutes !== null && first.minutes !== null && second.minutes > first.minutes
    ? second
    : null
}

function lastClock(text: string, next: number, first: Clock): Clock | null {
  const dashed = first.form === 'parted' && !first.odd ? dashedClock(at(DASHED_LAST, text, next), next) : null
  if (dashed) return dashed
  const last =
    (/ \d\d$/.test(text.slice(first.from, first.to)) ? spacedClockAt(text, next) : null) ??
    roundClockAt(text, next) ??
    clockAt(text, next)
  if (!last) return null
  if (UNIT_AFTER.test(text.slice(last.to, last.to + 14))) return null
  // "10.00 - 3 foredrag": a bare number behind a full time is an hour only when nothing but the title could follow.
  const rising =
    last.minutes !== null && first.minutes !== null && last.minutes > first.minutes && last.minutes - first.minutes <= 360
  if (
    last.form === 'bare' &&
    last.half === null &&
    first.form !== 'bare' &&
    !(rising && /^:?\s+[\p{Lu}«"“]/u.test(text.slice(last.to, last.to + 4))) &&
    !/^\s*(?:$|[:|\t]|\s{2})/.test(text.slice(last.to))
  )
    return null
  if (last.form === 'four' && first.form !== 'four' && first.form !== 'bare')
    return /^(?:19|20)\d\d$/.test(text.slice(last.from, last.from + 4)) ? null : last
  return last
}

/** "10.00 10.30 Title": two times with only space between are a stretch when the second is later. */
function twin(text: string, first: Clock): Clock | null {
  if (first.form !== 'parted') return null
  // "09:30:10:00", "12.00: 12:45": a colon for the dash.
  const gap = at(/\s?[:.]\s?|\s{1,4}/y, text, first.to)
  if (!gap) return null
  const last = clockAt(text, first.to + gap[0].length)
  if (last?.form !== 'parted' || last.odd || first.minutes === null || last.minutes === null || last.minutes <= first.minutes)
    return null
  return /^\s*\S/.test(text.slice(last.to)) || first.from === 0 ? last : null
}

/** "1:30–4:30 PM": the half said last holds for both, unless that would turn the stretch around. */
function startOf(first: Clock, last: Clock): number | null {
  if (first.minutes === null || last.minutes === null || last.half !== 'pm' || first.half !== null) return first.minutes
  const shifted = first.minutes + 720
  return first.minutes < 720 && shifted < last.minutes ? shifted : first.minutes
}

/** "11:15 – 12:00 am" means noon: nobody meets from the morning to midnight. */
function endOf(first: Clock, last: Clock): number | null {
  return last.minutes === 0 && last.half === 'am' && first.minutes !== null && first.minutes < 720 ? 720 : last.minutes
}

function plausible(text: string, m: TimeMention): boolean {
  const tail = text.slice((m.last ?? m.first).to, (m.last ?? m.first).to + 14)
  if (UNIT_AFTER.test(tail)) return false
  if (m.first.form === 'parted' || m.first.form === 'word') return true
  const strong = m.first.half !== null || CLOCK_HINT.test(m.hint)
  if (m.first.form === 'four') {
    if (m.first.minutes === null || (!m.last && !m.hint && ADDRESS.test(text.slice(m.first.to, m.first.to + 60)))) return false
    if (m.last?.form === 'four' && m.last.minutes !== null)
      return !(year(text, m.first) && year(text, m.last) && m.first.from > 0)
    if (m.last) return m.last.form === 'parted'
    return strong || m.first.from - m.hint.length <= text.search(/\S/) + 3
  }
  if (m.first.minutes === null) return false
  if (strong) return true
  if (counts(text, m)) return false
  if (!m.last) return false
  if (m.last.form === 'parted' || m.last.half !== null) return true
  // "9–10 Title": two bare numbers are hours only at the head of a line, rising, and not counting anything.
  return (
    m.first.from <= text.search(/\S/) + 2 &&
    m.last.form === 'bare' &&
    m.last.minutes !== null &&
    m.first.minutes >= 360 &&
    m.last.minutes > m.first.minutes &&
    /^\s*(?:$|:|\||[-–]?\s*[\p{Lu}«"“])/u.test(text.slice(m.last.to))
  )
}

// "Pass 1 - 10.15-11.00", "Session 2 – 13.00": the number counts the part, the time stands behind the dash.
const COUNTED_PART =
  /(?:^|[\s(])(?:pass|session|sesjon|økt|del|part|bolk|bolken|block|blokk|dag|day|gruppe|grupp|group|spor|spår|track|modul|module|tema|theme|runde|round|rom|room|sal|seminar|workshop|program|punkt)\s*$/iu

/** Is the bare number only the count of a part that has its time behind it? */
function counts(text: string, m: TimeMention): boolean {
  if (m.last?.form !== 'parted') return false
  return COUNTED_PART.test(text.slice(0, m.first.from)) || /^\s?[-–—]\s?\d{1,2}[.:]\d\d/.test(text.slice(m.last.to))
}

function year(text: string, clock: Clock): boolean {
  return /^(?:19|20)\d\d$/.test(text.slice(clock.from, clock.from + 4))
}
