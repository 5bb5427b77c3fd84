/** Who comes, counted, and from where. Pure. */
import type { Words } from '#platform/words/text.ts'
import { isActive, type RegistrationRow } from '../rules.ts'

export interface Counts {
  readonly registered: number
  readonly onsite: number
  readonly online: number
  readonly waiting: number
  readonly requested: number
  readonly unconfirmed: number
  /** Asked after a change of plan whether they still come, and have not answered. */
  readonly unanswered: number
  /** Null without a limit. */
  readonly free: number | null
}

export function countsOf(
  rows: readonly Pick<RegistrationRow, 'state' | 'attendance' | 'askedAgainAt'>[],
  capacity: number | null,
): Counts {
  const of = (state: RegistrationRow['state']) => rows.filter((row) => row.state === state)
  const onsite = of('registered').filter((row) => row.attendance === 'onsite').length
  return {
    registered: of('registered').length,
    onsite,
    online: of('registered').length - onsite,
    waiting: of('waiting').length,
    requested: of('requested').length,
    unconfirmed: of('unconfirmed').length,
    unanswered: rows.filter(isUnanswered).length,
    free: capacity === null ? null : Math.max(0, capacity - onsite),
  }
}

/** Asked whether they still come, and silent so far. */
export const isUnanswered = (row: Pick<RegistrationRow, 'state' | 'askedAgainAt'>): boolean =>
  row.askedAgainAt !== null && isActive(row.state)

export interface Organisation {
  readonly id: string
  readonly name: Words
  readonly parentId: string | null
}

export interface Coming {
  readonly there: readonly Organisation[]
  /** Of the network's organisations, those from which nobody comes. */
  readonly missing: readonly Organisation[]
  /** Names of where others come from. */
  readonly elsewhere: readonly string[]
}

/**
 * From where people come, and from where nobody does. An organisation that others belong to (a municipality with its library)
 * stands for no people of its own: it is there with any of them.
 * @param all the network's organisations
 */
export function comingFrom(
  rows: readonly Pick<RegistrationRow, 'state' | 'organisationId' | 'organisationName'>[],
  all: readonly Organisation[],
): Coming {
  const parents = new Set(all.map((one) => one.parentId))
  const registered = rows.filter((row) => row.state === 'registered' || row.state === 'requested')
  const from = new Set(registered.map((row) => row.organisationId))
  const own = all.filter((one) => !parents.has(one.id))
  // Who registered for the municipality comes from its library too.
  const isThere = (one: Organisation) => from.has(one.id) || (one.parentId !== null && from.has(one.parentId))
  return {
    there: own.filter(isThere),
    missing: own.filter((one) => !isThere(one)),
    elsewhere: [...new Set(registered.flatMap((row) => row.organisationName ?? []))].sort(new Intl.Collator('nb').compare),
  }
}
