/** Whom a change of plan concerns, and how: one person, one letter. Pure. */
import type { Group, Receiver } from '#notices/audience/rules.ts'
import type { RegistrationRow } from '#registration/rules.ts'

/** Everything that one letter has to fit. */
export interface Concerned {
  /** In small letters. */
  readonly email: string
  readonly name: string
  readonly personId: string | null
  readonly locale: Receiver['locale']
  /** Whether they can open the meeting's own page. */
  readonly readsPage: boolean
  readonly groups: ReadonlySet<Group>
  /** What a link to stop following is made from. */
  readonly follower: Receiver['follower']
  /** Their registration for the meeting it was decided about, as it stands now, withdrawn ones with it. */
  readonly whole: RegistrationRow | null
  /** And for the part. */
  readonly part: RegistrationRow | null
  /** How they were registered before; null for those the change did not touch. */
  readonly was: { readonly meetingId: string; readonly state: RegistrationRow['state']; readonly told: boolean } | null
  /** Where they speak. */
  readonly speaker: { readonly id: string; readonly linkVersion: number; readonly asked: boolean } | null
}

/** Kinds of receivers, in the order in which they are shown. */
export const kinds = [
  'both',
  'whole',
  'part',
  'onsite',
  'online',
  'placed',
  'waiting',
  'requested',
  'released',
  'speaker',
  'lead',
  'invited',
  'follower',
  'member',
] as const
export type Kind = (typeof kinds)[number]

/** What somebody is to a change of plan, above all. @param parted whether a part comes or goes */
export function kindOf(one: Concerned, parted: boolean): Kind {
  const own = active(one.whole) ?? active(one.part)
  if (own) {
    if (own.state === 'requested') return 'requested'
    if (own.state === 'waiting') return 'waiting'
    if (one.was?.state === 'waiting') return 'placed'
    if (!parted) return own.attendance
    return active(one.whole) && active(one.part) ? 'both' : active(one.whole) ? 'whole' : 'part'
  }
  if (one.was) return 'released'
  if (one.groups.has('speakers')) return 'speaker'
  if (one.groups.has('chair') || one.groups.has('minute_taker') || one.groups.has('organisers')) return 'lead'
  if (one.groups.has('invited')) return 'invited'
  return one.groups.has('followers') ? 'follower' : 'member'
}

const active = (row: RegistrationRow | null): RegistrationRow | null =>
  row && row.state !== 'withdrawn' && row.state !== 'declined' ? row : null
