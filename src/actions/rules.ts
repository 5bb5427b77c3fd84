/** Who may do what with an action, and how it stands. Pure: `'yes'` or the key of the words that say why not. */
import type { Actor } from '#actor.ts'
import { mayEdit, type Verdict } from '#meeting/rules.ts'
import { type Linked, linkedBy, tokenFor } from '#platform/signed.ts'
import type { ActionStatus, action, actionUpdate } from './tables.ts'

export type ActionRow = typeof action.$inferSelect
export type UpdateRow = typeof actionUpdate.$inferSelect

/** In the order in which a form offers them. */
export const statuses: readonly ActionStatus[] = ['not_started', 'under_way', 'blocked', 'done', 'dropped', 'no_conclusion']
const ended: readonly ActionStatus[] = ['done', 'dropped', 'no_conclusion']

/** Whether anybody still has to do anything. */
export const isOpen = ({ status }: Pick<ActionRow, 'status'>): boolean => !ended.includes(status)

/** Still open after the day by which it was to be done. @param today "2020-05-30" */
export const isOverdue = (row: Pick<ActionRow, 'status' | 'due'>, today: string): boolean =>
  isOpen(row) && row.due !== null && row.due < today

/** Whom an action is meant for, beside the organisers. */
export interface Mine {
  /** It is given to this person, or to the organisation they belong to now. */
  readonly mine: boolean
}

/** Telling how it goes, giving it to others, moving its date, ending it: whoever owns it, the members of the organisation that does, organisers. */
export const mayUpdate = (actor: Actor, row: Pick<ActionRow, 'networkId'>, { mine }: Mine): Verdict<'actions_not_yours'> =>
  mine || mayEdit(actor, row) === 'yes' ? 'yes' : 'actions_not_yours'

/** What it says, and for whom. While its minutes are not approved it says what they say. */
export function mayRewrite(actor: Actor, row: Pick<ActionRow, 'networkId' | 'objectId'>, approved: boolean): Verdict {
  const allowed = mayEdit(actor, row)
  if (allowed !== 'yes') return allowed
  return row.objectId === null || approved ? 'yes' : 'actions_text_in_minutes'
}

/** Taking it away altogether: only what nobody has told of, and what no minutes speak of. */
export function mayRemove(actor: Actor, row: Pick<ActionRow, 'networkId' | 'objectId'>, updates: number): Verdict {
  const allowed = mayEdit(actor, row)
  if (allowed !== 'yes') return allowed
  if (row.objectId !== null) return 'actions_stands_in_minutes'
  return updates === 0 ? 'yes' : 'actions_has_updates'
}

const USE = 'action link'

/** The address of one person's own page of one action: `/a/{token}`. */
export const actionLinkPath = (secret: string, link: Linked): string => `/a/${tokenFor(secret, USE, link)}`

/** Which link a token is, if it is ours. Whether it still holds is for the database to say. */
export const linkIn = (secret: string, token: string): Linked | null => linkedBy(secret, USE, token)
