/** The title of the meeting: the first line that names it. */
import type { DraftDay, Outside } from './draft.ts'
import { holdsVerb } from './verbs.ts'

const BARE =
  /^(?:program(?:me|met)?|prográmma|agenda|event logistics|logistics|invitasjon|invitation|inbjudan|indbydelse|innkalling|velkommen|velkomen|välkommen|welcome|dagsorden|timeplan|hjem|heim|home|start|meny|menu|forside|framsida?|kalender|arrangementer|nyheter|news|fra:|til:|emne:|from:|to:|subject:|sendt:|dato:|date:|plan for dagen|påmeldingsskjema|påmelding|anmälan|tilmelding|program for dagen|programme? overview|programoversikt|[^\n]*?see full programme[^\n]*|gå til innholdet|hopp til innhold|skip to (?:main )?content|till innehållet|gå til indhold)\W*$/iu
// How a letter begins: whom it greets, or what it brings.
const GREETING =
  /^(?:hei|heisann|hallo|god(?:e|t)? ?(?:dag|morgen|morgon|kveld|ettermiddag)|kjære|kære|kära|hej|hejsan|goddag|dear|hello|hi|good (?:morning|afternoon|evening|day)|bures|buorre beaivi|ráhkis|til (?:alle|dere|dykk)|to all)(?![\p{L}\d-])(?:[^.:]{0,60})[!,.:]?$/iu
const BROUGHT =
  /\b(?:program(?:me|met)?|prográmma|agenda)(?:en)? (?:for|til|till|to) (?:the |vår |our )?([^,.:;!?\n]{6,90}?)(?=[,.:;!?]|$| (?:den |on |mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag|måndag|tisdag|lördag|söndag)| \d)/iu
const LEAD =
  /^(?:(?:foreløpig|preliminary|preliminärt|førebels|endelig)\s+)?(?:program(?:me|met)?|prográmma|agenda|schedule|invitasjon|invitation|inbjudan|indbydelse|indkaldelse|innkalling|kallelse|velkommen)\s+(?:for|til|till|to|of)\s+(?:the\s+)?(?=\S)/iu
const TAIL = /\s+[-–—|:]\s*(?:foreløpig\s+)?(?:program|programme|prográmma|agenda)(?:\s.*)?$/iu
// Above the name of the event stands often the name of the house; the line that names an event is preferred.
const EVENT =
  /seminar|konferan|konferens|conference|møte|möte|møde|meeting|kurs|course|workshop|samling|fagdag|temadag|dagane|dagene|dagar|dage|day|kveld|kväll|aften|webinar|webbin|festival|träff|treff|symposi|forum|čoahkkin|seminára|ávvu|beaivvit|program/iu
const SUBJECT = /^(?:emne|subject|ämne|vs|sv|re|fwd|fw)\s*:\s*/iu

/** The title and its line, from the rows before the first item. Null when no line there looks like a name. */
export function titleOf(outside: readonly Outside[], days: readonly DraftDay[]): { title: string; line: number } | null {
  const first = days[0]
  const before: { text: string; line: number; level: number | undefined }[] = outside
    .filter(
      (o) =>
        o.place === 'before' &&
        (o.row.kind === 'text' || o.row.kind === 'day' || o.row.kind === 'behind') &&
        !o.bullet &&
        !(o.row.kind === 'text' && o.row.stray) &&
        o.section !== 'practical' &&
        o.section !== 'about',
    )
    .map((o) => ({ text: o.passage.text, line: o.row.line.n, level: o.row.line.heading }))
  if (first?.line && !first.line.row && first.mark?.date && wordsBeside(first.line.text, first.mark.label))
    before.push({ text: first.line.text.trim(), line: first.line.n, level: first.line.heading })
  before.sort((a, b) => a.line - b.line)
  const found: { title: string; line: number; level: number | undefined }[] = []
  for (const c of before.filter((one, i) => i < 8 || one.level !== undefined).slice(0, 16)) {
    const text = c.text.replace(SUBJECT, '').replace(/^[#*_\s]+|[*_\s]+$/g, '')
    if (
      BARE.test(text) ||
      GREETING.test(text) ||
      text.length > 130 ||
      !/\p{L}{3}/u.test(text) ||
      /^[^|]*(?:\|[^|]*){3,}$/.test(text) ||
      /\S@\S|https?:/.test(text) ||
      /\S\s[/›»>]\s.*\S\s[/›»>]\s\S/.test(text)
    )
      continue
    if (/[.!]$/.test(text) && (holdsVerb(text) || /\p{L}{3}\.\s+\p{Lu}|(?:under|nedenfor|below|nedan)\.$/u.test(text))) {
      if (found.length) break
      continue
    }
    if (
      /^(?:fra|til|from|to|sendt|sent|dato|date|kopi|cc|tid|sted|når|hvor|tidspunkt|stad|plats|time|venue|where|when|konferansier|konferencier|moderator|ordstyrer|møteleder|møteleiar|mødeleder|mötesledare|innen|foto|photo|publisert|sist endret)\s*:/i.test(
        text,
      )
    )
      continue
    const title = text
      .replace(LEAD, '')
      .replace(TAIL, '')
      .replace(/[\s:–—-]+$/, '')
      .trim()
    if (title.length >= 3) found.push({ title, line: c.line, level: c.level })
  }
  // A document's own headings go before its lines, and the highest before the rest.
  const headings = found.filter((f) => f.level !== undefined)
  const named = (all: typeof found) => all.find((f) => EVENT.test(f.title))
  return named(headings) ?? headings.find((f) => f.level === 1) ?? named(found) ?? found[0] ?? brought(before)
}

/** What a letter says that it brings the programme of: "programmet for fagdagen vår om leseformidling". */
function brought(before: readonly { readonly text: string; readonly line: number }[]): { title: string; line: number } | null {
  for (const { text, line } of before.slice(0, 8)) {
    const name = text.length < 600 ? BROUGHT.exec(text)?.[1]?.trim() : undefined
    if (name && EVENT.test(name)) return { title: name.charAt(0).toLocaleUpperCase('nb') + name.slice(1), line }
  }
  return null
}

function wordsBeside(line: string, label: string): boolean {
  return /\p{L}{4}/u.test(line.replace(label, '').replace(/^\s*(?:program|agenda|dag)\s*/i, ''))
}
