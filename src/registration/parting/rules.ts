/** What becomes of registrations when a part of a meeting goes its own way. Pure. */
import type { RegistrationRow } from '../rules.ts'

/** What people are asked after a change of plan: nothing, whether they still come, or to register anew. */
export type People = 'keep' | 'ask' | 'release'

/** What somebody comes to: both, the part alone, the rest alone. */
export type ComesTo = 'both' | 'part' | 'rest'

/**
 * @param parts days that go, by id
 * @param stays days that stay; with an item split off a day, that day stays and goes
 */
export function comesTo(row: Pick<RegistrationRow, 'days'>, parts: ReadonlySet<string>, stays: ReadonlySet<string>): ComesTo {
  // All days is said by none.
  const days = row.days.length === 0 ? [...parts, ...stays] : row.days
  const toPart = days.some((id) => parts.has(id))
  const toRest = days.some((id) => stays.has(id)) || !toPart
  return toPart ? (toRest ? 'both' : 'part') : 'rest'
}

const kept = [
  'id',
  'meetingId',
  'number',
  'state',
  'attendance',
  'days',
  'sequence',
  'toldSequence',
  'askedAgainAt',
  'continuesAs',
  'withdrawnAt',
] as const satisfies readonly (keyof RegistrationRow)[]

/** How a registration stood, for when that is to hold again; `version` is that of the row as the change left it. */
export type Stood = Pick<RegistrationRow, (typeof kept)[number] | 'version'>

/** Those that a change touched, as they stood before it. */
export function stoodBefore(before: readonly RegistrationRow[], after: readonly RegistrationRow[]): Stood[] {
  const now = new Map(after.map((row) => [row.id, row.version]))
  return before.flatMap((row) => {
    const version = now.get(row.id)
    if (version === undefined || version === row.version) return []
    return [{ ...(Object.fromEntries(kept.map((name) => [name, row[name]])) as Omit<Stood, 'version'>), version }]
  })
}
