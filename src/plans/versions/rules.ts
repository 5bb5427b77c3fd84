/** What differs between two states of a plan. How its measures are going is no part of that. Pure. */
import type { Words } from '#platform/words/text.ts'
import type { GoalDocument, IndicatorDocument, MeasureDocument, PlanDocument } from '../document.ts'

type Dates = readonly [starts: string | null, ends: string | null]

export type Change =
  | { readonly field: 'title' | 'description'; readonly before: Words | null; readonly after: Words | null }
  | { readonly field: 'period'; readonly before: Dates; readonly after: Dates }
  | { readonly field: 'owners'; readonly before: readonly string[]; readonly after: readonly string[] }
  | { readonly field: 'goal'; readonly before: Words; readonly after: Words }
  | { readonly field: 'weight' | 'target'; readonly before: number | null; readonly after: number | null }

export interface Difference {
  readonly is: 'added' | 'removed' | 'changed'
  readonly of: 'plan' | 'goal' | 'measure' | 'indicator'
  /** As it is now, or was last. */
  readonly title: Words
  /** "1.2", where it stands or stood; null for a plan and an indicator. */
  readonly number: string | null
  readonly changes: readonly Change[]
}

interface Numbered<T> {
  readonly one: T
  readonly key: string
  readonly number: string | null
  readonly under: Words
}

/** In the order of the newer state; what is gone comes last. */
export function differencesOf(before: PlanDocument, after: PlanDocument): Difference[] {
  const plan = changesOf(words(before, after), periodOf(before, after))
  return [
    ...(plan.length > 0
      ? [{ is: 'changed' as const, of: 'plan' as const, title: after.title, number: null, changes: plan }]
      : []),
    ...compared('goal', goalsIn(before), goalsIn(after), (a, b) => changesOf(words(a.one, b.one), weight(a.one, b.one))),
    ...compared('measure', measuresIn(before), measuresIn(after), (a, b) =>
      changesOf(
        words(a.one, b.one),
        periodOf(a.one, b.one),
        weight(a.one, b.one),
        sameWords(a.under, b.under) || goalKey(before, a) === goalKey(after, b)
          ? []
          : [{ field: 'goal', before: a.under, after: b.under }],
        ownersOf(a.one, b.one),
      ),
    ),
    ...compared('indicator', indicatorsIn(before), indicatorsIn(after), (a, b) =>
      changesOf(
        sameWords(a.one.name, b.one.name) ? [] : [{ field: 'title', before: a.one.name, after: b.one.name }],
        a.one.target === b.one.target ? [] : [{ field: 'target', before: a.one.target, after: b.one.target }],
      ),
    ),
  ]
}

const changesOf = (...all: readonly (readonly Change[])[]): Change[] => all.flat()

function compared<T extends { readonly title?: Words; readonly name?: Words }>(
  of: Difference['of'],
  before: readonly Numbered<T>[],
  after: readonly Numbered<T>[],
  changes: (a: Numbered<T>, b: Numbered<T>) => Change[],
): Difference[] {
  const old = new Map(before.map((one) => [one.key, one]))
  const now = new Set(after.map((one) => one.key))
  const called = ({ one }: Numbered<T>) => one.title ?? one.name ?? {}
  return [
    ...after.flatMap((one): Difference[] => {
      const was = old.get(one.key)
      const about = { of, title: called(one), number: one.number }
      if (!was) return [{ is: 'added', ...about, changes: [] }]
      const found = changes(was, one)
      return found.length > 0 ? [{ is: 'changed', ...about, changes: found }] : []
    }),
    ...before
      .filter((one) => !now.has(one.key))
      .map((one): Difference => ({ is: 'removed', of, title: called(one), number: one.number, changes: [] })),
  ]
}

/** What has no id yet is the same as what is called the same. */
const keyOf = (id: string | null, title: Words): string => id ?? Object.values(title)[0] ?? ''

const goalsIn = ({ goals }: PlanDocument): Numbered<GoalDocument>[] =>
  goals.map((one, i) => ({ one, key: keyOf(one.id, one.title), number: `${i + 1}`, under: {} }))
const measuresIn = ({ goals }: PlanDocument): Numbered<MeasureDocument>[] =>
  goals.flatMap((goal, g) =>
    goal.measures.map((one, i) => ({ one, key: keyOf(one.id, one.title), number: `${g + 1}.${i + 1}`, under: goal.title })),
  )
const indicatorsIn = ({ goals }: PlanDocument): Numbered<IndicatorDocument>[] =>
  goals.flatMap((goal) =>
    [goal, ...goal.measures].flatMap((of) =>
      of.indicators.map((one) => ({ one, key: keyOf(one.id, one.name), number: null, under: of.title })),
    ),
  )
const goalKey = ({ goals }: PlanDocument, { key }: Numbered<MeasureDocument>): string => {
  const goal = goals.find((one) => one.measures.some((each) => keyOf(each.id, each.title) === key))
  return goal ? keyOf(goal.id, goal.title) : ''
}

const sameWords = (a: Words | null, b: Words | null): boolean => {
  const flat = (one: Words | null) =>
    JSON.stringify(
      Object.entries(one ?? {})
        .filter(([, text]) => text)
        .sort(),
    )
  return flat(a) === flat(b)
}

type Worded = { readonly title: Words; readonly description: Words | null }
const words = (a: Worded, b: Worded): Change[] =>
  (['title', 'description'] as const).flatMap((field) =>
    sameWords(a[field], b[field]) ? [] : [{ field, before: a[field], after: b[field] }],
  )
type Timed = { readonly starts: string | null; readonly ends: string | null }
const periodOf = (a: Timed, b: Timed): Change[] =>
  a.starts === b.starts && a.ends === b.ends ? [] : [{ field: 'period', before: [a.starts, a.ends], after: [b.starts, b.ends] }]
const weight = (a: { weight: number | null }, b: { weight: number | null }): Change[] =>
  a.weight === b.weight ? [] : [{ field: 'weight', before: a.weight, after: b.weight }]

/** An organisation that is called something else now is the same owner. */
function ownersOf(a: MeasureDocument, b: MeasureDocument): Change[] {
  const keys = (one: MeasureDocument) => one.owners.map((each) => `${each.role} ${each.organisationId ?? each.name}`).sort()
  const names = (one: MeasureDocument) => one.owners.map((each) => each.name)
  return keys(a).join() === keys(b).join() ? [] : [{ field: 'owners', before: names(a), after: names(b) }]
}
