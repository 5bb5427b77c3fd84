/** The big screens that listen in this process: those of a meeting whose key was renewed are let go at once, and ask anew. */
import type { ServerResponse } from 'node:http'
import { type MeetingRow, meetingById } from '#meeting/reads.ts'
import { revisionsOf } from '#platform/activity/reads.ts'
import type { Db } from '#platform/db/db.ts'
import type { Ground } from '#platform/ground.ts'
import { makeHub, type Opening, type Topic } from '#platform/live/hub.ts'
import type { State } from '#platform/live/state.ts'
import type { Stream } from '#platform/live/stream.ts'
import { meetingSubject, roomSubject, roomSums, stageKeys } from '#platform/live/subjects.ts'
import { readScreen } from './reads.ts'

export interface StageLive {
  /** How a meeting's screen stands now; null where there is no such meeting. */
  stateOf(meetingId: string): Promise<State | null>
  /**
   * Opens a stream for a screen that was let in.
   * @param holds whether it still may be: looked at once more when nothing that happens can be missed any longer
   * @returns false, and nothing is written, when there is no such meeting any more
   */
  listen(meeting: Pick<MeetingRow, 'id'>, answer: ServerResponse, how: Opening, holds: () => Promise<boolean>): Promise<boolean>
  stop(): void
}

export function stageLive({ db, config, revisions, log }: Pick<Ground, 'db' | 'config' | 'revisions' | 'log'>): StageLive {
  const hub = makeHub(revisions, {
    perSecond: config.LIVE_UPDATES,
    log: (message, error) => log.warn({ err: error }, message),
  })
  const screens = new Map<Stream, string>()
  const unwatch = revisions.watch((subjects) => {
    for (const [stream, meetingId] of screens) if (subjects.includes(stageKeys(meetingId))) hub.dismiss(stream)
  })
  const topicOf = (meetingId: string) => screenTopic(db, meetingId, config.baseUrl)
  return {
    stateOf: (meetingId) => hub.stateOf(topicOf(meetingId)),
    async listen({ id }, answer, how, holds) {
      const stream = await hub.listen(topicOf(id), answer, how)
      if (!stream) return false
      screens.set(stream, id)
      stream.once('close', () => screens.delete(stream))
      if (!(await holds().catch(() => false))) hub.dismiss(stream)
      return true
    },
    stop() {
      unwatch()
      hub.stop()
    },
  }
}

/** What the screens of one meeting listen to: numbered as a room's state is, from one snapshot. */
function screenTopic(db: Db, meetingId: string, baseUrl: string): Topic {
  const acts = [roomSubject(meetingId), meetingSubject(meetingId)]
  const sums = [roomSums(meetingId)]
  return {
    ...{ key: `stage ${meetingId}`, acts, sums },
    read: (known) =>
      db.transaction(
        async (tx) => {
          const snapshot = tx as unknown as Db
          const revs = await revisionsOf(snapshot, [...acts, ...sums])
          const rev = [...revs.values()].reduce((sum, one) => sum + one, 0)
          if (rev === known) return 'same'
          const meeting = await meetingById(snapshot, meetingId)
          return meeting && { rev, parts: { ...(await readScreen(snapshot, meeting, baseUrl)) } }
        },
        { isolationLevel: 'repeatable read', accessMode: 'read only' },
      ),
  }
}
