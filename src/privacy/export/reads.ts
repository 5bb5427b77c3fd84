/** One's own files, to take along: one's photo, what one handed in oneself, and what was given as answers when registering. */
import { and, eq, isNotNull } from 'drizzle-orm'
import { mayHand } from '#materials/previews/rules.ts'
import { material, materialVersion } from '#materials/tables.ts'
import { profile } from '#people/tables.ts'
import type { Sought } from '#people/traces/rules.ts'
import type { Db } from '#platform/db/db.ts'
import type { FileKey } from '#platform/files/reads.ts'
import { answerFile, registration } from '#registration/tables.ts'
import { registrationOf } from '#registration/traces/reads.ts'

export interface OwnFile extends FileKey {
  readonly name: string
}

/** @param scanning whether there is a scanner: what it has not passed is handed to nobody, whoever gave it */
export async function ownFiles(db: Db, who: Sought & { readonly personId: string }, scanning: boolean): Promise<OwnFile[]> {
  const { personId } = who
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
  const answers = await db
    .select({ networkId: answerFile.networkId, sha256: answerFile.sha256, name: answerFile.fileName, scan: answerFile.scan })
    .from(answerFile)
    .innerJoin(registration, eq(registration.id, answerFile.registrationId))
    .where(registrationOf(who))
    .orderBy(answerFile.at)
  const handed = answers.filter(({ scan }) => mayHand(scan, scanning) === 'yes').map(({ scan: _, ...file }) => file)
  return withOwnNames([...pictures, ...handedIn, ...handed])
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
