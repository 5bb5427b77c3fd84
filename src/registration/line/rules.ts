/** Who gets a place and who waits. Pure. */
import type { FormRow, RegistrationRow } from '../rules.ts'

/**
 * What somebody who registers now becomes. Places are places on site: online there is room for all.
 * @param taken places on site that are held
 */
export function placeFor(
  form: Pick<FormRow, 'approval' | 'capacity'>,
  attendance: RegistrationRow['attendance'],
  taken: number,
  approved = false,
): 'requested' | 'registered' | 'waiting' {
  if (form.approval && !approved) return 'requested'
  return hasRoom(form, attendance, taken) ? 'registered' : 'waiting'
}

export const hasRoom = (form: Pick<FormRow, 'capacity'>, attendance: RegistrationRow['attendance'], taken: number): boolean =>
  attendance === 'online' || form.capacity === null || taken < form.capacity

/** How many of those who wait can move up. Infinity where there is no limit. */
export const freePlaces = (form: Pick<FormRow, 'capacity'>, taken: number): number =>
  form.capacity === null ? Number.POSITIVE_INFINITY : Math.max(0, form.capacity - taken)
