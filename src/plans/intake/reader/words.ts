/** The words that plans are built of, in Bokmål, Nynorsk and English: marks of goals and measures, names of facts and columns, states. */
import type { MeasureStateWord } from '../rules.ts'

export type Fact = 'owner' | 'partner' | 'due' | 'period' | 'start' | 'state' | 'indicator' | 'comment'

const FACTS: readonly [Fact, string][] = [
  [
    'owner',
    '(?:hoved|hovud)?ansvar(?:lig|leg)?e?(?: (?:part|instans|bibliotek|person|enhet|eining))?|eiere?|eigar(?:ar)?|hvem|kven|owners?|responsible(?: party)?|lead|who',
  ],
  [
    'partner',
    String.raw`samarbeid(?:spart\p{L}+|er med|ar med)?|medvirkende|medverkande|deltaker(?:e)?|deltakar(?:ar)?|involverte|partners?|together with`,
  ],
  ['due', '(?:tids)?frist(?:er|ar)?|ferdig(?: innen| innan)?|slutt(?:dato)?|due(?: date)?|deadline|end(?: date)?'],
  [
    'period',
    'når|tid|tidsrom|tidsramme|tidsperiode|tidspunkt|periode|tidsplan|gjennomføres|gjennomføring|when|period|time ?frame|timing|year|år',
  ],
  ['start', 'start(?:dato| date)?|oppstart'],
  ['state', 'status|stode|fram ?drift|frem ?drift|progress|state'],
  [
    'indicator',
    '(?:måle|resultat)?indikator(?:er|ar)?|måltall|måltal|suksesskriteri(?:er|um|a)|indicators?|measured by|måles (?:ved|på|gjennom)|målast (?:ved|på|gjennom)|resultatmål|kjennetegn|kjenneteikn',
  ],
  [
    'comment',
    'kommentar(?:er|ar)?|merknad(?:er|ar)?|beskrivelse|skildring|omtale|description|comments?|notes?|begrunnelse|grunngiving|ressurs(?:er|ar)?|budsjett|kostnad|finansiering|resources|budget|cost',
  ],
]

const ALL_FACTS = FACTS.map(([, words]) => words).join('|')
const LABEL = new RegExp(String.raw`(?<![\p{L}\d])(${ALL_FACTS})\s*[:=]\s*`, 'giu')

const factOf = (label: string): Fact => FACTS.find(([, words]) => new RegExp(`^(?:${words})$`, 'iu').test(label.trim()))![0]

export interface Said {
  readonly fact: Fact
  /** As it was written: "Kommentar". */
  readonly label: string
  readonly value: string
}

/** "Lage oversikt. Ansvarlig: Alta. Frist: juni 2021" → what stands before the first name of a fact, and the facts. */
export function factsIn(text: string): { readonly rest: string; readonly facts: readonly Said[] } {
  const marks = [...text.matchAll(LABEL)]
  const rest = marks[0] ? text.slice(0, marks[0].index) : text
  return {
    rest: trimmed(rest),
    facts: marks.map((m, i) => ({
      fact: factOf(m[1]!),
      label: m[1]!,
      value: trimmed(text.slice(m.index + m[0].length, marks[i + 1]?.index ?? text.length)).replace(/^([^.]+)\.$/u, '$1'),
    })),
  }
}

