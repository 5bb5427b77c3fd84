/** The text around the programme: what comes before, what is practical, what tells about the meeting, and what nobody can place. */
import { namesSpeaker } from './cues.ts'
import { changeTold, doubt } from './doubts.ts'
import type { Draft, DraftItem, Outside } from './draft.ts'
import { rawOffset } from './lines.ts'
import { sureNameAt } from './names.ts'
import { partOf } from './part.ts'
import { spanOf } from './passage.ts'
import type { Doubt, LineUse, Reading, TextPart } from './shape.ts'
import { holdsVerb } from './verbs.ts'
import { isStatement } from './vocabulary.ts'

const PRACTICAL =
  /påmeld|billett|biljett|tickets|anmäl|tilmeld|registrer deg|sign up|deadline|frist|pris\b|avgift|kroner|kr\.?\s?\d|\d\s?kr\b|,-|overnatt|övernatt|hotell|hotel|kontakt|spørsmål kan|e-?post|epost|email|@|https?:|www\.|lenke til|zoom|teams|logg(?:e)? på|pålogging|lunsj er|parkering|adresse|målgruppe|målgrupp|forbehold|times in the program|programme? (?:is|are|may) |tidene (?:er|kan)|reservation för|subject to change|er gratis|is free|gratis inngang|fri inngang|møtet starter|programmet starter|plass til spørsmål|opptak|streames|strømmes|bjuder på|dieđu|dieđiheapmi|haddi\b|oassálastindivat/iu

const SIGN_OFF =
  /^(?:(?:med\s+)?(?:vennlig|vennleg|venlig|vänlig|hjertelig|varm)\p{L}*\s+h(?:ilsen|elsing|älsning)|mvh|hilsen|helsing|hälsning|(?:kind|best|warm)\s+(?:regards|wishes)|regards|dearvvuođaiguin|vh\b)/iu

const FOOTER =
  /^(?:©|copyright|telefon|tlf|phone|tel\.?:|e-?post|e-?mail|kontakt oss|kontakta oss|kontakt os|contact us|personvern|privacy|cookies|informasjonskapsler|del på|dela på|dela sidan|del siden|del sida|share|facebook|instagram|twitter|fant du|var sidan|did you find|org\.?\s?nr|til toppen|til topps|skriv ut|print|last ned|relaterte|les også|läs också|læs også|se også|nyhetsbrev|tilbake til|place [a-zæøåäö]+ |venue:?\s|sign up|du finn også|du finner også|programmet finner du|programmet finns|hele programmet|heile programmet|velkommen!|velkomen!|välkomna!|välkommen!|vel møtt|hjertelig velkommen)/iu
// Nothing is gathered under the last word of the day.
const LAST_WORD =
  /^(?:[^\s]+\s+){0,4}(?:\p{L}*avslut\p{L}*|\p{L}*afslut\p{L}*|slutt|slut|close|closing|adjourn|farvel|vel h(?:jem|eim)|takk for i dag|tack för i ?dag|tak for i dag|hjemreise|heimreise|hemresa|hjemrejse|avreise|departure|loahpaheapmi)(?!\p{L})/iu

// Nobody speaks there, so that names behind it tell of the meeting.
const AT_TABLE =
  /^(?:\p{L}+\s){0,2}\p{L}*(?:lunsj|lunch|frokost|middag|pause|paus|kaffe|kaffi|fika|dinner|coffee|break|reception|mingling|avreise|heimreise|hjemreise)/iu

/**
 * Lets go of what was gathered under the last item of the programme (and of each day) but is plainly text about the
 * meeting: whole sentences behind a blank line. Moves it to the outside rows.
 */
export function releaseTails(draft: Draft): void {
  for (const [i, day] of draft.days.entries()) {
    const item = day.items.at(-1)
    if (item) releaseTail(draft, item, i === draft.days.length - 1)
  }
  draft.outside.sort((a, b) => a.row.line.n - b.row.line.n)
}

