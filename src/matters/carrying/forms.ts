import { z } from 'zod'

/** Which suggestion; for taking it, the day at whose end it shall stand, or none for the shelf. */
export const carryForm = z.object({
  source: z.enum(['item', 'action', 'input']),
  id: z.uuid(),
  day: z
    .union([z.literal(''), z.uuid()])
    .default('')
    .transform((id) => id || null),
})
