/** What is written of an action, and which are asked for. */
import { z } from 'zod'
import { holdsIdentityNumber } from '#people/identity/rules.ts'
import { isDate } from '#platform/words/dates.ts'
import { statuses } from './rules.ts'

const absent = z.literal('').transform(() => null)
const text = (most: number) =>
  z
    .string()
    .transform((given) => given.replaceAll('\r\n', '\n').trim())
    .pipe(z.string().max(most, 'actions_too_long'))
    .refine((given) => !holdsIdentityNumber(given), 'people_identity_number')
const optional = (most: number) =>
  text(most)
    .transform((given) => given || null)
    .default(null)
const chosen = z.union([absent, z.uuid()], 'actions_choice_wrong').default(null)
const day = z.union([absent, z.string().refine(isDate)], 'actions_due_wrong').default(null)
const status = z.enum(statuses, 'actions_choice_wrong')
const version = z.coerce.number().int().min(1).max(1e9)
/** What is chosen of several kinds: "meeting:…". */
const ofKind = (...kinds: readonly string[]) => {
  const isOne = (given: string) => {
    const [kind = '', id] = given.split(':')
    return kinds.includes(kind) && z.uuid().safeParse(id).success
  }
  return z.union([absent, z.string().refine(isOne)], 'actions_choice_wrong').default(null)
}

/** "Nytt siden sist": all of it may be absent but not all at once. */
export const updateForm = z.object({
  version,
  status,
  progress: z
    .union([absent, z.coerce.number('actions_progress_wrong').int('actions_progress_wrong')], 'actions_progress_wrong')
    .refine((given) => given === null || (given >= 0 && given <= 100), 'actions_progress_wrong')
    .default(null),
  text: optional(4000),
})
export type Update = z.output<typeof updateForm>

/** Who owns it, and by when. */
const duty = {
  personId: chosen,
  organisationId: chosen,
  project: optional(200),
  due: day,
  dueToCome: z.literal('yes').optional(),
}

export const changeForm = z.object({
  version,
  /** Absent where the text is the minutes' to change. */
  text: text(2000)
    .refine((given) => given !== '', 'actions_text_missing')
    .optional(),
  audience: z.enum(['public', 'members', 'invited']).optional(),
  /** Absent where no plan is there to belong to, or it is not theirs to say. */
  measureId: chosen.optional(),
  ...duty,
  note: optional(1000),
})
export type Change = z.output<typeof changeForm>

export const newForm = z.object({
  text: text(2000).refine((given) => given !== '', 'actions_text_missing'),
  ...duty,
  /** A meeting, or an item of one. */
  place: ofKind('meeting', 'item'),
  measureId: chosen,
  audience: z.enum(['public', 'members', 'invited']).default('members'),
})
export type New = z.output<typeof newForm>

/** Ended without being done. */
export const endForm = z.object({
  version,
  as: z.enum(['dropped', 'no_conclusion']),
  reason: optional(1000),
})

export const views = ['mine', 'organisation', 'meetings', 'measures', 'overdue', 'all'] as const
export type View = (typeof views)[number]

/** Which view of the list: unknown words are as good as none. */
export const listQuery = z.object({
  view: z.enum(views).optional().catch(undefined),
  status: z
    .enum(['open', 'any', ...statuses])
    .optional()
    .catch(undefined),
  meeting: z.string().max(80).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
})
export type ListQuery = z.output<typeof listQuery>

/** One that is ticked, as it was when it was shown: "…:3". */
const ticked = z
  .string()
  .transform((given): { id: string; version: unknown } => {
    const [id = '', version] = given.split(':')
    return { id, version }
  })
  .pipe(z.object({ id: z.uuid(), version }))

/** Several at once; what is empty stays as it is. */
export const bulkForm = z.object({
  ids: z
    .union([ticked.transform((one) => [one]), z.array(ticked).max(1000)])
    .default([])
    .refine((given) => given.length > 0, 'actions_bulk_none'),
  status: z.union([absent, status]).default(null),
  due: day,
  owner: ofKind('person', 'organisation'),
  project: optional(200),
  /** Why, for all of them; what is blocked or dropped wants it. */
  reason: optional(1000),
})
export type Bulk = z.output<typeof bulkForm>
