import { m } from '#platform/words/words.ts'
import type { Corrected } from '../rules.ts'

/** What a text is called, in the language in force. */
export const fieldName = (field: Corrected): string =>
  ({
    title: m.guest_of_title,
    description: m.guest_of_description,
    name: m.guest_of_name,
    office: m.guest_of_office,
    bio: m.guest_of_bio,
  })[field]()
