import { z } from 'zod'
import { isDate } from '#platform/words/dates.ts'
import { type Attending, attendingKinds, DATE_TO_COME, type Taken } from '../document.ts'
import type { BlockChange, Owner } from './rules.ts'

const line = (most: number) =>
  z
    .string()
    .trim()
    .max(most, 'decisions_too_long')
    .transform((text) => text || null)
    .default(null)

const chosen = z.union([z.literal('').transform(() => null), z.uuid('decisions_owner_wrong')]).default(null)

const votes = z
  .union([
    z
      .string()
      .trim()
      .regex(/^$/)
      .transform(() => null),
    z.coerce.number('decisions_votes_wrong').int('decisions_votes_wrong').min(0, 'decisions_votes_wrong').max(1e6),
  ])
  .default(null)

/** What is written of a decision, action point, answer or change of attendance outside its minutes. */
export const objectForm = z.object({
  /** The revision the form was made from. */
  basedOn: z.coerce.number().int().min(0).max(1e9),
  /** A sum of what was seen. */
  seen: z.string().max(100).default(''),
  /** Absent where the text is too rich for a field. */
  text: z.string().trim().min(1, 'decisions_text_missing').max(10_000, 'decisions_too_long').optional(),
  who: line(200),
  due: z.union([z.literal('').transform(() => null), z.string().refine(isDate, 'decisions_due_wrong')]).default(null),
  dueToCome: z.literal('yes').optional(),
  how: z.union([z.literal('').transform(() => null), z.enum(['agreed', 'vote'])]).default(null),
  yes: votes,
  no: votes,
  abstained: votes,
  dissent: line(1000),
  personId: chosen,
  organisationId: chosen,
  tell: z.literal('yes').optional(),
  did: z.enum(attendingKinds).optional(),
  instead: line(200),
  clock: z
    .union([z.literal('').transform(() => null), z.iso.time({ precision: -1, error: 'attending_clock_wrong' })])
    .default(null),
})

/** What the form says of the text, and what it says of the owner. */
export function editIn(form: z.output<typeof objectForm>): { change: BlockChange; owner: Owner; tellNow: boolean } {
  const counted = form.how === 'vote'
  const taken: Taken = {
    how: form.how,
    yes: counted ? form.yes : null,
    no: counted ? form.no : null,
    abstained: counted ? form.abstained : null,
    dissent: form.dissent,
  }
  const attending: Attending | undefined = form.did && {
    did: form.did,
    instead: form.did === 'stands_in' ? form.instead : null,
    clock: form.clock,
  }
  return {
    change: {
      ...(form.text !== undefined && { text: form.text }),
      who: form.who,
      due: form.due ?? (form.dueToCome ? DATE_TO_COME : null),
      taken,
      ...(attending && { attending }),
    },
    owner: { personId: form.personId, organisationId: form.organisationId },
    tellNow: form.tell === 'yes',
  }
}
