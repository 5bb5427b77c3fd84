/** Makes and ends rooms on a BigBlueButton server. */
import { ask, NoVideo } from './reads.ts'
import { type BbbRoom, type BbbServer, createParams, type Joining, joinAddress } from './rules.ts'

/**
 * The address by which somebody goes in. The room is made first, each time: where there is one already it stays as it is, and
 * nobody comes to a room that was swept away for being empty.
 * @throws NoVideo
 */
export async function wayIn(server: BbbServer, room: BbbRoom, who: Joining): Promise<string> {
  const { createTime } = await ask(server, 'create', createParams(server, room))
  if (typeof createTime !== 'string') throw new NoVideo('away', 'create was answered without createTime')
  return joinAddress(server, room.id, createTime, who)
}

/** Ends a room for all who are in it. One that nobody has been in has ended. @throws NoVideo */
export async function endRoom(server: BbbServer, id: string): Promise<void> {
  try {
    await ask(server, 'end', { meetingID: id })
  } catch (error) {
    if (!(error instanceof NoVideo) || !/notFound|invalidMeetingIdentifier/.test(error.message)) throw error
  }
}
