/**
 * Deletes what has had its time, purpose by purpose and some rows at a time, through the writes of whoever owns the rows. What
 * was deleted is noted in numbers.
 */
import { purgeProposals, purgeTicks } from '#materials/retention/writes.ts'
import { purgeTranscripts } from '#minutes/transcript/retention/writes.ts'
import { listNetworks } from '#network/reads.ts'
import { notePurges } from '#network/retention/writes.ts'
import { forgetUnconfirmed as forgetUnconfirmedFollowers } from '#notices/following/writes.ts'
import { purgeCalendars, purgeReceivers, purgeVisits } from '#notices/retention/writes.ts'
import { purgeProfiles } from '#people/retention/writes.ts'
import { purgePlanInputs } from '#plans/consultation/retention/writes.ts'
import { forgetOldActors } from '#platform/activity/forgetting.ts'
import type { Db } from '#platform/db/db.ts'
import { forgetOldMails } from '#platform/mail/forgetting.ts'
import { purgeAddresses, purgeOperators } from '#programme/retention/writes.ts'
import { purgeInputs } from '#questions/retention/writes.ts'
import { purgeInvoices, purgePractical, purgeRegistrations, purgeSpecial } from '#registration/retention/writes.ts'
import { forgetUnconfirmed as forgetUnconfirmedRegistrations } from '#registration/unconfirmed/writes.ts'
import { purgeTurns } from '#room/floor/retention/writes.ts'
import { purgeVotes } from '#room/polls/retention/writes.ts'
import { purgeParticipants } from '#room/retention/writes.ts'
import { daysFor, type PurposeId, purposes, timeIsOut } from './rules.ts'

/** So many rows in one transaction: others get their turn in between. */
const BATCH = 500
/** The installation's own mail: links to sign in. */
const OWN_MAIL_DAYS = 30

type Purge = (db: Db, networkId: string, before: Temporal.Instant, limit: number) => Promise<number>

/** What goes with each purpose. Those that are kept have none. */
const purges: Readonly<Partial<Record<PurposeId, readonly Purge[]>>> = {
  unconfirmed: [forgetUnconfirmedRegistrations, forgetUnconfirmedFollowers],
  special: [purgeSpecial],
  practical: [purgePractical],
  invoice: [purgeInvoices],
  registration: [purgeRegistrations, purgeTicks],
  input: [purgeInputs, purgePlanInputs, purgeTurns, purgeVotes, purgeParticipants],
  speaker: [purgeAddresses, purgeProposals],
  mail: [forgetOldMails],
  transcript: [purgeTranscripts],
  letter: [purgeReceivers],
  visit: [purgeVisits],
  history: [forgetOldActors, purgeOperators],
  profile: [purgeCalendars, purgeProfiles],
}

/** @returns how much of which purpose, by network */
export async function purgeAll(db: Db, now: Temporal.Instant): Promise<Map<string, Readonly<Record<string, number>>>> {
  const done = new Map<string, Readonly<Record<string, number>>>()
  for (const network of await listNetworks(db)) {
    const deleted: Record<string, number> = {}
    for (const purpose of purposes) {
      const days = daysFor(purpose, network.retention)
      if (days === null) continue
      deleted[purpose.id] = await purgeOne(db, network.id, purges[purpose.id] ?? [], timeIsOut(days, now))
    }
    await notePurges(db, network.id, deleted, now)
    done.set(network.id, deleted)
  }
  const before = timeIsOut(OWN_MAIL_DAYS, now)
  await inBatches((limit) => forgetOldMails(db, null, before, limit))
  return done
}

async function purgeOne(db: Db, networkId: string, all: readonly Purge[], before: Temporal.Instant): Promise<number> {
  let deleted = 0
  for (const one of all) deleted += await inBatches((limit) => one(db, networkId, before, limit))
  return deleted
}

/** Until a batch finds less than it might have taken. */
async function inBatches(purge: (limit: number) => Promise<number>): Promise<number> {
  for (let sum = 0; ; ) {
    const n = await purge(BATCH)
    sum += n
    if (n < BATCH) return sum
  }
}
