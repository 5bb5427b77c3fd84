/**
 * How registration for a meeting stands, and who may do what with it. Pure: a rule answers `'yes'` or the key of the words
 * that say why not.
 */
import type { Actor } from '#actor.ts'
import { mayEdit } from '#meeting/rules.ts'
import { isMember } from '#network/rules.ts'
import { instantOf } from '#platform/words/instant.ts'
import { m } from '#platform/words/words.ts'
import type { Group, RegistrationState, registration, registrationForm } from './tables.ts'

export type FormRow = typeof registrationForm.$inferSelect
export type RegistrationRow = typeof registration.$inferSelect

/**
 * none: no organiser has made a form · early: not yet · open · full: open, and who comes now waits in line · late: the
 * deadline has passed · over: the meeting has been held · cancelled
 */
export type Standing = 'none' | 'early' | 'open' | 'full' | 'late' | 'over' | 'cancelled'

/** What decides how registration stands; a meeting with its state fits. */
export interface Stands {
  readonly state: string
  readonly statusNow: { readonly cancelled: boolean }
}

/** @param taken places on site that are held */
export function standingOf(
  form: Pick<FormRow, 'opensAt' | 'closesAt' | 'capacity'> | null,
  taken: number,
  meeting: Stands,
  now: Temporal.Instant,
): Standing {
  if (!form) return 'none'
  if (meeting.statusNow.cancelled) return 'cancelled'
  if (meeting.state === 'held' || meeting.state === 'closed') return 'over'
  if (form.opensAt === null || isAfter(form.opensAt, now)) return 'early'
  if (form.closesAt !== null && !isAfter(form.closesAt, now)) return 'late'
  return form.capacity !== null && taken >= form.capacity ? 'full' : 'open'
}

const isAfter = (at: string, now: Temporal.Instant) => Temporal.Instant.compare(instantOf(at), now) > 0

/** Whether a registration binds by now: what it costs to withdraw is said before one does. */
export const isBinding = (form: Pick<FormRow, 'bindingFrom'>, now: Temporal.Instant): boolean =>
  form.bindingFrom !== null && !isAfter(form.bindingFrom, now)

type Place = { readonly id: string; readonly networkId: string }

/** Registering somebody. Organisers may before it opens and after the deadline: then they answer for it. */
export function mayRegister(
  actor: Actor,
  meeting: Place,
  standing: Standing,
): 'yes' | 'registration_none' | 'registration_early' | 'registration_late' | 'registration_over' | 'registration_cancelled' {
  if (standing === 'none') return 'registration_none'
  if (standing === 'open' || standing === 'full' || mayEdit(actor, meeting) === 'yes') return 'yes'
  return `registration_${standing}`
}

/** Registering others, with a place for them at once: members of the network answer for each other. */
export const mayRegisterOthers = (actor: Actor): 'yes' | 'registration_others_members' =>
  isMember(actor) ? 'yes' : 'registration_others_members'

/** Changing one's own answers. After the deadline the hotel has been told: then one writes to the organiser. */
export function mayChange(
  row: Pick<RegistrationRow, 'state'>,
  standing: Standing,
): 'yes' | 'registration_not_active' | 'registration_change_late' {
  if (!isActive(row.state)) return 'registration_not_active'
  return standing === 'open' || standing === 'full' ? 'yes' : 'registration_change_late'
}

/** Withdrawing is possible as long as the meeting lies ahead: an empty chair helps nobody. */
export function mayWithdraw(
  row: Pick<RegistrationRow, 'state'>,
  standing: Standing,
): 'yes' | 'registration_not_active' | 'registration_over' {
  if (!isActive(row.state)) return 'registration_not_active'
  return standing === 'over' ? 'registration_over' : 'yes'
}

/** Coming back after having withdrawn. */
export function mayComeBack(
  row: Pick<RegistrationRow, 'state'>,
  standing: Standing,
): 'yes' | 'registration_still_active' | 'registration_late' {
  if (row.state !== 'withdrawn') return 'registration_still_active'
  return standing === 'open' || standing === 'full' ? 'yes' : 'registration_late'
}

/** Neither withdrawn nor declined: it counts, or may yet. */
export const isActive = (state: RegistrationState): boolean => state !== 'withdrawn' && state !== 'declined'

/** A group of a form by its id, or null. */
export const groupCalled = (form: Pick<FormRow, 'groups'> | null, id: string | null): Group | null =>
  form?.groups.find((group) => group.id === id) ?? null

/** Making the form, seeing who comes, deciding: organisers of the network. */
export const mayArrange = mayEdit

const names: Record<RegistrationState, () => string> = {
  unconfirmed: m.registration_state_unconfirmed,
  requested: m.registration_state_requested,
  registered: m.registration_state_registered,
  waiting: m.registration_state_waiting,
  withdrawn: m.registration_state_withdrawn,
  declined: m.registration_state_declined,
}

export const stateName = (state: RegistrationState): string => names[state]()
