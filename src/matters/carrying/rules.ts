/** What of earlier meetings could come back at one, and why. Pure. */
import type { ActionRow } from '#actions/rules.ts'
import type { OutcomeKind } from '#minutes/tables.ts'
import { wall } from '#platform/words/dates.ts'
import type { Locale, Words } from '#platform/words/text.ts'
import { pick } from '#platform/words/text.ts'
import { inLocale, m } from '#platform/words/words.ts'
import type { Kind } from '#programme/document.ts'
import type { CarrySource, carryOver } from '../tables.ts'

export type ChoiceRow = typeof carryOver.$inferSelect

/** An action that is still to be done, as far as this asks of it. */
export interface OpenAction
  extends Pick<ActionRow, 'id' | 'itemId' | 'matterId' | 'locale' | 'text' | 'status' | 'audience' | 'createdAt'> {
  readonly path: string
  readonly overdue: boolean
  readonly last: { readonly text: string } | null
  readonly meeting: { readonly title: Words; readonly startsAt: string | null } | null
}

export type Why =
  | 'not_reached'
  | 'no_conclusion'
  | 'postponed'
  | 'postponed_here'
  | 'recurring'
  | 'actions'
  | 'overdue'
  | 'promised'
  | 'proposed'

/** An item of an earlier meeting, as far as this asks of it. */
export interface Before {
  readonly id: string
  readonly title: Words
  readonly kind: Kind
  readonly audience: 'public' | 'members' | 'invited'
  readonly matterId: string | null
  readonly meetingId: string
  readonly meeting: Words
  readonly path: string
  readonly on: string | null
  readonly outcome: OutcomeKind | null
  readonly postponedTo: string | null
  readonly minuted: boolean
}

/** A matter that was sent in before an earlier meeting, and that nobody took up. */
export interface Proposed {
  readonly id: string
  readonly text: string
  readonly locale: Locale
  readonly meeting: Words
  readonly path: string
  readonly by: { readonly id: string | null; readonly name: string | null }
}

export interface Suggestion {
  readonly source: CarrySource
  readonly id: string
  readonly title: Words
  readonly why: readonly Why[]
  /** Where it was on, came up or was sent in. */
  readonly from: { readonly title: Words; readonly path: string; readonly on: string | null }
  readonly item: Before | null
  readonly actions: readonly OpenAction[]
  readonly proposed: Proposed | null
}

interface Given {
  readonly meetingId: string
  readonly timezone: string
  /** The meetings before, newest first. */
  readonly previous: readonly string[]
  /** What has its place in the programme, or on the shelf, already. */
  readonly here: readonly { readonly title: Words; readonly matterId: string | null }[]
  readonly before: readonly Before[]
  /** Still to be done. */
  readonly actions: readonly OpenAction[]
  readonly proposed: readonly Proposed[]
}

const wordings = (title: Words): string[] =>
  (Object.values(title) as string[])
    .map((one) =>
      one
        .toLocaleLowerCase('nb')
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .trim(),
    )
    .filter(Boolean)

const sameTitle = (a: Words, b: Words): boolean => wordings(a).some((one) => wordings(b).includes(one))

/** "… orienterer på neste møte", "… reports to the next meeting": both words are wanted. */
const REPORTS = /\b(orienter|rapporter|legg\w* fra?m|kjem\w* attende|kommer tilbake|kjem tilbake|report)/iu
const NEXT = /\b(neste (møte|samling|gang)|neste gong|next (meeting|time))/iu
export const isPromise = (text: string): boolean => REPORTS.test(text) && NEXT.test(text)

/** At how many of the last three meetings something was on before it counts as a fixed point. */
const RECURS = 2

