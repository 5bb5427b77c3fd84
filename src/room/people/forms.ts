import { z } from 'zod'

const doing = z.enum(['ask', 'vote', 'queue'])

/** What guests may do. */
export const guestsForm = z.object({
  may: z
    .union([doing.transform((one) => [one]), z.array(doing)])
    .default([])
    .transform((may) => ({ ask: may.includes('ask'), vote: may.includes('vote'), queue: may.includes('queue') })),
})
export const codeForm = z.object({ way: z.enum(['new', 'none']) })
export const muteForm = z.object({ muted: z.enum(['yes', 'no']).transform((said) => said === 'yes') })
