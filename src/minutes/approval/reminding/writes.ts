/** Reminding those who were there, once for each last day. */
import { jobActor } from '#actor.ts'
import { itemPath, lockMeeting } from '#meeting/reads.ts'
import { networkById } from '#network/reads.ts'
import { inTransaction, record } from '#platform/activity/writes.ts'
import type { Ground } from '#platform/ground.ts'
import type { Written } from '#platform/mail/letter.tsx'
import { queueMail } from '#platform/mail/writes.ts'
import type { Locale } from '#platform/words/text.ts'
import { itemsLaidOut, type LaidOut, laidOutUntilADay, REMINDED, toRemind } from './reads.ts'
import type { Reminding } from './rules.ts'

/**
 * Puts the letters in the outbox; of two processes that try at once the second finds it done.
 * @returns how many letters; null when it was done before
 */
export function remindOfCorrections(
  ground: Pick<Ground, 'db' | 'config' | 'jobs'>,
  { meetingId, networkId, until }: LaidOut,
  write: (locale: Locale, what: Reminding) => Written,
): Promise<number | null> {
  const actor = jobActor(networkId)
  return inTransaction(ground.db, async (tx) => {
    const meeting = await lockMeeting(tx, actor, meetingId)
    const due = (await laidOutUntilADay(tx)).some((one) => one.meetingId === meetingId && one.until === until)
    if (!due || meeting.publishedAt === null) return null
    const network = (await networkById(tx, networkId))!
    const base = `${ground.config.baseUrl}/${network.slug}/${meeting.slug}`
    const receivers = await toRemind(tx, meeting, await itemsLaidOut(tx, meetingId, until))
    for (const { email, locale, of } of receivers) {
      const hrefOf = (item: (typeof of)[number]['item']) => `${itemPath(base, item, meeting.locale)}/minutes/corrections`
      const what = { network, meeting, until, of: of.map(({ item }) => ({ title: item.title, href: hrefOf(item) })) }
      await queueMail(ground, tx, { networkId, to: email, kind: 'minutes', ...write(locale ?? meeting.locale, what) })
    }
    await record(tx, actor, {
      ...{ networkId, meetingId, action: REMINDED, about: { kind: 'meeting', id: meetingId } },
      after: { until, letters: receivers.length },
      raises: [],
    })
    return receivers.length
  })
}
