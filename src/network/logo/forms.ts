import { z } from 'zod'
import { shortWords } from '../forms.ts'
import { altOf } from './rules.ts'

/** What is sent beside the file. */
export const logoForm = z.object({ alt: shortWords.transform(altOf), seen: z.string().default('') })
