/** Who may listen in which channel. Pure. */
import type { Actor } from '#actor.ts'
import { mayChair, mayRead, type Readable } from '#meeting/rules.ts'
import { type Channel, channelOf } from '../entry/rules.ts'

const narrowToWide: readonly Channel[] = ['public', 'members', 'invited', 'chair']

/** Whether whoever may listen in one channel may listen in another: one where as much is seen, or less. */
export const reaches = (own: Channel, asked: Channel): boolean => narrowToWide.indexOf(asked) <= narrowToWide.indexOf(own)

export const isChannel = (asked: unknown): asked is Channel => narrowToWide.includes(asked as Channel)

/** The widest channel of somebody who stands before a room; null when the room is not for them. */
export function widestOf(actor: Actor, meeting: Readable, guest: boolean): Channel | null {
  if (mayRead(actor, meeting) !== 'yes') return guest && meeting.publishedAt !== null ? 'public' : null
  return mayChair(actor, meeting) === 'yes' ? 'chair' : channelOf(actor, meeting)
}
