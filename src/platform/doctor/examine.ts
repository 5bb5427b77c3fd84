/** The whole examination, in the order in which trouble should be looked for. It never changes anything. */
import type { Config } from '#config.ts'
import type { Db } from '../db/db.ts'
import type { FileStore } from '../files/store.ts'
import { troubleInWords } from '../trouble.ts'
import { examineDatabase, examineOutbox } from './database.ts'
import { examineFiles, type Looking } from './files.ts'
import { type Finding, wrong } from './finding.ts'
import { examineDisk, examineMail, examinePrograms, examineScanner, examineSettings } from './machine.ts'

export interface Patient {
  readonly config: Config
  /** One that refuses changes; or what went wrong when it was looked for. */
  readonly db: Db | Error
  readonly store: FileStore
  /** What features know of their files. */
  readonly files: (db: Db) => Pick<Looking, 'namesOf' | 'unknown'>
  /** What features have to say of themselves. */
  readonly also?: (db: Db) => Promise<Finding[]>
  readonly onProgress?: NonNullable<Looking['onProgress']>
}

/** Findings, as soon as they are made. */
export async function* examine(patient: Patient): AsyncGenerator<Finding> {
  const { config, store, onProgress } = patient
  yield* examineSettings(config)
  yield* await examineDisk(config)
  const database = patient.db instanceof Error ? [unreachable(patient.db, config)] : await known(patient.db, config)
  yield* database
  const db = patient.db instanceof Error || database.some((finding) => finding.is === 'wrong') ? null : patient.db
  yield* await examineFiles(store, { db, ...(db && patient.files(db)), ...(onProgress && { onProgress }) }).catch((error) => [
    wrong('files', `The files cannot be read: ${(error as Error).message || (error as Error).name}`),
  ])
  yield* await examinePrograms(config)
  yield* await examineScanner(config)
  yield* await examineMail(config)
  if (db) yield* await examineOutbox(db)
  if (db && patient.also) yield* await patient.also(db)
}

const known = (db: Db, config: Config): Promise<Finding[]> => examineDatabase(db).catch((error) => [unreachable(error, config)])

/** Drizzle says which query failed; what matters is why. */
function unreachable(error: Error, config: Config): Finding {
  return wrong('database', troubleInWords(error.cause ?? error, config))
}
