import { z } from 'zod'
import { locales, typedText, type Words } from '#platform/words/text.ts'
import { holdsIdentityNumber } from '../identity/rules.ts'
import { profileFields } from './rules.ts'

export const ABOUT_LONGEST = 2000

const plain = (text: string) => !holdsIdentityNumber(text)

const about = z.record(z.string(), z.string()).transform((all, context): Words | null => {
  const written = Object.entries(all).flatMap(([locale, text]) => (text ? [[locale, text] as const] : []))
  for (const [, text] of written) {
    if (text.length > ABOUT_LONGEST) context.addIssue({ code: 'custom', message: 'directory_about_long' })
    if (!plain(text)) context.addIssue({ code: 'custom', message: 'people_identity_number' })
  }
  return written.length > 0 ? Object.fromEntries(written) : null
})

/** As people write them: "+47 77 00 00 00", "77 00 00 00 (sentralbord)". */
const phone = z
  .string()
  .transform((text) => typedText(text) || null)
  .pipe(
    z
      .string()
      .max(60, 'directory_phone_wrong')
      .regex(/\d[\d ().-]{2,}\d/, 'directory_phone_wrong')
      .refine(plain, 'people_identity_number')
      .nullable(),
  )

/** What somebody tells the members of a network about themselves, and which of it may be shown to them. */
export const aboutForm = z.object({ about, phone, shown: z.array(z.enum(profileFields)) })
export type AboutInput = z.output<typeof aboutForm>

/** A form's flat fields (`about.nb`, `shown`) as what the schema reads. */
export function aboutFrom(body: Readonly<Record<string, unknown>>) {
  const texts = locales.map((locale) => [locale, typedText(String(body[`about.${locale}`] ?? ''))])
  return {
    about: Object.fromEntries(texts),
    phone: String(body['phone'] ?? ''),
    shown: [body['shown'] ?? []].flat().filter((field) => profileFields.includes(field as never)),
  }
}
