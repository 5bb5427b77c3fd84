/** One's own files, to take along: one's photo, and what one handed in oneself. */
import { and, eq, isNotNull } from 'drizzle-orm'
import { material, materialVersion } from '#materials/tables.ts'
import { profile } from '#people/tables.ts'
import type { Db } from '#platform/db/db.ts'
import type { FileKey } from '#platform/files/reads.ts'

export interface OwnFile extends FileKey {
  readonly name: string
}

export async function ownFiles(db: Db, personId: string): Promise<OwnFile[]> {
  const photos = await db
    .select({ networkId: profile.networkId, sha256: profile.photoSha256, type: profile.photoType })
    .from(profile)
    .where(and(eq(profile.personId, personId), isNotNull(profile.photoSha256)))
  const handedIn = await db
    .select({ networkId: materialVersion.networkId, sha256: materialVersion.sha256, name: materialVersion.fileName })
    .from(materialVersion)
    .innerJoin(material, eq(material.id, materialVersion.materialId))
    .where(eq(materialVersion.uploadedBy, personId))
    .orderBy(materialVersion.uploadedAt)
  const pictures = photos.map(({ networkId, sha256, type }) => ({
    networkId,
    sha256: sha256!,
    name: `photo.${type?.split('/')[1]?.replace('jpeg', 'jpg') ?? 'bin'}`,
  }))
  return withOwnNames([...pictures, ...handedIn])
}

/** Two files of one name would lie on each other when unpacked. */
function withOwnNames(files: readonly OwnFile[]): OwnFile[] {
  const taken = new Set<string>()
  return files.map((file) => {
    let name = file.name
    for (let n = 2; taken.has(name); n++) name = file.name.replace(/(\.[^.]*)?$/, ` (${n})$1`)
    taken.add(name)
    return { ...file, name }
  })
}
