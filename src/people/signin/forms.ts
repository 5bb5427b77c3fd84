import { z } from 'zod'
import { emailField } from '../rules.ts'
import { localPath } from './rules.ts'

const to = z.string().catch('').transform(localPath)

export const askForm = z.object({ email: emailField, to })
/** Where to go on to; also of a query. */
export const onwardForm = z.object({ to, email: z.string().max(254).catch('') })
export const sampleForm = z.object({ person: z.uuid('people_sample_closed'), to })
export const sessionForm = z.object({ session: z.string().min(1, 'shared_required') })
