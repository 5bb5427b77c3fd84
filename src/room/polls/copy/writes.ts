import type { Actor } from '#actor.ts'
import type { MeetingRow } from '#meeting/rules.ts'
import type { Tx } from '#platform/db/db.ts'
import type { PollRow } from '../rules.ts'
import { poll } from '../tables.ts'

/**
 * The polls of another meeting as drafts of one that was just made: what is asked, how and of whom, and nothing of how it went.
 * @param items from the ids of the other's items to those of the new ones; polls on an item that stayed behind do so too
 */
export async function copyPolls(
  tx: Tx,
  actor: Actor,
  made: Pick<MeetingRow, 'id' | 'networkId'>,
  polls: readonly PollRow[],
  items: ReadonlyMap<string, string>,
): Promise<void> {
  const drafts = polls
    .filter((one) => one.itemId === null || items.has(one.itemId))
    .map(({ kind, question, options, most, electorate, secrecy, itemId }, place) => ({
      ...{ kind, question, options, most, electorate, secrecy },
      networkId: made.networkId,
      meetingId: made.id,
      itemId: itemId && items.get(itemId)!,
      position: place + 1,
      createdBy: actor.person?.id ?? null,
    }))
  if (drafts.length > 0) await tx.insert(poll).values(drafts)
}
