import { z } from 'zod'
import { isLocale, type Locale } from '#platform/words/text.ts'
import { nameField } from './rules.ts'

/** One's own profile; without a language the browser's is followed. */
export const profileForm = z.object({
  name: nameField,
  locale: z
    .string()
    .optional()
    .transform((chosen): Locale | null => (isLocale(chosen) ? chosen : null)),
})

export type ProfileInput = z.output<typeof profileForm>
