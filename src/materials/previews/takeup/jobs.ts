/**
 * Every minute: files that nobody has looked at (they came in before there were previews), work that was broken off, and what
 * has become possible since, because LibreOffice or the virus scanner was put in place.
 */
import { inTransaction } from '#platform/activity/writes.ts'
import type { Ground } from '#platform/ground.ts'
import { unasked } from '../reads.ts'
import { askForPreview, followSettings, resume } from '../writes.ts'

const AT_ONCE = 200

export async function takeUp({ db, jobs, config }: Pick<Ground, 'db' | 'jobs' | 'config'>): Promise<void> {
  const scanning = config.CLAMD_URL !== null
  const files = await unasked(db, AT_ONCE)
  for (const file of files) await inTransaction(db, (tx) => askForPreview(tx, jobs, file, scanning))
  await inTransaction(db, (tx) => followSettings(tx, jobs, { scanning, office: config.office !== null }))
  await inTransaction(db, (tx) => resume(tx, jobs))
}