/** Everything that could come back, each once with all its reasons; what has its place here already is not among it. */
export function suggest({ meetingId, timezone, previous, here, before, actions, proposed }: Given): Suggestion[] {
  const placed = (one: Pick<Before, 'title' | 'matterId'>) =>
    here.some((own) => (one.matterId !== null && own.matterId === one.matterId) || sameTitle(own.title, one.title))
  const told = new Set(before.filter((one) => one.outcome !== null || one.minuted).map((one) => one.meetingId))
  const seen: Before[] = []
  const along = new Set<string>()
  const of = (one: Before): Suggestion | null => {
    if (placed(one) || seen.some((other) => sameTitle(other.title, one.title))) return null
    // What is to be done about a matter, and came up at no item, goes with the newest item of the matter.
    const ofMatter = (action: OpenAction) =>
      action.itemId === null && action.matterId !== null && action.matterId === one.matterId
    const own = actions.filter((action) => action.itemId === one.id || (ofMatter(action) && !along.has(action.id)))
    const newest = one.meetingId === previous[0]
    const times = previous
      .slice(0, 3)
      .filter((id) => before.some((other) => other.meetingId === id && sameTitle(other.title, one.title))).length
    const why: Why[] = [
      // Where nothing was said of any item, nobody kept account: that does not mean that nothing was reached.
      ...(newest && one.outcome === null && !one.minuted && told.has(one.meetingId) ? (['not_reached'] as const) : []),
      ...(newest && one.outcome === 'none' ? (['no_conclusion'] as const) : []),
      ...(one.outcome === 'postponed' && one.postponedTo === null ? (['postponed'] as const) : []),
      ...(one.outcome === 'postponed' && one.postponedTo === meetingId ? (['postponed_here'] as const) : []),
      ...(times >= RECURS ? (['recurring'] as const) : []),
      ...standing(own),
    ]
    if (why.length === 0) return null
    seen.push(one)
    for (const action of own) along.add(action.id)
    const from = { title: one.meeting, path: one.path, on: one.on }
    return { source: 'item', id: one.id, title: one.title, why, from, item: one, actions: own, proposed: null }
  }
  const newestFirst = before.toSorted((a, b) => (b.on ?? '').localeCompare(a.on ?? ''))
  const items = newestFirst.flatMap((one) => of(one) ?? [])
  return [
    ...items,
    ...actions
      .filter((one) => !along.has(one.id) && !before.some((other) => other.id === one.itemId))
      .filter((one) => !placed({ title: titleOf(one), matterId: one.matterId }))
      .map((one): Suggestion => {
        const on = one.meeting?.startsAt ? wall(one.meeting.startsAt, timezone).date : null
        const from = { title: one.meeting?.title ?? {}, path: one.path, on }
        const why = standing([one])
        return { source: 'action', id: one.id, title: titleOf(one), why, from, item: null, actions: [one], proposed: null }
      }),
    ...proposed
      .filter((one) => !placed({ title: titleOf(one), matterId: null }))
      .map((one): Suggestion => {
        const from = { title: one.meeting, path: one.path, on: null }
        return {
          source: 'input',
          id: one.id,
          title: titleOf(one),
          why: ['proposed'],
          from,
          item: null,
          actions: [],
          proposed: one,
        }
      }),
  ]
}

/** Why actions come back, none where there are none. */
const standing = (own: readonly OpenAction[]): Why[] => [
  ...(own.length > 0 ? (['actions'] as const) : []),
  ...(own.some((action) => action.overdue) ? (['overdue'] as const) : []),
  ...(own.some((action) => isPromise(action.text)) ? (['promised'] as const) : []),
]

/** What was sent in, or is to be done, is called by its first line. */
const titleOf = ({ text, locale }: Pick<Proposed, 'text' | 'locale'>): Words => ({ [locale]: text.split('\n')[0]!.slice(0, 200) })

/**
 * What goes along in the new item's description: what was noted, and what is still to be done.
 * @param actions as the readers of the new item may know of them
 */
export function alongWith(
  facts: readonly { readonly text: string }[],
  actions: readonly OpenAction[],
  proposed: Proposed | null,
  locale: Locale,
): Words | null {
  const lines = inLocale(locale, () => [
    ...(proposed?.text.split('\n').slice(1) ?? []),
    ...facts.map((one) => `• ${one.text}`),
    ...actions.flatMap((one) => [
      `• ${m.matters_last_action({ text: one.text.replace(/\.$/, ''), state: m[`actions_status_${one.status}`]() })}`,
      ...(one.last ? [`• ${m.matters_last_told({ text: one.last.text })}`] : []),
    ]),
  ])
  return lines.length > 0 ? { [locale]: lines.join('\n') } : null
}

export const nameOf = (title: Words, locale: Locale): string => pick(title, locale)?.text ?? ''
