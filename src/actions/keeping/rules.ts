/** How an action follows the block it began as. Pure. */
import { type Block, DATE_TO_COME } from '#minutes/document.ts'
import type { minutesObject } from '#minutes/tables.ts'
import type { ActionRow } from '../rules.ts'
import type { SaidInMinutes } from '../tables.ts'

type Owned = Pick<typeof minutesObject.$inferSelect, 'personId' | 'organisationId'>

/** What minutes say of an action, in the text and beside it. */
export const saidOf = (block: Pick<Block, 'text' | 'who' | 'due'>, { personId, organisationId }: Owned): SaidInMinutes => ({
  text: block.text,
  who: block.who,
  due: block.due,
  personId,
  organisationId,
})

type Followed = Pick<ActionRow, 'text' | 'who' | 'due' | 'dueToCome' | 'personId' | 'organisationId'>

/**
 * What a later text changes of an action: what it says otherwise than the text before. What somebody changed of the action
 * itself stands, as long as the text says nothing new of that.
 */
export function following(before: SaidInMinutes | null, now: SaidInMinutes): Partial<Followed> {
  const set: { -readonly [K in keyof Followed]?: Followed[K] } = {}
  if (before?.text !== now.text) set.text = now.text
  if (before?.who !== now.who) set.who = now.who
  if (before?.due !== now.due) Object.assign(set, dueOf(now.due))
  if (before?.personId !== now.personId) set.personId = now.personId
  if (before?.organisationId !== now.organisationId) set.organisationId = now.organisationId
  return set
}

const dueOf = (due: string | null): Pick<Followed, 'due' | 'dueToCome'> =>
  due === DATE_TO_COME ? { due: null, dueToCome: true } : { due, dueToCome: false }
