/** How long each kind of document is kept, and for what reason. Pure. */
import type { Actor } from '#actor.ts'
import { mayManage } from '#network/rules.ts'
import type { Locale, Words } from '#platform/words/text.ts'
import type { DeletedKind } from './tables.ts'

/** From when the years run. */
export type KeptSince = 'meeting_end' | 'approved' | 'sent'

export interface KeepKind {
  readonly id: KeepKindId
  readonly since: KeptSince
  /** Years, unless a network says otherwise; null: always. */
  readonly years: number | null
  /** Kept always: what everything else hangs on is not the owners' to choose. */
  readonly fixed: boolean
}

const chosen = <Id extends string>(id: Id, years: number | null, since: KeptSince = 'meeting_end') => ({
  id,
  since,
  years,
  fixed: false,
})
const fixed = <Id extends string>(id: Id) => ({ id, since: 'meeting_end' as KeptSince, years: null, fixed: true })

const all = [
  fixed('programme'),
  chosen('minutes', null),
  chosen('draft', 1, 'approved'),
  chosen('paper', null),
  chosen('presentation', 5),
  chosen('recording', 1),
  chosen('question', null),
  chosen('letter', 5, 'sent'),
  fixed('plan'),
  fixed('action'),
] as const

export type KeepKindId = (typeof all)[number]['id']
export const keepKinds: readonly KeepKind[] = all

export const deletedKinds = [
  'minutes',
  'draft',
  'paper',
  'presentation',
  'recording',
  'question',
  'letter',
] as const satisfies readonly DeletedKind[]

/** What an owner chose for one kind: years (null: always) and why, in their own words. */
export interface Keeping {
  readonly years: number | null
  readonly reason: Words | null
}
export type Keepings = Readonly<Partial<Record<KeepKindId, Keeping>>>

export const LEAST_YEARS = 1
export const MOST_YEARS = 100

/** What holds for a kind in a network. */
export function keepingOf(kind: KeepKind, set: Keepings): Keeping {
  const own = kind.fixed ? undefined : set[kind.id]
  return own ?? { years: kind.years, reason: null }
}

/** Years by kind, for those with a term. */
export const termsOf = (set: Keepings): ReadonlyMap<DeletedKind, number> =>
  new Map(
    deletedKinds.flatMap((id) => {
      const { years } = keepingOf(keepKinds.find((kind) => kind.id === id)!, set)
      return years === null ? [] : [[id, years] as const]
    }),
  )

/** Only what differs from the program's own rules is stored: those may change with a new version. */
export const asStored = (chosen: Keepings): Keepings =>
  Object.fromEntries(
    keepKinds.flatMap((kind) => {
      const own = kind.fixed ? undefined : chosen[kind.id]
      return own && (own.years !== kind.years || own.reason !== null) ? [[kind.id, own]] : []
    }),
  )

/** The rules as a form shows them. @param locale the language the network writes its reasons in */
export const shownKeepings = (set: Keepings, locale: Locale): Record<string, string> =>
  Object.fromEntries(
    keepKinds
      .filter((kind) => !kind.fixed)
      .flatMap((kind) => {
        const { years, reason } = keepingOf(kind, set)
        return [
          [`${kind.id}.keep`, years === null ? 'always' : 'years'],
          [`${kind.id}.years`, years === null ? '' : String(years)],
          [`${kind.id}.reason`, reason?.[locale] ?? ''],
        ]
      }),
  )

/** Tells two states of a network's rules apart: a form carries that of its making. */
export const keepingsVersion = (set: Keepings): string =>
  keepKinds
    .filter((kind) => !kind.fixed)
    .map((kind) => {
      const { years, reason } = keepingOf(kind, set)
      return `${kind.id} ${years ?? 'always'} ${JSON.stringify(Object.entries(reason ?? {}).sort())}`
    })
    .join(' | ')

/** Until this long after an owner approved it, a deletion can be taken back. */
export const GRACE_DAYS = 30

/** Choosing the rules, and what goes by them: owners. */
export const mayKeep = (actor: Actor): 'yes' | 'network_only_owners' => mayManage(actor)
