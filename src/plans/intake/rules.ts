/** A plan before it is made: what was read, line by line, and what each line is to become. Pure. */
import { type Named, suggestOwner } from '#minutes/objects/rules.ts'
import { isDate } from '#platform/words/dates.ts'
import { type Locale, spoken } from '#platform/words/text.ts'

/** What a line, or a row of a table, says. `plan` and `about` are words that describe the plan, or what stands above them. */
export const roles = ['goal', 'measure', 'indicator', 'about', 'plan', 'skip'] as const
export type Role = (typeof roles)[number]

export const measureStates = ['not_started', 'under_way', 'blocked', 'done', 'dropped'] as const
export type MeasureStateWord = (typeof measureStates)[number]

/** Days as "YYYY-MM-DD"; null where the text says none. */
export interface Period {
  readonly from: string | null
  readonly to: string | null
}

/** One thing that was read. Only a measure has an owner, a period and a state. */
export interface ReadEntry extends Period {
  /** Names it in the form, and survives that the text is edited elsewhere. */
  readonly key: string
  /** Of the text, counted from 1 without blank ones. */
  readonly line: number
  readonly as: Role
  readonly text: string
  readonly owner: string | null
  readonly state: MeasureStateWord | null
  /** Whether the text's own words say what it is; the rest is marked for whoever checks. */
  readonly sure: boolean
}

export interface ReadPlan extends Period {
  readonly title: string | null
  readonly entries: readonly ReadEntry[]
  /** Every line that is not blank. */
  readonly lines: readonly { readonly text: string; readonly as: Role | 'title' | 'period' | 'fact' | 'columns' }[]
}

/** The fields of the checking page, by name. What was read gives them, and whoever checks changes them. */
export type Fields = Readonly<Record<string, string>>

/** "e/{key}/{part}" */
export const fieldOf = (key: string, part: EntryPart): string => `e/${key}/${part}`
export type EntryPart = 'as' | 'text' | 'owner' | 'from' | 'to' | 'state'

/** What stands in the fields as it was read. */
export function fieldsOf(read: ReadPlan, locale: Locale): Fields {
  return {
    title: read.title ?? '',
    locale,
    starts: read.from ?? '',
    ends: read.to ?? '',
    ...Object.fromEntries(
      read.entries.flatMap((one) => [
        [fieldOf(one.key, 'as'), one.as],
        [fieldOf(one.key, 'text'), one.text],
        [fieldOf(one.key, 'owner'), one.owner ?? ''],
        [fieldOf(one.key, 'from'), one.from ?? ''],
        [fieldOf(one.key, 'to'), one.to ?? ''],
        [fieldOf(one.key, 'state'), one.state ?? ''],
      ]),
    ),
  }
}

/** What was read now, with what differs from what was read before: that was changed by hand, and holds when the text is read anew. */
export const changedFields = (read: Fields, was: Fields, given: Fields): Fields =>
  Object.fromEntries(
    Object.entries(read).map(([name, value]) => {
      const typed = given[name]
      return [name, typed !== undefined && was[name] !== undefined && typed !== was[name] ? typed : value]
    }),
  )

/** Whoever an owner's words mean; what nobody is called is kept in words. */
export interface NewOwner {
  readonly organisationId: string | null
  readonly personId: string | null
}
export interface NewIndicator {
  readonly name: string
  readonly kind: 'count' | 'yes_no' | 'share'
  readonly target: number | null
}
export interface NewMeasure {
  readonly title: string
  readonly description: string
  readonly status: MeasureStateWord
  readonly starts: string | null
  readonly ends: string | null
  readonly owners: readonly NewOwner[]
  readonly indicators: readonly NewIndicator[]
}
export interface NewGoal {
  readonly title: string
  readonly description: string
  readonly measures: readonly NewMeasure[]
  readonly indicators: readonly NewIndicator[]
}
export interface NewPlan {
  readonly title: string
  readonly description: string
  readonly locale: Locale
  readonly starts: string
  readonly ends: string
  readonly goals: readonly NewGoal[]
}

export const MOST_ENTRIES = 1000

/** What is wrong with the fields, as message keys by field. */
export function problemsIn(read: ReadPlan, fields: Fields): Record<string, string> {
  const wrong: Record<string, string> = {}
  if (!fields.title?.trim()) wrong.title = 'planio_title_missing'
  for (const name of ['starts', 'ends'] as const) if (!isDate(fields[name] ?? '')) wrong[name] = `planio_${name}_missing`
  if (!wrong.starts && !wrong.ends && fields.ends! < fields.starts!) wrong.ends = 'planio_ends_before'
  for (const { key } of read.entries) {
    const [from, to] = [fields[fieldOf(key, 'from')]!, fields[fieldOf(key, 'to')]!]
    if (fields[fieldOf(key, 'as')] !== 'measure') continue
    if (from && !isDate(from)) wrong[fieldOf(key, 'from')] = 'planio_date_missing'
    if (to && !isDate(to)) wrong[fieldOf(key, 'to')] = 'planio_date_missing'
    if (from && to && to < from) wrong[fieldOf(key, 'to')] = 'planio_ends_before'
  }
  return wrong
}

