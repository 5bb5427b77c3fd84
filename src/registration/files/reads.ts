/** The files that were given as answers. */
import { and, eq, inArray } from 'drizzle-orm'
import type { Db } from '#platform/db/db.ts'
import { isId } from '#platform/db/id.ts'
import { answerFile } from '../tables.ts'
import type { AnswerFileRow } from './rules.ts'

/** Of one registration, by question. */
export async function filesOf(db: Db, registrationId: string): Promise<Readonly<Record<string, AnswerFileRow>>> {
  const rows = await db.select().from(answerFile).where(eq(answerFile.registrationId, registrationId))
  return Object.fromEntries(rows.map((row) => [row.questionId, row]))
}

/** Of everybody at a meeting. */
export const filesAt = (db: Db, meetingId: string): Promise<AnswerFileRow[]> =>
  db.select().from(answerFile).where(eq(answerFile.meetingId, meetingId))

export async function fileAnswer(db: Db, registrationId: string, questionId: string): Promise<AnswerFileRow | null> {
  if (!isId(registrationId)) return null
  const [row] = await db
    .select()
    .from(answerFile)
    .where(and(eq(answerFile.registrationId, registrationId), eq(answerFile.questionId, questionId)))
  return row ?? null
}

/** Those nobody has looked through yet, the oldest first. */
export const unscanned = (db: Db, limit: number): Promise<AnswerFileRow[]> =>
  db
    .select()
    .from(answerFile)
    .where(inArray(answerFile.scan, ['off', 'waiting']))
    .orderBy(answerFile.at)
    .limit(limit)
