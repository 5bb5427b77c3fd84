import { z } from 'zod'
import { newId } from '#platform/db/id.ts'

const id = z.uuid()

/** Every step bears the key it was pressed with; without script there is none, and each form sent is a step. */
const key = z
  .union([z.uuid(), z.literal('')])
  .default('')
  .transform((given) => given || newId())

export const ofItem = z.object({ key, item: id })
export const pauseForm = z.object({
  key,
  /** The minutes a pause lasts, or the clock time it ends, "10:05"; neither: until it is over. */
  minutes: z
    .union([z.literal('').transform(() => null), z.coerce.number().int().min(1).max(240)], 'room_pause_wrong')
    .default(null),
})
export const keyForm = z.object({ key })
export const lengthForm = z.object({
  key,
  item: id,
  minutes: z.coerce
    .number('room_length_wrong')
    .int('room_length_wrong')
    .min(1, 'room_length_wrong')
    .max(720, 'room_length_wrong'),
})

const times = z.array(z.object({ itemId: id, start: z.number().int(), end: z.number().int() })).max(500)

/** New times exactly as they were shown before they were chosen. */
export const replanForm = z.object({
  key,
  plan: z
    .string()
    .transform((text, ctx) => {
      try {
        return JSON.parse(text) as unknown
      } catch {
        ctx.addIssue({ code: 'custom', message: 'room_plan_wrong' })
        return z.NEVER
      }
    })
    .pipe(z.object({ times, dropped: z.array(id).max(500) }, 'room_plan_wrong')),
})
export const undoForm = z.object({ step: id })