/** "Lenvik bibliotek, Senja kommune og Kari Nord": those who are known, and the words for the others. */
export function ownersIn(words: string, named: Named): { readonly owners: NewOwner[]; readonly unknown: string[] } {
  const owners: NewOwner[] = []
  const unknown: string[] = []
  const take = (part: string): boolean => {
    const found = ownerOf(part, named)
    if (!found.personId && !found.organisationId) return false
    const one = found.organisationId
      ? { organisationId: found.organisationId, personId: null }
      : { organisationId: null, personId: found.personId }
    if (!owners.some((other) => other.organisationId === one.organisationId && other.personId === one.personId)) owners.push(one)
    return true
  }
  for (const part of words.split(/\s*[,;/&]\s*/u).filter(Boolean)) {
    const halves = part.split(/\s+(?:og|and)\s+/iu)
    if (halves.length > 1 && halves.every((half) => isKnown(half, named))) for (const half of halves) take(half)
    else if (!take(part)) unknown.push(part)
  }
  return { owners, unknown }
}

/**
 * Who is meant: as in minutes, and besides the only organisation in whose name the word stands. "Fylkesbiblioteket" is the one
 * that is called "Troms og Finnmark fylkesbibliotek".
 */
function ownerOf(words: string, named: Named) {
  const found = suggestOwner(words, named)
  if (found.personId || found.organisationId) return found
  const stem = words
    .trim()
    .toLowerCase()
    .replace(/(?:et|a|en)$/u, '')
  const called = named.organisations.filter((one) =>
    (Object.values(one.name) as string[]).some((name) =>
      name
        .toLowerCase()
        .split(/[^\p{L}]+/u)
        .includes(stem),
    ),
  )
  return { personId: null, organisationId: stem.length > 7 && called.length === 1 ? called[0]!.id : null }
}

function isKnown(words: string, named: Named): boolean {
  const found = ownerOf(words, named)
  return found.personId !== null || found.organisationId !== null
}

/** "Andel saker løst innen en uke: 80 %" → a share, and how much of it is aimed at. */
export function indicatorOf(words: string): NewIndicator {
  const goal = /\s*[:=–-]\s*(?:minst |min\.? |at least |≥\s*)?(\d+(?:[.,]\d+)?)\s*(%|prosent|percent|per cent)?\.?$/iu.exec(words)
  const share = goal?.[2] !== undefined || /%|prosent|per ?cent|^(?:andel|del|del av|share)(?!\p{L})/iu.test(words)
  const yesNo = !share && /\?$|\((?:ja\/nei|yes\/no)\)/iu.test(words)
  const name = goal ? words.slice(0, goal.index).trim() : words
  return {
    name: name || words,
    kind: yesNo ? 'yes_no' : share ? 'share' : 'count',
    target: yesNo ? 1 : goal ? Number(goal[1]!.replace(',', '.')) : null,
  }
}

/**
 * The plan that the fields make. Measures above the first goal get one that is called as the plan; what describes stands with
 * what it describes, and so do the words for an owner whom nobody knows.
 * @param say "Ansvarlig: Frivilligsentralen", for owners that are kept in words
 */
export function planOf(read: ReadPlan, fields: Fields, named: Named, say: (owner: string) => string): NewPlan {
  const title = fields.title!.trim()
  const about: string[] = []
  const goals: { -readonly [K in keyof NewGoal]: NewGoal[K] extends readonly (infer T)[] ? T[] : NewGoal[K] }[] = []
  let measure: { -readonly [K in keyof NewMeasure]: NewMeasure[K] extends readonly (infer T)[] ? T[] : NewMeasure[K] } | null =
    null
  const goal = () => {
    if (goals.length === 0) goals.push({ title, description: '', measures: [], indicators: [] })
    return goals.at(-1)!
  }
  const joined = (before: string, more: string) => (before ? `${before}\n${more}` : more)
  for (const { key } of read.entries) {
    const part = (name: EntryPart) => fields[fieldOf(key, name)]?.trim() ?? ''
    const [as, text] = [part('as'), part('text')]
    if (as === 'skip' || text === '') continue
    if (as === 'goal') {
      measure = null
      goals.push({ title: text, description: '', measures: [], indicators: [] })
    } else if (as === 'measure') {
      const { owners, unknown } = ownersIn(part('owner'), named)
      measure = {
        title: text,
        description: unknown.length > 0 ? say(unknown.join(', ')) : '',
        status: measureStates.find((one) => one === part('state')) ?? 'not_started',
        starts: part('from') || null,
        ends: part('to') || null,
        owners,
        indicators: [],
      }
      goal().measures.push(measure)
    } else if (as === 'indicator') (measure ?? goal()).indicators.push(indicatorOf(text))
    else if (as === 'plan' || goals.length === 0) about.push(text)
    else {
      const of = measure ?? goal()
      of.description = joined(of.description, text)
    }
  }
  return {
    title,
    description: about.join('\n'),
    locale: spoken.find((one) => one === fields.locale) ?? 'nb',
    starts: fields.starts!,
    ends: fields.ends!,
    goals,
  }
}
