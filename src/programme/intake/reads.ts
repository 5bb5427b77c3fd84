/** What the paste page offers besides the text. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { and, asc, eq, isNull } from 'drizzle-orm'
import { series } from '#network/tables.ts'
import type { Db } from '#platform/db/db.ts'
import type { Words } from '#platform/words/text.ts'

/** The series a meeting can belong to, oldest first. */
export async function seriesChoices(db: Db, networkId: string): Promise<{ id: string; name: Words }[]> {
  return db
    .select({ id: series.id, name: series.name })
    .from(series)
    .where(and(eq(series.networkId, networkId), isNull(series.deletedAt)))
    .orderBy(asc(series.createdAt), asc(series.id))
}

/** The real programme that the sample network invites to try with. @param root the program's own folder */
export const sampleText = (root: string): Promise<string> => readFile(join(root, 'sample', 'april-2020.txt'), 'utf8')
