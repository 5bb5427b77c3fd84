import { z } from 'zod'
import { typedText } from '#platform/words/text.ts'
import { COMMENT_LENGTH, isReplaceable, type Passage, QUOTE_LENGTH, settlements } from './rules.ts'

const words = z.string().transform(typedText).pipe(z.string().max(COMMENT_LENGTH, 'comments_too_long'))
/** Words of the text itself, with the blanks around them: what no text can hold is not among them. */
const passageWords = (most: number, tooLong: string) =>
  z
    .string()
    .transform((text) => text.replace(/\r\n?/g, '\n'))
    .pipe(
      z
        .string()
        .max(most, tooLong)
        .regex(/^(?:[\t\n]|\P{Cc})*$/u, 'comments_wrong'),
    )

const item = z.strictObject({ client: z.int().min(0), clock: z.int().min(0) })
const anchor = z.strictObject({
  type: item.optional(),
  tname: z.string().max(100).optional(),
  item: item.optional(),
  assoc: z.int().optional(),
})

/** A passage comes as JSON in one field, from an editor alone. */
const passage = z
  .string()
  .max(1000, 'comments_wrong')
  .transform((json, context): Passage => {
    try {
      return z.strictObject({ life: z.uuid(), from: anchor, to: anchor }).parse(JSON.parse(json))
    } catch {
      context.addIssue({ code: 'custom', message: 'comments_wrong' })
      return z.NEVER
    }
  })

/** A new thread: of a passage with what it says, or of all of the text; with other words for it, with a comment, or both. */
export const beginForm = z
  .object({
    text: words.default(''),
    passage: passage.optional(),
    quote: passageWords(QUOTE_LENGTH, 'comments_wrong').optional(),
    /** Whether `proposed` is meant: the field stands there with the passage's own words in it. */
    suggest: z.literal('yes').optional(),
    proposed: passageWords(COMMENT_LENGTH, 'comments_too_long').default(''),
  })
  .transform(({ text, passage, quote, suggest, proposed }) => ({
    text,
    place: passage && quote ? { passage, quote } : null,
    proposed: suggest ? proposed : null,
  }))
  .refine(({ text, proposed }) => text !== '' || proposed !== null, { path: ['text'], message: 'comments_nothing_said' })
  .refine(({ place, proposed }) => proposed === null || (place !== null && isReplaceable(place.quote)), {
    path: ['proposed'],
    message: 'comments_not_so',
  })
  .refine(({ place, proposed }) => proposed === null || (proposed !== place?.quote && !proposed.includes('\n')), {
    path: ['proposed'],
    message: 'comments_same_words',
  })

export const replyForm = z.object({ text: words.pipe(z.string().min(1, 'comments_nothing_said')) })

export const settleForm = z.object({ do: z.enum(settlements) })
