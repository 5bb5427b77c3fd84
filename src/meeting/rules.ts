/**
 * Who may do what with a meeting. Pure: each rule answers `'yes'` or a message key; the write enforces it and the page
 * explains with it. Whoever may not read something is told that it does not exist, so those keys are seldom seen.
 */
import type { Actor } from '#actor.ts'
import { reservedBelowNetwork } from '#network/rules.ts'
import type { Audience, meeting } from './tables.ts'

export type MeetingRow = typeof meeting.$inferSelect
export type Verdict<Reason extends string = string> = 'yes' | Reason

/** What the rules need to know of a meeting; its row fits. */
export type Readable = Pick<MeetingRow, 'id' | 'networkId' | 'audience' | 'publishedAt' | 'template' | 'deletedAt'>
type Place = Pick<MeetingRow, 'networkId'> & { readonly id?: string }

/** From wide to narrow. */
const audiences: readonly Audience[] = ['public', 'members', 'invited']

/** Whether one audience is strictly narrower than another. */
export const narrower = (audience: Audience, than: Audience): boolean => audiences.indexOf(audience) > audiences.indexOf(than)

/** The narrowest of some audiences: who may see a part of a part. */
export const narrowest = (...all: readonly Audience[]): Audience =>
  all.reduce((found, next) => (narrower(next, found) ? next : found), 'public')

/** What a form offers as the audience of a part: `public`, which is "whoever may see the whole", what stands, and all narrower. */
export const audiencesOfPart = (whole: Audience, now: Audience = 'public'): Audience[] =>
  audiences.filter((one) => one === 'public' || one === now || narrower(one, whole))

/** Whether a part is asked to be for more than its whole. What stands may go on standing where the whole was narrowed since. */
export const isTooWide = (asked: Audience, whole: Audience, now: Audience = 'public'): boolean =>
  asked !== 'public' && asked !== now && narrower(whole, asked)

/** Whether the actor stands inside an audience of a meeting. Someone invited stands inside all of them, member or not. */
export function isInAudience(actor: Actor, meeting: Place & { readonly id: string }, audience: Audience): boolean {
  if (audience === 'public' || isEditor(actor, meeting)) return true
  const invited = actor.meeting?.id === meeting.id && actor.meeting.invited
  if (audience === 'invited') return invited
  return invited || roleIn(actor, meeting) !== null
}

/**
 * Of which audiences somebody reads parts of all a network's meetings. What is for those invited to one meeting is shown on that
 * meeting's own pages, where it is known who they are.
 */
export function openTo(actor: Actor, networkId: string): readonly Audience[] {
  if (isEditor(actor, { networkId })) return audiences
  return roleIn(actor, { networkId }) === null ? ['public'] : ['public', 'members']
}

/** Reading a meeting at all. A draft is for those who work on it; a template for organisers, whoever has a part in it. */
export function mayRead(actor: Actor, meeting: Readable): Verdict<'meeting_not_yours'> {
  if (meeting.deletedAt !== null) return 'meeting_not_yours'
  if (meeting.template) return isEditor(actor, meeting) ? 'yes' : 'meeting_not_yours'
  if (mayWriteMinutes(actor, meeting) === 'yes') return 'yes'
  return meeting.publishedAt !== null && isInAudience(actor, meeting, meeting.audience) ? 'yes' : 'meeting_not_yours'
}

/** Whether somebody who is not signed in may read it. */
export const isForAll = (meeting: Readable): boolean =>
  meeting.deletedAt === null && !meeting.template && meeting.publishedAt !== null && meeting.audience === 'public'

/** Reading a part of a meeting (an item, a text, a material), which may be for fewer than the whole. */
export function mayReadPart(actor: Actor, meeting: Readable, audience: Audience): Verdict<'meeting_not_yours'> {
  return mayRead(actor, meeting) === 'yes' && isInAudience(actor, meeting, audience) ? 'yes' : 'meeting_not_yours'
}

/** Changing the meeting, its programme, texts and people: owners and organisers of the network. */
export function mayEdit(actor: Actor, where?: Place): Verdict<'meeting_only_organisers'> {
  return isEditor(actor, where) ? 'yes' : 'meeting_only_organisers'
}

/** Leading the meeting while it runs. */
export function mayChair(actor: Actor, meeting?: Place): Verdict<'meeting_only_chair'> {
  return isEditor(actor, meeting) || hasRole(actor, meeting, 'chair') ? 'yes' : 'meeting_only_chair'
}

/** Writing minutes, and seeing them before they are published. */
export function mayWriteMinutes(actor: Actor, meeting?: Place): Verdict<'meeting_only_minute_takers'> {
  return mayChair(actor, meeting) === 'yes' || hasRole(actor, meeting, 'minute_taker') ? 'yes' : 'meeting_only_minute_takers'
}

/** Adding a presentation or paper to an item: those who may edit, and whoever speaks on it. */
export function mayAddMaterial(
  actor: Actor,
  item: { readonly id: string; readonly networkId: string; readonly speakers?: readonly { readonly personId: string | null }[] },
): Verdict<'meeting_only_speakers'> {
  if (isEditor(actor, item)) return 'yes'
  if (actor.kind === 'speaker') return actor.speaker?.itemId === item.id ? 'yes' : 'meeting_only_speakers'
  const person = actor.person?.id
  return person !== undefined && item.speakers?.some((speaker) => speaker.personId === person) ? 'yes' : 'meeting_only_speakers'
}

/** Putting a draft before its audience. Without a date it may still be published: the page says that none is set. */
export function mayPublish(actor: Actor, meeting: Pick<MeetingRow, 'networkId' | 'title' | 'publishedAt' | 'template'>): Verdict {
  if (mayEdit(actor, meeting) !== 'yes') return 'meeting_only_organisers'
  if (meeting.template) return 'meeting_is_template'
  if (meeting.publishedAt !== null) return 'meeting_already_published'
  return Object.values(meeting.title).some(Boolean) ? 'yes' : 'meeting_needs_title'
}

/** Taking a published meeting back to draft. A closed one is on record and stays. */
export function mayUnpublish(actor: Actor, meeting: Pick<MeetingRow, 'networkId' | 'publishedAt' | 'closedAt'>): Verdict {
  if (mayEdit(actor, meeting) !== 'yes') return 'meeting_only_organisers'
  if (meeting.publishedAt === null) return 'meeting_not_published'
  return meeting.closedAt === null ? 'yes' : 'meeting_closed'
}

/** Whether a word can be a meeting's address: small letters, digits and single hyphens, and no page of the network's own. */
export function isMeetingSlug(slug: string): boolean {
  return /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(slug) && slug.length <= 80 && !reservedBelowNetwork.has(slug)
}

const roleIn = (actor: Actor, where: Place) => (actor.network?.id === where.networkId ? actor.network.role : null)

function isEditor(actor: Actor, where?: Place): boolean {
  if (actor.kind === 'job' && actor.network === null) return true
  const role = where ? roleIn(actor, where) : (actor.network?.role ?? null)
  return role === 'owner' || role === 'organiser'
}

function hasRole(actor: Actor, meeting: Place | undefined, role: 'chair' | 'minute_taker'): boolean {
  if (!actor.meeting?.roles.has(role)) return false
  return meeting?.id === undefined || actor.meeting.id === meeting.id
}
