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
  /** With what it is part of, and its meeting. */
  readonly audience: 'public' | 'members' | 'invited'
  readonly matterId: string | null
  readonly meetingId: string
  readonly meeting: Words
  readonly path: string
  readonly on: string | null
  readonly outcome: OutcomeKind | null
  readonly postponedTo: string | null
  /** The meeting it was postponed to is gone. */
  readonly postponedToNone: boolean
  readonly minuted: boolean
}

/** A matter that was sent in before an earlier meeting, and that nobody took up. */
export interface Proposed {
  readonly id: string
  readonly text: string
  /** Why it was sent in, and what should come of it. */
  readonly why: string | null
  readonly outcome: string | null
  readonly locale: Locale
  readonly meeting: Words
  readonly path: string
  /** Of the meeting that it was sent to. */
  readonly audience: Before['audience']
  readonly by: { readonly id: string | null; readonly name: string | null }
}

export interface Suggestion {
  readonly source: CarrySource
  readonly id: string
  readonly title: Words
  readonly why: readonly Why[]
  /** Where it was on, came up or was sent in. */
  readonly from: { readonly title: Words; readonly path: string; readonly on: string | null }
  /** Its newest treatment, with the matter that any of its treatments is of. */
  readonly item: Before | null
  /** The matter that an action belongs to which came up at no item. */
  readonly matterId: string | null
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
  /** What the matters are called that actions belong to. */
  readonly matters: ReadonlyMap<string, Words>
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

/** Two that are of matters are one where those are; of others the title decides. */
const sameThread = (a: Thread, b: Thread): boolean =>
  a.matterId !== null && b.matterId !== null ? a.matterId === b.matterId : sameTitle(a.title, b.title)
type Thread = Pick<Before, 'title' | 'matterId'>

/** "… orienterer på neste møte", "… reports to the next meeting": both words are wanted. */
const REPORTS =
  /(?<!\p{L})(orienter|rapporter|redegj[øe]r|gj[øe]r greie|gjer greie|presenter|legg\p{L}* fr[ae]m|k(?:om|jem)\p{L}* (?:tilbake|attende)|report|present)/iu
const NEXT = /(?<!\p{L})(neste \p{L}*(møte|samling|gang|gong)|next (?:[\p{L}’']+ )?(meeting|gathering|time))/iu
export const isPromise = (text: string): boolean => REPORTS.test(text) && NEXT.test(text)

/** At how many of the last three meetings something was on before it counts as a fixed point. */
const RECURS = 2

/** Everything that could come back, each once with all its reasons; what has its place here already is not among it. */
export function suggest({ meetingId, timezone, previous, here, before, actions, proposed, matters }: Given): Suggestion[] {
  const placed = (one: Thread) => here.some((own) => sameThread(own, one))
  const told = new Set(before.filter((one) => one.outcome !== null || one.minuted).map((one) => one.meetingId))
  const along = new Set<string>()
  const of = ([newest, ...earlier]: readonly [Before, ...Before[]]): Suggestion[] => {
    const thread = [newest, ...earlier]
    const matterId = thread.find((one) => one.matterId !== null)?.matterId ?? null
    const item = { ...newest, matterId }
    if (placed(item)) return []
    // What is to be done about a matter, and came up at no item, goes with it.
    const own = actions.filter((action) =>
      action.itemId === null
        ? matterId !== null && action.matterId === matterId && !along.has(action.id)
        : thread.some((one) => one.id === action.itemId),
    )
    const times = previous
      .slice(0, 3)
      .filter((id) => thread.some((one) => one.meetingId === id && sameTitle(one.title, newest.title))).length
    const last = newest.meetingId === previous[0]
    // Where it was postponed to a meeting that has been, or is gone, it waits for the next.
    const { outcome, postponedTo } = newest
    const waits = postponedTo === null || newest.postponedToNone || previous.includes(postponedTo)
    const why: Why[] = [
      // Where nothing was said of any item, nobody kept account: that does not mean that nothing was reached.
      ...(last && outcome === null && !newest.minuted && told.has(newest.meetingId) ? (['not_reached'] as const) : []),
      ...(last && outcome === 'none' ? (['no_conclusion'] as const) : []),
      ...(outcome === 'postponed' && postponedTo !== meetingId && waits ? (['postponed'] as const) : []),
      ...(thread.some((one) => one.postponedTo === meetingId) ? (['postponed_here'] as const) : []),
      ...(times >= RECURS ? (['recurring'] as const) : []),
      ...standing(own),
    ]
    if (why.length === 0) return []
    for (const action of own) along.add(action.id)
    const from = { title: newest.meeting, path: newest.path, on: newest.on }
    return [{ source: 'item', id: newest.id, title: newest.title, why, from, item, matterId, actions: own, proposed: null }]
  }
  const items = threadsOf(before).flatMap(of)
  const alone = actions.filter((one) => !along.has(one.id) && !before.some((other) => other.id === one.itemId))
  return [
    ...items,
    // Several of one matter are one suggestion.
    ...[...Map.groupBy(alone, (one) => one.matterId ?? one.id).values()].flatMap((own): Suggestion[] => {
      const [first] = own
      const { matterId, meeting, path } = first!
      const title = (matterId !== null && matters.get(matterId)) || titleOf(first!)
      if (placed({ title, matterId })) return []
      const from = {
        title: meeting?.title ?? {},
        path,
        on: meeting?.startsAt ? wall(meeting.startsAt, timezone).date : null,
      }
      return [
        { source: 'action', id: first!.id, title, why: standing(own), from, item: null, matterId, actions: own, proposed: null },
      ]
    }),
    ...proposed.flatMap((one): Suggestion[] => {
      const title = titleOf(one)
      if (placed({ title, matterId: null })) return []
      const from = { title: one.meeting, path: one.path, on: null }
      return [
        {
          source: 'input',
          id: one.id,
          title,
          why: ['proposed'],
          from,
          item: null,
          matterId: null,
          actions: [],
          proposed: one,
        },
      ]
    }),
  ]
}

/** Treatments of the same, newest first in each. */
function threadsOf(before: readonly Before[]): (readonly [Before, ...Before[]])[] {
  const threads: [Before, ...Before[]][] = []
  for (const one of before.toSorted((a, b) => (b.on ?? '').localeCompare(a.on ?? ''))) {
    const thread = threads.find((all) => all.some((other) => sameThread(other, one)))
    if (thread) thread.push(one)
    else threads.push([one])
  }
  return threads
}

/** Why actions come back, none where there are none. */
const standing = (own: readonly OpenAction[]): Why[] => [
  ...(own.length > 0 ? (['actions'] as const) : []),
  ...(own.some((action) => action.overdue) ? (['overdue'] as const) : []),
  ...(own.some((action) => isPromise(action.text)) ? (['promised'] as const) : []),
]

/** What was sent in, or is to be done, is called by its first line. */
const titleOf = ({ text, locale }: Pick<Proposed, 'text' | 'locale'>): Words => ({
  // The database takes no half letter.
  [locale]: text.split('\n')[0]!.slice(0, 200).toWellFormed(),
})

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
  const sent = proposed && [proposed.text.split('\n').slice(1).join('\n').trim(), proposed.why, proposed.outcome]
  const lines = inLocale(locale, () => [
    ...(sent?.filter((one) => one !== null && one !== '') ?? []),
    ...facts.map((one) => `• ${one.text}`),
    ...actions.flatMap((one) => [
      `• ${m.matters_last_action({ text: one.text.replace(/\.$/, ''), state: m[`actions_status_${one.status}`]() })}`,
      ...(one.last ? [`• ${m.matters_last_told({ text: one.last.text })}`] : []),
    ]),
  ])
  return lines.length > 0 ? { [locale]: lines.join('\n') } : null
}

export const nameOf = (title: Words, locale: Locale): string => pick(title, locale)?.text ?? ''
