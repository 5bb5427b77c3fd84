/** Letters whose moment has come. */
import { networkById } from '#network/reads.ts'
import type { Ground } from '#platform/ground.ts'
import { composing } from './mails.tsx'
import { networkOf } from './reads.ts'
import { LETTER_QUEUE, sendPlanned } from './writes.ts'

export function letterJobs(ground: Ground): void {
  ground.jobs.work(LETTER_QUEUE, async ({ noticeId, version }: { noticeId: string; version: number }) => {
    const networkId = await networkOf(ground.db, noticeId)
    const network = networkId && (await networkById(ground.db, networkId))
    if (!network) return
    const done = await sendPlanned(ground, network, noticeId, version, composing(ground))
    if (done === 'held')
      ground.log.warn({ notice: noticeId }, 'a planned letter was not sent: its meeting was called off or taken back')
  })
}
