/** Has the files that were given as answers looked through, where there is a scanner. */
import type { Ground } from '#platform/ground.ts'
import { scan, TooLargeToScan } from '#platform/scan/clamd.ts'
import { unscanned } from './reads.ts'
import { scanned } from './writes.ts'

const AT_ONCE = 20

/** @returns how many were looked through @throws when the scanner cannot be asked: the next minute tries again, and until then nobody gets them */
export async function scanAnswers({ db, files, config, log }: Pick<Ground, 'db' | 'files' | 'config' | 'log'>): Promise<number> {
  if (!config.CLAMD_URL) return 0
  const waiting = await unscanned(db, AT_ONCE)
  for (const file of waiting) {
    const found = await scan(config.CLAMD_URL, () => files.read(file.networkId, file.sha256)).catch((error) => {
      if (error instanceof TooLargeToScan) return { threat: 'too large to be looked through' }
      throw error
    })
    if ('threat' in found) log.warn({ sha256: file.sha256, threat: found.threat }, 'an answer is infected; nobody gets it')
    await scanned(db, file, 'threat' in found ? 'infected' : 'clean')
  }
  return waiting.length
}
