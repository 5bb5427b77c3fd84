/** What a good form asks when nobody has said otherwise, and what an organiser may do to one. Pure. */
import { dateRange, longDate } from '#platform/words/dates.ts'
import { instantOf } from '#platform/words/instant.ts'
import type { Words } from '#platform/words/text.ts'
import { inLocale, m } from '#platform/words/words.ts'
import { hasOptions } from '../answers/rules.ts'
import type { Group, Option, Question, QuestionKind } from '../tables.ts'

/** What a form is made for. */
export interface Occasion {
  readonly attendance: 'onsite' | 'online' | 'mixed'
  readonly startsAt: string | null
  readonly days: readonly { readonly id: string; readonly date: string | null }[]
}

/** Everything an organiser decides about registration. */
export interface FormInput {
  readonly opensAt: string | null
  readonly closesAt: string | null
  readonly bindingFrom: string | null
  readonly capacity: number | null
  readonly approval: boolean
  readonly questions: readonly Question[]
  readonly groups: readonly Group[]
  readonly introduction: Words | null
  readonly priceNote: Words | null
}

/** The kinds a form can ask, in the order they are offered. */
export const kinds: readonly QuestionKind[] = [
  'attendance',
  'days',
  'meals',
  'nights',
  'diet',
  'phone',
  'invoice',
  'transport',
  'text',
  'choice',
  'choices',
  'number',
  'date',
  'file',
]

/** What a kind is called, which is its usual question too. */
export const kindName = (kind: QuestionKind): string => m[`registration_kind_${kind}`]()

/** Asked once in a form at most: their answers have a place of their own. */
export const onlyOnce: ReadonlySet<QuestionKind> = new Set(['attendance', 'days', 'diet', 'phone', 'invoice', 'transport'])

/** How long before the meeting registration closes, unless told otherwise: time for the kitchen and the hotel. */
const CLOSES_DAYS_BEFORE = 7

/** Opens now, closes a week before, asks what such a meeting needs and no more. */
export function defaultForm(occasion: Occasion, now: Temporal.Instant): FormInput {
  const { startsAt } = occasion
  const begins = startsAt === null ? null : instantOf(startsAt)
  const closes = begins?.subtract({ hours: 24 * CLOSES_DAYS_BEFORE }) ?? null
  return {
    opensAt: now.toString(),
    // For a meeting that is near, until it begins; for one that waits for a new date, until somebody says.
    closesAt: [closes, begins].find((at) => at && Temporal.Instant.compare(at, now) > 0)?.toString() ?? null,
    bindingFrom: null,
    capacity: null,
    approval: false,
    questions: defaultQuestions(occasion),
    groups: [],
    introduction: null,
    priceNote: null,
  }
}

function defaultQuestions(occasion: Occasion): Question[] {
  const several = occasion.days.length > 1
  const asked: QuestionKind[] = [
    ...(occasion.attendance === 'mixed' ? (['attendance'] as const) : []),
    ...(several ? (['days'] as const) : []),
    ...(occasion.attendance === 'online' ? [] : several ? (['meals', 'nights', 'diet'] as const) : (['meals', 'diet'] as const)),
  ]
  return asked.map((kind) => newQuestion(kind, [], occasion))
}

/** A question of a kind, with its usual words and options; what is about being there is asked of those who will be. */
export function newQuestion(kind: QuestionKind, before: readonly Question[], occasion: Occasion): Question {
  const onSite = kind === 'meals' || kind === 'nights' || kind === 'diet' || kind === 'transport'
  return {
    id: idFor(kind, before),
    kind,
    label: inAll(() => kindName(kind)),
    ...(helps.has(kind) && { help: inAll(() => m[`registration_help_${kind as 'diet'}`]()) }),
    required: kind === 'attendance' || kind === 'days',
    ...(hasOptions(kind) && { options: optionsFor(kind, occasion) }),
    ...(onSite && occasion.attendance === 'mixed' && { when: { question: 'attendance', option: 'onsite' } }),
  }
}

const helps: ReadonlySet<QuestionKind> = new Set(['diet', 'nights', 'invoice', 'transport'])

function idFor(kind: QuestionKind, before: readonly Question[]): string {
  const taken = new Set(before.map((question) => question.id))
  if (!taken.has(kind) && (onlyOnce.has(kind) || kind === 'meals' || kind === 'nights')) return kind
  for (let n = 1; ; n++) if (!taken.has(`q${n}`)) return `q${n}`
}

/** Lunch each day, dinner on the evenings between, and a bed on the evening before each day: many live a day's travel away. */
function optionsFor(kind: QuestionKind, { days }: Occasion): readonly Option[] {
  const dated = days.flatMap((day, i) => (day.date ? [{ id: day.id, date: day.date, number: i + 1 }] : []))
  if (kind === 'meals') {
    if (dated.length === 0) return [{ id: 'lunch1', label: inAll(m.registration_lunch) }]
    return dated.flatMap(({ id, date, number }, i) => {
      const at = () => ({ day: longDate(date, false) })
      const lunch = { id: `lunch${number}`, label: inAll(() => m.registration_lunch_on(at())), day: id }
      const dinner = { id: `dinner${number}`, label: inAll(() => m.registration_dinner_on(at())), day: id }
      return i < dated.length - 1 ? [lunch, dinner] : [lunch]
    })
  }
  if (kind !== 'nights') return []
  if (dated.length === 0) return [{ id: 'night0', label: inAll(m.registration_night_before) }]
  return dated.map(({ id, date, number }) => ({ id: `night${number - 1}`, label: nightBefore(date), day: id }))
}

/** "Natt 28.–29. april 2027": by its two dates, so that a hotel and a guest mean the same. */
const nightBefore = (date: string): Words =>
  inAll(() => m.registration_night_of({ dates: dateRange(Temporal.PlainDate.from(date).subtract({ days: 1 }).toString(), date) }))

/** Our own words in each of our languages. */
const inAll = (say: () => string): Words => ({ nb: inLocale('nb', say), nn: inLocale('nn', say), en: inLocale('en', say) })

/** Moves a question one place up or down. */
export function moved(questions: readonly Question[], id: string, by: -1 | 1): readonly Question[] {
  const at = questions.findIndex((question) => question.id === id)
  const to = at + by
  if (at < 0 || to < 0 || to >= questions.length) return questions
  const rest = questions.filter((question) => question.id !== id)
  return [...rest.slice(0, to), questions[at]!, ...rest.slice(to)]
}

/** Without a question, and without the conditions that hung on it. */
export const without = (questions: readonly Question[], id: string): readonly Question[] =>
  questions
    .filter((question) => question.id !== id)
    .map(({ when, ...rest }) => (when && when.question !== id ? { ...rest, when } : rest))
