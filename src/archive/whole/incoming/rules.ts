/** Taking a network in: how a refusal is said, and which persons are the same. Pure. */
import { BackupFailure } from '#platform/backup/failure.ts'

export const refused = (why: string) => new BackupFailure(`${why} Nothing was taken in.`)

/** Ids are unlike everything else that is written: replaced wherever they stand, in documents too. */
export function replaced(line: string, same: ReadonlyMap<string, string>): string {
  if (same.size === 0) return line
  return line.replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, (id) => same.get(id) ?? id)
}
