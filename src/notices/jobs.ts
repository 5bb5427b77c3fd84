/** Every minute: who is due to be told. At night: addresses that nobody confirmed. */
import type { Ground } from '#platform/ground.ts'
import type { Gate } from '#platform/mail/jobs.ts'
import { digestLetter } from './digest/mails.tsx'
import { followersWithNews, madeOf, readTidings, receiverOf, waitingFor } from './digest/reads.ts'
import { tell } from './digest/writes.ts'
import { followerById } from './following/reads.ts'
import { forgetUnconfirmed } from './following/writes.ts'
import { TELL_QUEUE } from './waiting/writes.ts'

export function noticesJobs(ground: Ground): void {
  ground.jobs.every('notices.gather', '* * * * *', () => gather(ground))
  ground.jobs.work(TELL_QUEUE, async ({ followerId, meetingId }: { followerId: string; meetingId: string }) => {
    const answer = await tellOne(ground, followerId, Temporal.Now.instant(), meetingId)
    // The queue tries again, a little later each time.
    if (answer === 'busy') throw new Error('news is just being written or told')
  })
  ground.jobs.every('notices.sweep', '41 3 * * *', () => forgetUnconfirmed(ground.db))
}

/** Tells everybody for whom something is due. Whoever is busy is due again in a minute. */
export async function gather(ground: Ground, now: Temporal.Instant = Temporal.Now.instant()): Promise<void> {
  for (const { id } of await followersWithNews(ground.db)) await tellOne(ground, id, now)
}

const tellOne = (ground: Ground, followerId: string, now: Temporal.Instant, urgent?: string) =>
  tell(ground, followerId, (to, tidings) => digestLetter(to, tidings, siteOf(ground)), now, urgent)

/**
 * A mail may lie for hours before a mail server takes it. What was cancelled, hidden or stopped meanwhile is left out; with
 * nothing left, nothing is sent.
 */
export const digestGate =
  (ground: Ground): Gate =>
  async ({ id }) => {
    const { db } = ground
    const made = await madeOf(db, id)
    const follower = made && (await followerById(db, made.followerId))
    const receiver = follower && (await receiverOf(db, follower))
    if (!receiver) return null
    const tidings = await readTidings(db, receiver, await waitingFor(db, follower, made.newsIds))
    return tidings.length === 0 ? null : digestLetter(receiver, tidings, siteOf(ground))
  }

const siteOf = ({ config, secret }: Ground) => ({ baseUrl: config.baseUrl, secret })
