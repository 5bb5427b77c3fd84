import { z } from 'zod'
import { nameField } from '#people/rules.ts'
import { keyed } from '../entry/forms.ts'

const kind = z.enum(['order', 'reply', 'ordinary'])
const absent = z.literal('').transform(() => null)
/** Of a turn or an item; empty for none. */
const idOrNone = z.union([absent, z.uuid()]).default(null)

export const askForm = z.object({ kind: kind.default('ordinary'), item: idOrNone })
/** Which speaker whoever pressed saw: pressed by two at once it is done once. */
export const seenForm = z.object({ seen: idOrNone })
/** @see giveBack */
export const backForm = z.object({ turn: z.uuid(), from: idOrNone })
/** Before which turn it is to stand; empty for last. */
export const moveForm = z.object({ before: idOrNone })
/** Whom whoever pressed saw waiting: their turns, with spaces between. */
export const listForm = z.object({
  turns: z
    .string()
    .transform((text) => text.split(' '))
    .pipe(z.array(z.uuid()).max(1000)),
})
export const addForm = keyed.extend({
  name: nameField,
  organisation: z
    .string()
    .trim()
    .max(120, 'room_organisation_long')
    .default('')
    .transform((text) => text || null),
  kind: kind.default('ordinary'),
  item: idOrNone,
})

const seconds = (least: number) =>
  z.coerce
    .number('floor_seconds_wrong')
    .int('floor_seconds_wrong')
    .min(least, 'floor_seconds_wrong')
    .max(3600, 'floor_seconds_wrong')
export const timesForm = z.object({ turnSeconds: seconds(10), replySeconds: seconds(10) })
