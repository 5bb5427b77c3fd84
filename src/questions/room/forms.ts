import { z } from 'zod'
import { holdsIdentityNumber } from '#people/identity/rules.ts'
import { typedText } from '#platform/words/text.ts'
import { keyed } from '#room/entry/forms.ts'
import { QUESTION_LONGEST } from './rules.ts'

const absent = z.literal('').transform(() => null)
/** Of an item; empty for the meeting as a whole. */
const item = z.union([absent, z.uuid()]).default(null)

export const askForm = keyed.extend({
  text: z
    .string({ message: 'questions_empty' })
    .transform(typedText)
    .pipe(z.string().min(1, 'questions_empty').max(QUESTION_LONGEST, 'questions_room_too_long'))
    .refine((text) => !holdsIdentityNumber(text), 'people_identity_number'),
  item,
  nameless: z.literal('on').optional(),
})

export const wonderForm = z.object({ wonders: z.enum(['yes', 'no']) })
export const turnForm = z.object({ to: z.enum(['waiting', 'shown', 'answered', 'declined']) })
export const switchForm = z.object({ on: z.enum(['yes', 'no']) })
export const mergeForm = z.object({ into: z.uuid('questions_room_choose') })
/** Those that had been merged into it before it was merged itself. */
export const apartForm = z.object({
  its: z
    .string()
    .default('')
    .transform((ids) => ids.split(',').filter(Boolean))
    .pipe(z.array(z.uuid()).max(200)),
})
export const moveForm = z.object({ item })
export const answerForm = z.object({
  answer: z
    .string()
    .transform(typedText)
    .pipe(z.string().min(1, 'questions_empty').max(4000, 'questions_too_long'))
    .refine((text) => !holdsIdentityNumber(text), 'people_identity_number'),
})
export const setupForm = z.object({
  moderated: z.enum(['yes', 'no']).transform((said) => said === 'yes'),
  slowSeconds: z.coerce
    .number('questions_room_slow_wrong')
    .int('questions_room_slow_wrong')
    .min(0, 'questions_room_slow_wrong')
    .max(3600, 'questions_room_slow_wrong'),
})
