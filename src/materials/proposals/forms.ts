/** What a speaker may write of the talk and of themselves, and what an organiser decides. */
import { z } from 'zod'
import { holdsIdentityNumber } from '#people/identity/rules.ts'
import { typedText } from '#platform/words/text.ts'
import { corrected, type Texts } from './rules.ts'

/** How many characters each takes: more than a programme has, and no book. */
export const LONGEST = { title: 500, description: 10_000, name: 200, office: 300, bio: 1500 } as const

const text = (field: keyof typeof LONGEST) =>
  z
    .string()
    .default('')
    .transform(typedText)
    .pipe(z.string().max(LONGEST[field], 'shared_too_long'))
    .refine((typed) => !holdsIdentityNumber(typed), 'people_identity_number')
/** One line: what was pasted with a break in it reads on. */
const line = (field: keyof typeof LONGEST) => text(field).transform((typed) => typed.replaceAll(/\s*\n\s*/g, ' '))

const mine = {
  title: line('title').pipe(z.string().min(1, 'guest_title_missing')),
  description: text('description'),
  name: line('name').pipe(z.string().min(1, 'guest_name_missing')),
  office: line('office'),
  bio: text('bio'),
}

/** `shown/…` is what stood in the fields when the form was made. */
export const textsForm = z
  .object({ ...mine, ...Object.fromEntries(corrected.map((field) => [`shown/${field}`, z.string().default('')])) })
  .transform((typed): { mine: Texts; shown: Texts } => {
    const { title, description, name, office, bio } = typed
    const given = typed as unknown as Record<string, string>
    const shown = Object.fromEntries(corrected.map((field) => [field, typedText(given[`shown/${field}`] ?? '')])) as Texts
    return { mine: { title, description, name, office, bio }, shown }
  })

export const bioForm = z.object({ bio: mine.bio })

const ids = z.union([z.uuid().transform((id) => [id]), z.array(z.uuid()).max(500)])
/** `anyway`: although the text has changed since. */
export const decisionForm = z.object({ id: ids, anyway: z.literal('yes').optional().catch(undefined) })
export const withdrawalForm = z.object({ id: z.uuid() })
