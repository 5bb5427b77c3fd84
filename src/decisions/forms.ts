import { z } from 'zod'
import { sorts } from './rules.ts'

/** What is asked of the register stands in its address; what makes no sense there is passed over. */
export const decisionQuery = z.object({
  series: z.string().trim().max(80).catch(''),
  topic: z.string().trim().max(80).catch(''),
  year: z.coerce.number().int().min(1900).max(2200).nullable().catch(null),
  q: z.string().trim().max(200).catch(''),
  sort: z.enum(sorts).catch('newest'),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
})

/** What is told of an action while a meeting goes through the list. */
export const sinceForm = z.object({
  version: z.string().max(12).default(''),
  text: z.string().max(20_000).default(''),
  finish: z.enum(['yes', 'no']).catch('no'),
})
