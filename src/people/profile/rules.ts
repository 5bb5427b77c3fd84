/** What the other members of a network see of a person: what that person has agreed to show them, field by field. Pure. */
import type { Words } from '#platform/words/text.ts'
import type { ProfileField, profile } from '../tables.ts'

export type ProfileRow = typeof profile.$inferSelect

export const profileFields = ['photo', 'about', 'phone', 'email'] as const satisfies readonly ProfileField[]

/** When each field was agreed to, as an instant; a field that is not there is not shown. */
export type Consents = ProfileRow['shown']

export interface Shown {
  /** The stored picture, by its sum. */
  readonly photo: string | null
  readonly about: Words | null
  readonly phone: string | null
  readonly email: string | null
}

type Told = Pick<ProfileRow, 'photoSha256' | 'about' | 'phone' | 'shown'>

/** @param told null for somebody who has never said anything about themselves */
export function shownOf(told: Told | null, email: string | null): Shown {
  const shown = told?.shown ?? {}
  return {
    photo: shown.photo ? (told?.photoSha256 ?? null) : null,
    about: shown.about ? (told?.about ?? null) : null,
    phone: shown.phone ? (told?.phone ?? null) : null,
    email: shown.email ? email : null,
  }
}

/** What was agreed to before keeps its time; what is agreed to no more is gone. */
export const consentsTo = (wanted: readonly ProfileField[], before: Consents, now: string): Consents =>
  Object.fromEntries(wanted.map((field) => [field, before[field] ?? now]))
