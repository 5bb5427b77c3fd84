/** Form fields that several of a network's pages have. */
import { z } from 'zod'
import { holdsIdentityNumber } from '#people/identity/rules.ts'
import { isLocale, type Locale, locales, type Words } from '#platform/words/text.ts'

/** The fields `name.nb`, `name.nn`, … of a form as one text; versions left empty are not there. */
export function wordsFrom(body: Readonly<Record<string, unknown>>, name: string): Words {
  return Object.fromEntries(
    locales.flatMap((locale) => {
      const text = String(body[`${name}.${locale}`] ?? '').trim()
      return text ? [[locale, text]] : []
    }),
  )
}

const words = (longest: number) =>
  z.record(z.string(), z.string()).transform((all, context): Words => {
    for (const text of Object.values(all)) {
      if (text.length > longest) context.addIssue({ code: 'custom', message: 'network_too_long' })
      if (holdsIdentityNumber(text)) context.addIssue({ code: 'custom', message: 'people_identity_number' })
    }
    return all
  })

export const shortWords = words(200)
/** A name in at least one language. */
export const nameWords = shortWords.refine((all) => Object.keys(all).length > 0, 'network_name_missing')
export const longWords = words(4000)

export const localeField = z.string().transform((chosen): Locale => (isLocale(chosen) ? chosen : 'nb'))

export const makeForm = z.object({
  slug: z
    .string({ message: 'network_slug_form' })
    .trim()
    .transform((slug) => slug.toLowerCase()),
  name: nameWords,
  locale: localeField,
})
