/**
 * Letters to many. What is written together is put in the outbox together: one insert for the mails, one for who got them,
 * in the transaction of the act they tell of. Who stands as a receiver of a notice is not written to again, however often
 * the job is begun.
 */

import { sql } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import type { Tx } from '#platform/db/db.ts'
import { newId } from '#platform/db/id.ts'
import type { Ground } from '#platform/ground.ts'
import type { Written } from '#platform/mail/letter.tsx'
import type { CalendarPart } from '#platform/mail/tables.ts'
import { queueSerials } from '#platform/mail/writes.ts'
import type { Words } from '#platform/words/text.ts'
import type { Audience } from '../audience/rules.ts'
import { notice, noticeReceiver } from '../tables.ts'

/** What the outbox calls letters that an organiser wrote. */
export const NOTICE = 'notice'

/** Who gets a letter. */
export interface Receiving {
  /** In small letters. */
  readonly email: string
  readonly personId: string | null
  readonly registrationId: string | null
  readonly calendar?: CalendarPart
}

/** One letter to one address, in the language of whoever reads there. */
export interface Letter extends Written, Receiving {
  readonly headers?: Record<string, string>
}

/** One letter to some: marks in it stand for what differs between them. */
export interface Pattern extends Written {
  readonly headers?: Record<string, string>
  readonly marks: readonly string[]
  readonly receivers: readonly (Receiving & { readonly fills: readonly string[] })[]
}

interface Of {
  readonly networkId: string
  readonly noticeId: string
  /** What the outbox calls them. */
  readonly kind?: string
}

/**
 * Puts letters of a notice in the outbox.
 * @returns how many; those who got this notice already are left out
 */
export const sendLetters = (
  ground: Pick<Ground, 'config' | 'jobs'>,
  tx: Tx,
  of: Of,
  letters: readonly Letter[],
): Promise<number> =>
  sendPatterns(
    ground,
    tx,
    of,
    letters.map(({ email, personId, registrationId, calendar, ...written }) => ({
      ...written,
      marks: [],
      receivers: [{ email, personId, registrationId, fills: [], ...(calendar && { calendar }) }],
    })),
  )

/** As `sendLetters`, for letters that are alike. */
export async function sendPatterns(
  ground: Pick<Ground, 'config' | 'jobs'>,
  tx: Tx,
  { networkId, noticeId, kind = NOTICE }: Of,
  patterns: readonly Pattern[],
): Promise<number> {
  const serials = patterns.map(({ receivers, ...written }) => ({
    ...written,
    networkId,
    kind,
    to: receivers.map((one) => ({ ...one, id: newId(), to: one.email })),
  }))
  const rows = serials.flatMap((serial) =>
    serial.to.map(({ email, personId, registrationId, id }) => ({
      email,
      person_id: personId,
      registration_id: registrationId,
      mail_id: id,
    })),
  )
  if (rows.length === 0) return 0
  const { rows: fresh } = await tx.execute<{ mail_id: string }>(sql`
    insert into ${noticeReceiver} (notice_id, network_id, email, person_id, registration_id, mail_id)
    select ${noticeId}::uuid, ${networkId}::uuid, email, person_id, registration_id, mail_id
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(email text, person_id uuid, registration_id uuid, mail_id uuid)
    on conflict do nothing returning mail_id`)
  const due = new Set(fresh.map((one) => one.mail_id))
  const going = serials.map((serial) => ({ ...serial, to: serial.to.filter(({ id }) => due.has(id)) }))
  await queueSerials(ground, tx, going)
  return due.size
}

/** What was told by another way than the composer's, for the list of what has been sent: a change of plan. */
export async function noteNotice(
  tx: Tx,
  by: Pick<Actor, 'person'>,
  told: {
    readonly networkId: string
    readonly meetingId: string | null
    readonly subject: Words
    readonly body: Words
    readonly audience: Partial<Audience>
    readonly inlined: 'nothing' | 'programme' | 'change'
    readonly sentTo: number
  },
): Promise<string> {
  const [row] = await tx
    .insert(notice)
    .values({
      ...told,
      audience: told.audience as Record<string, readonly string[]>,
      sentAt: Temporal.Now.instant().toString(),
      byPerson: by.person?.id ?? null,
      byName: by.person?.name ?? null,
    })
    .returning({ id: notice.id })
  return row!.id
}
