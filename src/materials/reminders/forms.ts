import { z } from 'zod'
import { holdsIdentityNumber } from '#people/identity/rules.ts'
import { typedText } from '#platform/words/text.ts'
import { MOST_DAYS, MOST_REMINDERS } from './rules.ts'

/** "14, 7 og 2": numbers of days, with anything between them. Empty: no plan. */
export const planForm = z.object({
  days: z
    .string()
    .default('')
    .transform((text) => [...new Set((text.match(/\d+/g) ?? []).map(Number))].sort((a, b) => b - a))
    .refine((days) => days.every((one) => one >= 1 && one <= MOST_DAYS) && days.length <= MOST_REMINDERS, 'desk_plan_wrong'),
})

const MOST_NOTE = 1000

/** One checked box comes as a text, several as a list, none not at all. */
const asList = (given: unknown) => (given === undefined ? undefined : [given].flat())

/** Whom to remind, as ids of appearances, and what to say beside the usual. */
export const remindForm = z.object({
  to: z.preprocess(asList, z.array(z.uuid(), 'desk_choose').min(1, 'desk_choose').max(500)),
  note: z
    .string()
    .default('')
    .transform(typedText)
    .pipe(z.string().max(MOST_NOTE, 'desk_note_long'))
    .refine((typed) => !holdsIdentityNumber(typed), 'people_identity_number'),
})

/** The same while it is still being made, in an address or in a form that came back: nothing of it is wrong yet. */
export const choiceForm = z.object({
  /** Null where nobody has chosen: then it is everybody. */
  to: z.preprocess(asList, z.array(z.string()).nullable().default(null)).catch(null),
  /** Everybody on one item, by its public number. */
  item: z.coerce.number().int().nullable().catch(null).default(null),
  note: z.string().default('').transform(typedText).catch(''),
})
