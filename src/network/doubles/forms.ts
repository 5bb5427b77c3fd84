import { z } from 'zod'

const side = z.enum(['one', 'other']).catch('one')

/** Two of which one stays; for people also whose place in the network it has then. */
export const mergeForm = z.object({
  one: z.uuid('directory_double_choose'),
  other: z.uuid('directory_double_choose'),
  keep: z.enum(['one', 'other'], 'directory_double_keep'),
  office: side,
  organisation: side,
  role: side,
})
/** Two, whatever is to be done with them. */
export const pairForm = mergeForm.pick({ one: true, other: true })
export type PairInput = z.output<typeof pairForm>
export type MergeInput = z.output<typeof mergeForm>
