import type { NetworkRow } from '#network/reads.ts'
import { lastPurge } from '#network/retention/reads.ts'
import type { Db } from '#platform/db/db.ts'
import { type Finding, note, ok, wrong } from '#platform/doctor/finding.ts'
import { instantOf } from '#platform/words/instant.ts'
import { daysFor, type Purpose, purposes } from './rules.ts'

/** Every purpose with what holds in a network; `days` null: kept. */
export const termsIn = (network: Pick<NetworkRow, 'retention'>): { readonly purpose: Purpose; readonly days: number | null }[] =>
  purposes.map((purpose) => ({ purpose, days: daysFor(purpose, network.retention) }))

/** For the doctor: whether what is out of time is deleted at night. */
export async function examinePurge(db: Db, now = Temporal.Now.instant()): Promise<Finding[]> {
  const at = await lastPurge(db)
  if (at === null) return [note('privacy', 'Personal data that is out of time has not been looked for yet; it is every night.')]
  const hours = instantOf(at).until(now).total('hours')
  const when = `${instantOf(at).toString({ smallestUnit: 'minute' }).slice(0, 16).replace('T', ' ')} UTC`
  return hours > 49
    ? [wrong('privacy', `Personal data that is out of time was last deleted ${when}: does any process run with WORKER=yes?`)]
    : [ok('privacy', `Personal data that is out of time was last deleted ${when}.`)]
}
