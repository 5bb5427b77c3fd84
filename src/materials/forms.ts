/** What the forms about materials may hold. Messages are keys of the interface's words. */
import { z } from 'zod'
import type { Audience } from '#meeting/tables.ts'
import { holdsIdentityNumber } from '#people/identity/rules.ts'
import { type Locale, locales, type Words } from '#platform/words/text.ts'
import { addressKinds, organisersFileKinds } from './rules.ts'
import type { MaterialKind } from './tables.ts'

export const TITLE_LONGEST = 200
export const DESCRIPTION_LONGEST = 2000

const text = (longest: number, tooLong: string) =>
  z
    .string()
    .trim()
    .max(longest, tooLong)
    .refine((typed) => !holdsIdentityNumber(typed), 'people_identity_number')
    .default('')
const title = text(TITLE_LONGEST, 'materials_title_long')
const description = text(DESCRIPTION_LONGEST, 'materials_description_long')
const locale = z.enum(locales, 'materials_locale_wrong')
const audience = z.enum(['public', 'members', 'invited'] satisfies Audience[], 'materials_audience_wrong').optional()
const kind = <K extends MaterialKind>(kinds: readonly K[]) => z.enum(kinds, 'materials_kind_wrong')

/** An address that a browser may be sent to: http or https, with a host, without a password in it. */
const address = z
  .string()
  .trim()
  .min(1, 'materials_url_missing')
  .max(2000, 'materials_url_wrong')
  // "www.example.no" is what people type.
  .transform((typed) => (/^[a-z][a-z0-9+.-]*:/i.test(typed) ? typed : `https://${typed}`))
  .refine(
    (url) => /^https?:\/\//i.test(url) && URL.canParse(url) && new URL(url).hostname.includes('.') && !new URL(url).username,
    'materials_url_wrong',
  )
  .transform((url) => new URL(url).href)

/** A box that is ticked or, as browsers tell it, not there. */
const readBefore = z.string().optional()

const about = { title, description, locale, audience, readBefore }

export const fileForm = z.object({ ...about, kind: kind(organisersFileKinds) })
export const addressForm = z.object({ ...about, kind: kind(addressKinds), url: address })
export const currentForm = z.object({ number: z.coerce.number().int().positive() })

const versions = <T extends z.ZodType>(name: string, each: T) =>
  Object.fromEntries(locales.map((l) => [`${name}_${l}`, each])) as Record<`${string}_${Locale}`, T>

/** The words of a material in all languages, each field with its language behind: `title_nb`. */
export const editForm = z
  .object({
    version: z.coerce.number().int(),
    kind: kind(['presentation', 'paper', 'link', 'recording']),
    locale: z.union([locale, z.literal('').transform(() => null)]),
    audience,
    readBefore,
    url: address.optional(),
    ...versions('title', title),
    ...versions('description', description),
  })
  .transform((typed, context) => {
    const words = (name: string): Words =>
      Object.fromEntries(
        locales.flatMap((l) =>
          (typed as Record<string, unknown>)[`${name}_${l}`] ? [[l, (typed as Record<string, unknown>)[`${name}_${l}`]]] : [],
        ),
      )
    const title = words('title')
    if (Object.keys(title).length === 0)
      context.addIssue({ code: 'custom', path: ['title_nb'], message: 'materials_title_missing' })
    const { version, kind, locale, audience, readBefore, url } = typed as typeof typed & { version: number }
    return {
      version,
      kind,
      locale,
      audience,
      ...(readBefore !== undefined && { readBefore }),
      url,
      title,
      description: words('description'),
    }
  })

export type FileForm = z.output<typeof fileForm>
export type AddressForm = z.output<typeof addressForm>
export type EditForm = z.output<typeof editForm>
