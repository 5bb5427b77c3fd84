/** The forms of a measure: what it is, whom it rests with, when, and how it is going. */
import { z } from 'zod'
import type { Flat } from '#meeting/settings/rules.ts'
import { isDate } from '#platform/words/dates.ts'
import { typedText } from '#platform/words/text.ts'
import { type GoalEdit, goalFields, goalFlat, goalOf } from '../goals/forms.ts'
import { measureStatuses, needsReason } from '../rules.ts'

export interface MeasureEdit extends GoalEdit {
  readonly goalId: string
}

export const measureFields: readonly string[] = [...goalFields, 'goal']
export const measureFlat = (row: MeasureEdit): Flat => ({ ...goalFlat(row), goal: row.goalId })
export const measureOf = (flat: Flat): MeasureEdit => ({ ...goalOf(flat), goalId: flat.goal ?? '' })

export const addMeasureForm = z.object({
  goal: z.uuid(),
  title: z.string().trim().min(1, 'plans_title_missing').max(500, 'shared_too_long'),
})

/** "organisation:<id>" or "person:<id>", as the list to choose from has them. */
export const ownerForm = z.object({
  owner: z
    .string()
    .regex(/^(organisation|person):[0-9a-f-]{36}$/, 'plans_owner_missing')
    .transform((text) => {
      const [kind, id = ''] = text.split(':')
      return kind === 'person' ? { personId: id, organisationId: null } : { personId: null, organisationId: id }
    }),
  role: z.enum(['owner', 'takes_part']).catch('owner'),
})

const day = z
  .string()
  .trim()
  .default('')
  .refine((text) => text === '' || isDate(text), 'plans_date_form')
  .transform((text) => text || null)
const short = z.string().default('').transform(typedText).pipe(z.string().max(2000, 'shared_too_long'))

/** `version`: of the measure, as it stood when the form was made. */
const version = z.coerce.number().int().positive()

export const periodForm = z
  .object({ starts: day, ends: day, reason: short, version })
  .refine(({ starts, ends }) => !starts || !ends || starts <= ends, { path: ['ends'], message: 'plans_ends_before' })
export type PeriodEdit = z.output<typeof periodForm>

/** What is told of a measure: words, and what its status is now. */
export const updateForm = z
  .object({
    text: short,
    status: z.enum(measureStatuses),
    progress: z
      .string()
      .trim()
      .default('')
      .refine((text) => text === '' || (/^\d{1,3}$/.test(text) && Number(text) <= 100), 'plans_progress_form')
      .transform((text) => (text === '' ? null : Number(text))),
    version,
  })
  .refine(({ text, status }) => text !== '' || !needsReason(status), { path: ['text'], message: 'plans_reason_missing' })
export type UpdateEdit = z.output<typeof updateForm>
