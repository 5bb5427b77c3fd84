/** Who comes, counted, and from where. Pure. */
import type { OrganisationType } from '#network/tables.ts'
import type { Words } from '#platform/words/text.ts'
import { isActive, type RegistrationRow } from '../rules.ts'
import type { RegistrationState } from '../tables.ts'

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
  /** How many more have a place than there are, since the limit was lowered. */
  readonly over: number
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
    over: capacity === null ? 0 : Math.max(0, onsite - capacity),
  }
}

/** Asked whether they still come, and silent so far. */
export const isUnanswered = (row: Pick<RegistrationRow, 'state' | 'askedAgainAt'>): boolean =>
  row.askedAgainAt !== null && isActive(row.state)

export interface Organisation {
  readonly id: string
  readonly name: Words
  readonly type: OrganisationType
  readonly parentId: string | null
}

/** One of the network's organisations, with how many come from there. */
export interface From extends Organisation {
  readonly count: number
}

/** Where people come from, and where nobody does, within one county. */
export interface County {
  /** Empty for those that lie in none that we can tell. */
  readonly name: string
  readonly there: readonly From[]
  /** Those from which nobody comes. */
  readonly missing: readonly From[]
}

export interface Coming {
  /** By name; those in none last. */
  readonly counties: readonly County[]
  /** Names of where others come from. */
  readonly elsewhere: readonly string[]
}

/**
 * From where people come, and from where nobody does. A municipality with a library under it stands for no people of its own:
 * it is there with any of them, and who registered for the municipality comes from its library.
 * @param all the network's organisations, as they are to be listed
 * @param countyOf the name of the county an organisation lies in, by its id
 */
export function comingFrom(
  rows: readonly Pick<RegistrationRow, 'state' | 'organisationId' | 'organisationName'>[],
  all: readonly Organisation[],
  countyOf: ReadonlyMap<string, string>,
): Coming {
  const byId = new Map(all.map((one) => [one.id, one]))
  const parents = new Set(all.map((one) => one.parentId))
  const registered = rows.filter((row) => row.state === 'registered' || row.state === 'requested')
  const countOf = (id: string | null) => registered.filter((row) => row.organisationId === id).length
  const isMunicipality = (one: Organisation | undefined) => one?.type === 'municipality'
  const from = all
    .filter((one) => !(isMunicipality(one) && parents.has(one.id)))
    .map((one) => {
      const above = isMunicipality(byId.get(one.parentId ?? '')) ? countOf(one.parentId) : 0
      return { ...one, count: countOf(one.id) + above }
    })
  const alphabet = new Intl.Collator('nb')
  const counties = [...Map.groupBy(from, (one) => countyOf.get(one.id) ?? '')]
    .sort(([a], [b]) => Number(a === '') - Number(b === '') || alphabet.compare(a, b))
    .map(([name, some]) => ({
      name,
      there: some.filter((one) => one.count > 0),
      missing: some.filter((one) => one.count === 0),
    }))
  return { counties, elsewhere: [...new Set(registered.flatMap((row) => row.organisationName ?? []))].sort(alphabet.compare) }
}

/** Which of all registrations an organiser looks at; empty means any. */
export interface Selection {
  readonly state: RegistrationState | ''
  readonly mode: 'onsite' | 'online' | ''
  /** The id of a day they come on. */
  readonly day: string
  readonly group: string
}

/** Who named no days comes on all of them. */
export const comesOn = ({ days }: Pick<RegistrationRow, 'days'>, day: string): boolean => days.length === 0 || days.includes(day)

export const isSelecting = (selection: Selection): boolean => Object.values(selection).some((value) => value !== '')

export const isSelected = (
  row: Pick<RegistrationRow, 'state' | 'attendance' | 'days' | 'groupId'>,
  { state, mode, day, group }: Selection,
): boolean =>
  (state === '' || row.state === state) &&
  (mode === '' || row.attendance === mode) &&
  (day === '' || comesOn(row, day)) &&
  (group === '' || row.groupId === group)

/** Those of a state can be written to as a group; those who left, or whose address nobody confirmed, cannot. */
const writable: readonly RegistrationState[] = ['registered', 'waiting', 'requested']

export const isWritable = (state: RegistrationState): boolean => writable.includes(state)

/** Where a letter to a selection begins, below the meeting's address; null where nobody in it is written to. */
export function letterTo({ state, mode, day, group }: Selection): string | null {
  const to = state === '' ? writable : writable.filter((one) => one === state)
  if (to.length === 0) return null
  const narrow = Object.entries({ mode, day, group }).filter(([, value]) => value !== '')
  return `/notices/new?${new URLSearchParams([...to.map((one) => ['to', one]), ...narrow] as [string, string][])}`
}
