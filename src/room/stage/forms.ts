import { z } from 'zod'

const id = z.uuid('stage_choose')

/** What a chair puts on the big screen. */
export const stageForm = z.discriminatedUnion(
  'view',
  [
    z.object({ view: z.enum(['auto', 'queue', 'groups', 'entry']) }),
    z.object({ view: z.enum(['question', 'poll']), id }),
    z.object({ view: z.literal('slide'), id, page: z.coerce.number().int().min(1).max(9999).catch(1) }),
  ],
  'stage_choose',
)
