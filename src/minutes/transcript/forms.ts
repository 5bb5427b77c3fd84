/** What the forms around a transcript bring. */
import { z } from 'zod'
import { typedText } from '#platform/words/text.ts'
import { isOfOurTime } from './rules.ts'

/** No transcript has so many lines, or speakers. */
const MOST = 1_000_000
const line = z.coerce
  .number('transcript_error_line')
  .int('transcript_error_line')
  .min(1, 'transcript_error_line')
  .max(MOST, 'transcript_error_line')

/** "9.05", "09:05", "09.05.30" → "09:05:30". */
const timeOfDay = z
  .string('transcript_error_time')
  .trim()
  .transform((text, context) => {
    const [, hours, minutes, seconds = '00'] = /^(\d{1,2})[.:](\d{2})(?:[.:](\d{2}))?$/.exec(text) ?? []
    if (hours && Number(hours) < 24 && Number(minutes) < 60 && Number(seconds) < 60)
      return `${hours.padStart(2, '0')}:${minutes}:${seconds}`
    context.addIssue({ code: 'custom', message: 'transcript_error_time' })
    return z.NEVER
  })
const date = z
  .string('transcript_error_date')
  .trim()
  .pipe(z.iso.date('transcript_error_date'))
  .refine((day) => isOfOurTime(Date.parse(day)), 'transcript_error_date')
const track = z
  .string()
  .max(200)
  .default('')
  .transform((text) => text || null)

/** When a recording began. */
export const beginningForm = z.object({ date, time: timeOfDay, track })
/** When a line was said. */
export const lineTimeForm = z.object({ line, date, time: timeOfDay, reach: z.enum(['all', 'onwards'], 'transcript_error_reach') })
export const offsetForm = z.object({ offset: z.coerce.number('transcript_error_line').int('transcript_error_line') })

/** Which item a line belongs to; empty: none. */
export const placeForm = z.object({
  line,
  item: z.union([z.literal('').transform(() => null), z.uuid()], 'transcript_error_line'),
  reach: z.enum(['one', 'onwards', 'until'], 'transcript_error_reach'),
})
export const leaveOutForm = z.object({ line, dropped: z.enum(['yes', 'no'], 'transcript_error_line') })
/** What was said, where the machine heard wrong: one line of text. */
export const wordsForm = z.object({
  line,
  text: z
    .string('transcript_error_words')
    .transform((text) => typedText(text).replaceAll(/\s+/g, ' ').trim())
    .pipe(z.string().min(1, 'transcript_error_words').max(2000, 'shared_too_long')),
})
/** Who said it; empty: nobody known. */
export const giveForm = z.object({
  line,
  speaker: z.union([z.literal('').transform(() => null), z.coerce.number().int().min(1).max(MOST)], 'transcript_error_line'),
})

export const becauseForm = z.object({
  because: z
    .string('transcript_error_because')
    .transform(typedText)
    .pipe(z.string().min(3, 'transcript_error_because').max(500, 'shared_too_long')),
})

/** Which line of which transcript is to be quoted. */
export const quoteForm = z.object({ transcript: z.uuid('transcript_error_line'), line })

/** Whom the file's speakers are: fields `speaker_<number>` with a candidate's key, empty for "as in the file". */
export function speakersIn(body: unknown): ReadonlyMap<number, string | null> {
  const fields = z
    .record(z.string(), z.unknown())
    .catch({})
    .parse(body ?? {})
  return new Map(
    Object.entries(fields).flatMap(([name, value]) => {
      const number = /^speaker_(\d{1,5})$/.exec(name)?.[1]
      return number && typeof value === 'string' ? [[Number(number), value.slice(0, 300) || null] as const] : []
    }),
  )
}
