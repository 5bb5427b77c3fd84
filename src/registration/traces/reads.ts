import { and, eq, inArray } from 'drizzle-orm'
import { meeting } from '#meeting/tables.ts'
import type { Sought, Trace } from '#people/traces/rules.ts'
import { either } from '#platform/db/conditions.ts'
import type { Db } from '#platform/db/db.ts'
import { answerFile, attendance, registration, registrationForm, specialAnswer } from '../tables.ts'

/** The registrations of somebody, also those that others made for them. */
export const registrationOf = ({ personId, email }: Sought) =>
  either(personId !== null && eq(registration.personId, personId), email !== null && eq(registration.email, email))

/**
 * With the answers under what was asked. Those that are special too: they are one's own.
 * @param only this registration, where nothing more is known of whoever asks
 */
export async function registrationTraces(db: Db, who: Sought, only?: string): Promise<Trace[]> {
  const own = await db
    .select({ row: registration, meeting: meeting.title, questions: registrationForm.questions })
    .from(registration)
    .innerJoin(meeting, eq(meeting.id, registration.meetingId))
    .leftJoin(registrationForm, eq(registrationForm.meetingId, registration.meetingId))
    .where(and(registrationOf(who), only ? eq(registration.id, only) : undefined))
  const ids = own.map(({ row }) => row.id)
  const apart = ids.length > 0 ? await db.select().from(specialAnswer).where(inArray(specialAnswer.registrationId, ids)) : []
  const files = ids.length > 0 ? await db.select().from(answerFile).where(inArray(answerFile.registrationId, ids)) : []
  const there = await db
    .select({
      meeting: meeting.title,
      name: attendance.name,
      presence: attendance.presence,
      mode: attendance.mode,
      at: attendance.at,
    })
    .from(attendance)
    .innerJoin(meeting, eq(meeting.id, attendance.meetingId))
    .where(
      either(
        who.personId !== null && eq(attendance.personId, who.personId),
        ids.length > 0 && inArray(attendance.registrationId, ids),
      ),
    )
  const asked = (questions: (typeof own)[number]['questions'], id: string) =>
    questions?.find((question) => question.id === id)?.label ?? id
  return [
    {
      kind: 'registration',
      rows: own.map(({ row, questions, ...at }) => ({
        meeting: at.meeting,
        name: row.name,
        email: row.email,
        organisation: row.organisationName,
        office: row.office,
        state: row.state,
        mode: row.attendance,
        answers: [
          ...Object.entries(row.answers).map(([id, answer]) => ({ question: asked(questions, id), answer })),
          ...files
            .filter((file) => file.registrationId === row.id)
            .map((file) => ({ question: asked(questions, file.questionId), answer: file.fileName })),
        ],
        by: row.byName,
        at: row.createdAt,
      })),
    },
    {
      kind: 'special',
      rows: apart.map((one) => {
        const at = own.find(({ row }) => row.id === one.registrationId)!
        return { meeting: at.meeting, question: asked(at.questions, one.questionId), answer: one.answer }
      }),
    },
    { kind: 'attendance', rows: there },
  ]
}
