/**
 * Erases a person everywhere, in one transaction: every feature lets go of its own rows, then every text there is is looked
 * through for their name, address and id. Approved minutes are the one exception.
 */
import { forgetInActions } from '#actions/traces/writes.ts'
import type { Actor } from '#actor.ts'
import { forgetInMaterials } from '#materials/traces/writes.ts'
import { forgetInMatters } from '#matters/traces/writes.ts'
import { meeting } from '#meeting/tables.ts'
import { forgetInMeetings } from '#meeting/traces/writes.ts'
import { bringAllUp, followTexts } from '#minutes/together/traces/writes.ts'
import { approvedTexts } from '#minutes/traces/reads.ts'
import { forgetWriting } from '#minutes/traces/writes.ts'
import { forgetInTranscripts } from '#minutes/transcript/traces/writes.ts'
import { series } from '#network/tables.ts'
import { forgetMemberships } from '#network/traces/writes.ts'
import { forgetInNotices } from '#notices/traces/writes.ts'
import { type Counts, erasedName, sumOf } from '#people/traces/rules.ts'
import { forgetPerson, noteErasure } from '#people/traces/writes.ts'
import { forgetInPlanInputs } from '#plans/consultation/traces/writes.ts'
import { forgetInPlans } from '#plans/traces/writes.ts'
import { forgetActs } from '#platform/activity/forgetting.ts'
import { inTransaction, raise } from '#platform/activity/writes.ts'
import type { Tx } from '#platform/db/db.ts'
import { Refused } from '#platform/errors.ts'
import { sweepFile } from '#platform/files/writes.ts'
import type { Ground } from '#platform/ground.ts'
import {
  anywhereIn,
  erasedSubject,
  installationSubject,
  meetingSubject,
  meetingsOf,
  networkSubject,
  type Subject,
  seriesSubject,
} from '#platform/live/subjects.ts'
import { forgetMails, unfoldCalendars } from '#platform/mail/forgetting.ts'
import { replaceMentions } from '#platform/mentions/writes.ts'
import { forgetAppearances } from '#programme/traces/writes.ts'
import { forgetInputs } from '#questions/traces/writes.ts'
import type { Tell } from '#registration/line/writes.ts'
import { forgetRegistrations } from '#registration/traces/writes.ts'
import { forgetTurns } from '#room/floor/traces/writes.ts'
import { forgetInGroups } from '#room/groups/traces/writes.ts'
import { forgetVotes } from '#room/polls/traces/writes.ts'
import { forgetInRooms } from '#room/traces/writes.ts'
import { forgetInSearch } from '#search/traces/writes.ts'
import type { Somebody } from '../seeking/rules.ts'
import { mentionedAs } from './reads.ts'
import { mayErase } from './rules.ts'

/**
 * @param tellOf how those are told who get the place of one who would have come
 * @returns how many rows of which table
 * @throws Refused with why not
 */
export async function erase(
  ground: Pick<Ground, 'db' | 'files' | 'pages'>,
  actor: Actor,
  whom: Somebody,
  tellOf: (tx: Tx, meetingId: string) => Promise<Tell>,
): Promise<Counts> {
  const may = mayErase(actor, whom)
  if (may !== 'yes') throw new Refused(may)
  const networks = whom.networks.map(({ id }) => id)
  const done = await inTransaction(ground.db, async (tx) => {
    const before = await bringAllUp(tx, networks)
    const registrations = await forgetRegistrations(tx, whom, (meetingId) => tellOf(tx, meetingId))
    const handedIn = await forgetInMaterials(tx, whom)
    const rows = [
      registrations.counts,
      handedIn.counts,
      await forgetInputs(tx, whom),
      await forgetInPlanInputs(tx, whom),
      await forgetVotes(tx, whom),
      await forgetInGroups(tx, whom),
      await forgetTurns(tx, whom),
      await forgetInRooms(tx, whom),
      await forgetAppearances(tx, whom),
      await forgetWriting(tx, whom),
      await forgetInActions(tx, whom),
      await forgetInPlans(tx, whom),
      await forgetInMatters(tx, whom),
      await forgetInTranscripts(tx, whom),
      await forgetInNotices(tx, whom),
      await forgetInMeetings(tx, whom),
      await forgetMemberships(tx, whom),
      await forgetInSearch(tx, whom, networks, mentionedAs(whom).names),
      { mail: whom.email ? await forgetMails(tx, whom.email) : 0 },
      { activity: whom.personId ? await forgetActs(tx, whom.personId) : 0 },
    ]
    const gone = await forgetPerson(tx, whom)
    await unfoldCalendars(tx)
    const mentions = await replaceMentions(tx, mentionedAs(whom), { words: erasedName, kept: approvedTexts })
    await followTexts(tx, networks, before)
    const counts = sumOf([...rows, gone.counts, mentions])
    const self = actor.person?.id === whom.personId
    await noteErasure(tx, self ? null : (actor.person?.id ?? null), counts)
    await raise(tx, await everywhere(tx, whom))
    return { counts, files: [...gone.photos, ...registrations.files], growing: handedIn.growing }
  })
  // After the rows: a crash here leaves bytes that the nightly sweep finds, never a row without its bytes.
  for (const { networkId, sha256 } of done.files) await sweepFile(ground.db, ground.files, networkId, sha256, 0)
  for (const id of done.growing) await ground.files.growing.drop(id)
  ground.pages.clear()
  return done.counts
}

/** Whatever shows anything of their networks is made anew, and copies in memory are let go of by every process. */
async function everywhere(tx: Tx, whom: Somebody): Promise<Subject[]> {
  const subjects: Subject[] = [installationSubject, erasedSubject]
  const of = new Set(whom.networks.map((one) => one.id))
  const meetings = await tx.select({ id: meeting.id, networkId: meeting.networkId }).from(meeting)
  const all = await tx.select({ id: series.id, networkId: series.networkId }).from(series)
  for (const id of of) subjects.push(networkSubject(id), meetingsOf(id), anywhereIn(id))
  for (const one of meetings) if (of.has(one.networkId)) subjects.push(meetingSubject(one.id))
  for (const one of all) if (of.has(one.networkId)) subjects.push(seriesSubject(one.id))
  return subjects
}
