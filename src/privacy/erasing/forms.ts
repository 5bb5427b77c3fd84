import { z } from 'zod'
import { emailField, plainEmail } from '#people/rules.ts'

export const addressForm = z.object({ email: emailField })
export const typedForm = z.object({ typed: z.string().max(300).catch('').transform(plainEmail) })
