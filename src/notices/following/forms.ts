import { z } from 'zod'
import { emailField } from '#people/rules.ts'

const kind = z.enum(['network', 'series', 'meeting', 'item', 'topic'])
export const wantedForm = z.object({ kind, subjectId: z.uuid() })
export const askForm = z.object({ email: emailField })
/** "" is "when it has been quiet". */
export const hourForm = z.object({
  hour: z.union([z.literal('').transform(() => null), z.coerce.number().int().min(0).max(23)]).catch(null),
})
/** Which of one's followers: one in each network. */
export const ownForm = z.object({ follower: z.uuid() })
