/** For whoever looks after the files: which of them something speaks of, and under what names. */
import { and, eq, inArray, sql } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/pg-core'
import { actionUpdate } from '#actions/tables.ts'
import { minutesPicture } from '#minutes/pictures/tables.ts'
import { network } from '#network/tables.ts'
import { profile } from '#people/tables.ts'
import type { Db } from '#platform/db/db.ts'
import type { FileKey } from '#platform/files/reads.ts'
import { file } from '#platform/files/tables.ts'
import { answerFile } from '#registration/tables.ts'
import { material, materialVersion, preview, previewPage } from '../tables.ts'

/** Everything that speaks of a stored file: materials, their captions and pages, portraits, pictures in minutes, logos, answers, what was told of actions. */
const spokenFiles = (db: Db) =>
  unionAll(
    db.select({ networkId: materialVersion.networkId, sha256: materialVersion.sha256 }).from(materialVersion),
    db.select({ networkId: material.networkId, sha256: sql<string>`${material.captionsSha256}` }).from(material),
    db.select({ networkId: preview.networkId, sha256: sql<string>`${preview.pdfSha256}` }).from(preview),
    db.select({ networkId: previewPage.networkId, sha256: previewPage.small }).from(previewPage),
    db.select({ networkId: previewPage.networkId, sha256: previewPage.large }).from(previewPage),
    db.select({ networkId: profile.networkId, sha256: sql<string>`${profile.photoSha256}` }).from(profile),
    db.select({ networkId: minutesPicture.networkId, sha256: minutesPicture.sha256 }).from(minutesPicture),
    db.select({ networkId: network.id, sha256: sql<string>`${network.logo} ->> 'sha256'` }).from(network),
    db.select({ networkId: network.id, sha256: sql<string>`${network.logoBefore} ->> 'sha256'` }).from(network),
    db.select({ networkId: answerFile.networkId, sha256: answerFile.sha256 }).from(answerFile),
    db.select({ networkId: actionUpdate.networkId, sha256: sql<string>`${actionUpdate.sha256}` }).from(actionUpdate),
  ).as('spoken')

/** Whether anything still speaks of a file: two may have given the same. */
export async function isSpokenOf(db: Db, key: FileKey): Promise<boolean> {
  const spoken = spokenFiles(db)
  const [found] = await db
    .select({ sha256: spoken.sha256 })
    .from(spoken)
    .where(and(eq(spoken.networkId, key.networkId), eq(spoken.sha256, key.sha256)))
    .limit(1)
  return found !== undefined
}

/** Stored files that something speaks of and that have no row. Ends at the first thousand. */
export async function unknownFiles(db: Db): Promise<FileKey[]> {
  const spoken = spokenFiles(db)
  return db
    .selectDistinct({ networkId: spoken.networkId, sha256: spoken.sha256 })
    .from(spoken)
    .where(
      sql`${spoken.sha256} is not null and not exists (select 1 from ${file} where ${file.networkId} = ${spoken.networkId} and ${file.sha256} = ${spoken.sha256})`,
    )
    .limit(1000)
}

/** What people call some files, by `<network>/<sha256>`. */
export async function fileNamesOf(db: Db, files: readonly FileKey[]): Promise<Map<string, string[]>> {
  const names = new Map<string, string[]>()
  if (files.length === 0) return names
  const rows = await db
    .selectDistinct({ networkId: materialVersion.networkId, sha256: materialVersion.sha256, name: materialVersion.fileName })
    .from(materialVersion)
    .where(
      and(
        inArray(materialVersion.networkId, [...new Set(files.map((one) => one.networkId))]),
        inArray(materialVersion.sha256, [...new Set(files.map((one) => one.sha256))]),
      ),
    )
  for (const { networkId, sha256, name } of rows) {
    const key = `${networkId}/${sha256}`
    names.set(key, [...(names.get(key) ?? []), name])
  }
  return names
}
