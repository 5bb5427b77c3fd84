import { z } from 'zod'
import { signals } from './rules.ts'
import type { Signal } from './tables.ts'

export const signalForm = z.object({ signal: z.enum(signals as [Signal, ...Signal[]]) })
