/** Keeps the files that were given as answers, and lets them go. */
import { and, eq, inArray, notInArray } from 'drizzle-orm'
import { isSpokenOf } from '#materials/kept/reads.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import type { FileKey } from '#platform/files/reads.ts'
import type { FileStore } from '#platform/files/store.ts'
import { forgetFile, keepFile } from '#platform/files/writes.ts'
import type { Answered } from '../answers/rules.ts'
import type { RegistrationRow } from '../rules.ts'
import { type AnswerScan, answerFile } from '../tables.ts'
import type { AnswerFileRow } from './rules.ts'

/** Where files are kept, and whether a scanner looks through them before anybody gets them. */
export interface FilesOfAnswers {
  readonly store: FileStore
  readonly scanning: boolean
}

/** What was answered with files stands after this, and nothing else. Call it in the transaction of the registration. */
export async function keepFiles(
  tx: Tx,
  { store, scanning }: FilesOfAnswers,
  row: Pick<RegistrationRow, 'id' | 'networkId' | 'meetingId'>,
  { files }: Pick<Answered, 'files'>,
): Promise<void> {
  const stays = Object.keys(files).filter((id) => files[id] === 'stays')
  const gone = await tx
    .delete(answerFile)
    .where(and(eq(answerFile.registrationId, row.id), stays.length > 0 ? notInArray(answerFile.questionId, stays) : undefined))
    .returning()
  for (const [questionId, given] of Object.entries(files)) {
    if (given === 'stays') continue
    const { fileName, ...stored } = given
    await keepFile(tx, store, row.networkId, stored)
    await tx.insert(answerFile).values({
      ...stored,
      fileName,
      questionId,
      registrationId: row.id,
      networkId: row.networkId,
      meetingId: row.meetingId,
      scan: scanning ? 'waiting' : 'off',
    })
  }
  await letGo(tx, gone)
}

/**
 * Takes away all files of some registrations.
 * @returns what nothing speaks of any more: `sweepFile` takes the bytes once the transaction stands, or the night does
 */
export async function dropFiles(tx: Tx, registrationIds: readonly string[]): Promise<FileKey[]> {
  if (registrationIds.length === 0) return []
  const gone = await tx
    .delete(answerFile)
    .where(inArray(answerFile.registrationId, [...registrationIds]))
    .returning()
  return letGo(tx, gone)
}

async function letGo(tx: Tx, gone: readonly AnswerFileRow[]): Promise<FileKey[]> {
  const free: FileKey[] = []
  for (const { networkId, sha256 } of gone) {
    if (await isSpokenOf(tx, { networkId, sha256 })) continue
    await forgetFile(tx, networkId, sha256)
    free.push({ networkId, sha256 })
  }
  return free
}

/** Writes down what the scanner said. */
export async function scanned(db: Db, { networkId, sha256 }: FileKey, scan: AnswerScan): Promise<void> {
  await db
    .update(answerFile)
    .set({ scan })
    .where(and(eq(answerFile.networkId, networkId), eq(answerFile.sha256, sha256)))
}