/** Without the signs that only parted it from what stood beside it. */
export const trimmed = (text: string): string =>
  text
    .replace(/^[\s;|,–—(-]+|[\s;|,–—(-]+$/gu, '')
    .replace(/^([^()]*)\)$/u, '$1')
    .trim()

const COLUMNS: readonly [Column, RegExp][] = [
  ['number', /^(?:nr|no|#|nummer|number|id)\.?$/iu],
  ['main', /^(?:hoved|hovud)mål\b/iu],
  ['sub', /^del ?mål\b/iu],
  ['measure', /^(?:tiltak|aktivitet(?:er|ar)?|measures?|actions?|activit(?:y|ies)|delaktivitet(?:er)?)(?!\p{L})/iu],
  [
    'goal',
    /^(?:mål(?:setting|setjing|område)?|goals?|objectives?|satsings?område|innsatsområde|tema|område|priorit(?:y|ering))(?!\p{L})/iu,
  ],
  ...FACTS.map(([fact, words]): [Column, RegExp] => [fact, new RegExp(String.raw`^(?:${words})(?!\p{L})`, 'iu')]),
  ['what', /^(?:hva|kva|what|oppgaver?|oppgåver?|tasks?|beskrivelse)(?!\p{L})/iu],
]
export type Column = Fact | 'number' | 'main' | 'sub' | 'goal' | 'measure' | 'what'

/** What a column holds by its name; null for a name that says nothing to us. */
export function columnOf(name: string): Column | null {
  const word = name.trim()
  return word.length > 45 ? null : (COLUMNS.find(([, pattern]) => pattern.test(word))?.[0] ?? null)
}

const NUMBER = String.raw`(?:\d{1,4}(?:\.\d{1,4}){0,3}|[A-Z]|[IVX]{1,4})`
const MARKS: readonly [Mark, string][] = [
  ['main', '(?:hoved|hovud|overordn(?:et|a) |main |overall )(?:mål|målsetting|målsetjing|goal|objective)'],
  ['sub', 'del ?mål|sub-?goal'],
  [
    'goal',
    '(?:strategisk(?:e)? |effekt)?mål(?:setting|setjing|område)?|goal|objective|satsings?område|innsatsområde|priority(?: area)?|prioritert område',
  ],
  ['measure', 'tiltak|aktivitet|measure|action|activity|oppgave|oppgåve|task'],
]
export type Mark = 'main' | 'sub' | 'goal' | 'measure'
// "Mål 1: …", "Tiltak 1.2 …", "Mål: …"; "Målet er …" and "Tiltakene" are ordinary words.
const MARKED = MARKS.map(
  ([mark, words]) =>
    [
      mark,
      new RegExp(String.raw`^(?:${words})\s*(?:nr\.?\s*)?(?:(${NUMBER})(?:\s*[:.)–—-]+\s*|\s+|$)|[:–—]\s*|\s-\s+)(.*)$`, 'isu'),
    ] as const,
)

/** A line that says itself what it is: which, and the rest of it. */
export function markOf(text: string): { readonly mark: Mark; readonly rest: string } | null {
  for (const [mark, pattern] of MARKED) {
    const m = pattern.exec(text)
    if (!m || /^[a-z]/.test(m[1] ?? '')) continue
    // "Tiltak:" alone says what follows.
    return m[1] === undefined && m[2]!.trim() === '' ? null : { mark, rest: m[2]!.trim() }
  }
  return null
}

/** A heading that only says what follows: "Tiltak", "Mål:", "Indikatorer". */
export function listOf(text: string): 'goals' | 'measures' | 'indicators' | null {
  const word = text.replace(/[\s:.]+$/u, '').toLowerCase()
  if (/^(?:tiltak(?:ene|a)?|aktivitet(?:er|ar)|measures|actions|activities|tiltaksliste|handlingsdel|våre tiltak)$/u.test(word))
    return 'measures'
  if (/^(?:mål(?:ene|a)?|delmål|goals|objectives|satsings?områd(?:er|e)|innsatsområd(?:er|e)|våre mål)$/u.test(word))
    return 'goals'
  return /^(?:(?:måle|resultat)?indikator(?:er|ar)|indicators|suksesskriteri(?:er|um|a)|måltall|måltal|kjennetegn|kjenneteikn)$/u.test(
    word,
  )
    ? 'indicators'
    : null
}

/** Headings that hold what is written around a plan. */
export const isAround = (text: string): boolean =>
  /^(?:\d+\.?\s*)?(?:innledning|innleiing|bakgrunn|forord|føreord|om planen|om handlingsplanen|visjon|verdi(?:er|ar)|rammer|føringer|føringar|oppfølging|oppfølging og evaluering|evaluering|rullering|økonomi|vedlegg|sammendrag|samandrag|oppsummering|organisering|introduction|background|foreword|about(?: the plan)?|vision|values|follow-?up|evaluation|appendix|summary|conclusion|avslutning)(?:$|[\s:.,])/iu.test(
    text,
  ) && text.length < 60
/** Headings that say only that goals and measures follow. */
export const isFrame = (text: string): boolean =>
  /^(?:\d+\.?\s*)?(?:mål og tiltak|tiltak og mål|handlingsdel|handlingsplan|tiltaksplan|goals and (?:measures|actions)|action plan|plan)[\s:.]*$/iu.test(
    text,
  )
export const namesPlan = (text: string): boolean =>
  /(?:plan|planen|strategi|strategien|program|programmet|strategy)(?!\p{L})/iu.test(text) && text.length < 160

const STATES: readonly [MeasureStateWord, RegExp][] = [
  [
    'not_started',
    /^(?:ikke|ikkje|not)\s+(?:\p{L}+\s+)?(?:startet|starta|påbegynt|påbyrja|byrja|begynt|started|begun)|^(?:planlagt|planned|ikke i gang|ikkje i gang)/iu,
  ],
  [
    'dropped',
    /^(?:utgår|utgått|utgår\p{L}*|går ut|gått ut|droppet|droppa|avlyst|skrinlagt|dropped|cancelled|canceled|withdrawn|forkastet|forkasta)/iu,
  ],
  [
    'blocked',
    /^(?:står fast|blokkert|stoppet|stoppa|stanset|stansa|på vent|venter|ventar|satt på vent|sett på vent|utsatt|utsett|blocked|on hold|stuck|paused)/iu,
  ],
  [
    'done',
    /^(?:ferdig|fullført|utført|gjennomført|avsluttet|avslutta|oppnådd|ok|done|completed?|finished|achieved|✓|✔|100\s?%)/iu,
  ],
  [
    'under_way',
    /^(?:pågår|pågående|pågåande|i gang|i arbeid|under arbeid|under veis|underveis|påbegynt|påbyrja|startet|starta|begynt|byrja|delvis|in progress|under ?way|ongoing|started|partly)/iu,
  ],
]

/** A state in its own words; a percentage counts as what it means. */
export function stateOf(text: string): MeasureStateWord | null {
  const word = text.trim()
  if (word.length > 60) return null
  const percent = /^(\d{1,3})\s?%/.exec(word)
  if (percent) return Number(percent[1]) >= 100 ? 'done' : Number(percent[1]) === 0 ? 'not_started' : 'under_way'
  return STATES.find(([, pattern]) => pattern.test(word))?.[0] ?? null
}

const OWNERS =
  /(?<!\p{L})(?:\p{L}*bibliotek(?:et|ene|a|sjef(?:en|er|ar|ene|ane)?)?|\p{L}*kommun(?:e|en|ane|ene|er|ar)|fylk\p{L}+|alle|arbeidsgrupp\p{L}*|\p{L}*styret|nettverket|\p{L}*utvalet|\p{L}*utvalget|sekretariatet|rådgiver\p{L}*|rådgjevar\p{L}*|librar(?:y|ies)|county|municipalit(?:y|ies)|working group|all members|everyone)(?!\p{L})/iu

/** Whether words of a few letters name somebody who could own a measure. @param known names of the network's own, in lower case */
export function looksLikeOwner(text: string, known: ReadonlySet<string>): boolean {
  const word = text.trim()
  if (word.length < 3 || word.length > 70) return false
  if (known.has(word.toLowerCase())) return true
  return OWNERS.test(word) && /^[\p{Lu}]|^alle/u.test(word) && word.split(/\s+/).length <= 8
}