function releaseTail(draft: Draft, item: DraftItem, ends: boolean): void {
  const last = lastPerson(item)
  const cut = item.beneath.findIndex((b, k) => {
    const text = b.passage.text
    if (k < last) return false
    if (ends && (SIGN_OFF.test(text) || FOOTER.test(text) || (!b.bullet && !b.cell && listHead(text)))) return true
    if (b.cell || b.bullet) return false
    if (
      /^(?:panel|samtale|samtal|debatt|deltak|deltag|medverk|medvirk|innle|inled|speaker|participants)/iu.test(text) &&
      /:$/.test(text)
    )
      return false
    const people = partOf(b.passage, true)
    if (people.speakers.length > 0 && !people.title && text.length < 200) return false
    const apart = b.blanks > 0 || (k > 0 && item.beneath[k - 1]?.bullet === true)
    if (ends && LAST_WORD.test(item.head?.text ?? '')) return true
    const listed = people.speakers.length > 0 && text.length < 240 && !isStatement(text) && !PRACTICAL.test(text)
    if (listed && !AT_TABLE.test(item.head?.text ?? '')) return false
    if (!apart) return PRACTICAL.test(text) && holdsVerb(text) && ends
    return (
      (isStatement(text) && (ends || PRACTICAL.test(text))) ||
      (ends && (text.length > 110 || PRACTICAL.test(text) || /:$/.test(text) || (b.blanks > 1 && holdsVerb(text))))
    )
  })
  if (cut < 0) return
  for (const b of item.beneath.splice(cut)) {
    item.lines = item.lines.filter((n) => !b.passage.origins.some((o) => o.line.n === n) && n !== b.line.n)
    draft.outside.push({
      row: { kind: 'text', line: b.line, text: b.passage, cells: [], bullet: b.bullet, indent: 0 },
      passage: b.passage,
      section: null,
      bullet: b.bullet,
      place: ends ? 'after' : 'between',
      blanks: b.blanks,
    })
  }
}

// "Kari Moe, byantikvar, Nes kommune"
const OF_WHERE = /^[^,.:;]{5,40},\s\p{L}[^:;]{3,110}[^.?!:]$/u

/** Where the last line stands that says who speaks: what comes before it is the item's, be it ever so long. */
function lastPerson(item: DraftItem): number {
  const signed = item.beneath.findIndex(({ passage: { text } }) => SIGN_OFF.test(text) || FOOTER.test(text))
  const own = item.beneath.slice(0, signed < 0 ? item.beneath.length : signed)
  const named = own.flatMap(({ passage: { text } }, i) =>
    OF_WHERE.test(text) && sureNameAt(text, 0) && !PRACTICAL.test(text) ? [i] : [],
  )
  // Two and more such lines are a session's speakers, wherever in it they stand.
  if (named.length > 1) return named.at(-1) ?? -1
  return own.findLastIndex(({ passage: { text } }) => text.length < 200 && namesSpeaker(text) && !PRACTICAL.test(text))
}

/** "Mannskap:", "Desse skal snakke:": the head of a list about the whole, unless it is the people or the points of the item. */
function listHead(text: string): boolean {
  return (
    /^\p{Lu}[^:.?!]{3,40}:$/u.test(text) &&
    !/deltak|deltag|medverk|medvirk|panel|innle|inled|foredrag|talare|speaker|ordstyr|moderator|tema|program|punkt|sak|agenda/i.test(
      text,
    )
  )
}

/** Places outside rows in the texts, and says what each of their lines was used for. */
export function placeTexts(
  outside: readonly Outside[],
  titleLine: number | null,
  uses: (LineUse | null)[],
  doubts: Doubt[],
): Reading['texts'] {
  const texts: Reading['texts'] = { introduction: [], practical: [], about: [] }
  let told = false
  for (const o of outside) {
    const lines = [...new Set([o.row.line.n, ...o.passage.origins.map((x) => x.line.n)])]
    const use = useOf(o, titleLine)
    for (const n of lines) uses[n - 1] ??= use
    const change = o.row.line.n === titleLine || told ? null : changeTold(o.passage.text)
    if (change) {
      told = true
      const where = spanOf(o.passage, change.from, change.to)
      doubts.push(
        doubt(
          change.why,
          { ...where, from: Math.max(0, where.from), to: Math.min(where.to, rawOffset(o.row.line, o.row.line.text.length)) },
          ['notice', 'text'],
        ),
      )
      if (use === 'unread') for (const n of lines) uses[n - 1] = 'about'
    }
    const to = change && use === 'unread' ? 'about' : use
    if (to === 'introduction' || to === 'practical' || to === 'about') texts[to].push(textPart(o, lines))
    else if (to === 'heading' && (o.section === 'practical' || o.section === 'about'))
      texts[o.section].push({ ...textPart(o, lines), kind: 'heading' })
  }
  return texts
}

function useOf(o: Outside, titleLine: number | null): LineUse {
  if (o.row.line.n === titleLine) return 'title'
  if (o.row.kind === 'heading' || o.row.kind === 'columns' || o.row.kind === 'rule') return 'heading'
  if (o.section === 'practical' || o.section === 'hours') return 'practical'
  if (o.section === 'about') return 'about'
  if (/^[^|]*(?:\|[^|]*){3,}$/.test(o.row.line.text)) return 'unread'
  if (PRACTICAL.test(o.passage.text)) return 'practical'
  return o.place === 'before' ? 'introduction' : o.place === 'between' ? 'practical' : 'unread'
}

function textPart(o: Outside, lines: number[]): TextPart {
  return { kind: o.bullet ? 'bullet' : 'paragraph', text: o.passage.text, lines }
}
