/** Every minute: who is due to be told. */
import type { Ground } from '#platform/ground.ts'
import type { Gate } from '#platform/mail/jobs.ts'
import { letterJobs } from './composer/jobs.ts'
import { digestLetter } from './digest/mails.tsx'
import { emptyShelf, followersWithNews, madeOf, readTidings, receiverOf, waitingFor } from './digest/reads.ts'
import { tell } from './digest/writes.ts'
import { followerById } from './following/reads.ts'
import { isDue } from './gathering/rules.ts'
import { TELL_QUEUE } from './waiting/writes.ts'

export function noticesJobs(ground: Ground): void {
  const shelf = emptyShelf()
  ground.jobs.every('notices.gather', '* * * * *', () => gather(ground, Temporal.Now.instant(), shelf))
  ground.jobs.work(
    TELL_QUEUE,
    async ({ followerId, meetingId }: { followerId: string; meetingId: string }) => {
      const answer = await tellOne(ground, followerId, Temporal.Now.instant(), { urgent: meetingId, shelf })
      // The queue tries again, a little later each time.
      if (answer === 'busy') throw new Error('news is just being written or told')
    },
    { batch: 20 },
  )
  letterJobs(ground)
}

/** Tells everybody for whom something is due. Whoever is busy is due again in a minute. */
export async function gather(
  ground: Ground,
  now: Temporal.Instant = Temporal.Now.instant(),
  shelf = emptyShelf(),
): Promise<void> {
  for (const { follower, ...pending } of await followersWithNews(ground.db))
    if (isDue(pending, { ...pending, hour: follower.hour }, now)) await tellOne(ground, follower.id, now, { shelf })
}

const tellOne = (ground: Ground, followerId: string, now: Temporal.Instant, also: Parameters<typeof tell>[4]) =>
  tell(ground, followerId, (to, tidings) => digestLetter(to, tidings, siteOf(ground)), now, also)

/**
 * A mail may lie for hours before a mail server takes it. What was cancelled, hidden or stopped meanwhile is left out; with
 * nothing left, nothing is sent.
 */
export function digestGate(ground: Ground): Gate {
  const { db } = ground
  const shelf = emptyShelf()
  return async ({ id }) => {
    const made = await madeOf(db, id)
    const follower = made && (await followerById(db, made.followerId))
    const receiver = follower && (await receiverOf(db, follower))
    if (!receiver) return null
    const tidings = await readTidings(db, receiver, await waitingFor(db, follower, made.newsIds), shelf)
    return tidings.length === 0 ? null : digestLetter(receiver, tidings, siteOf(ground))
  }
}

const siteOf = ({ config, secret }: Ground) => ({ baseUrl: config.baseUrl, secret })
