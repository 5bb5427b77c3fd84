/** Sending something in, and what the organisers make of it. Whoever sent it is told, in the same transaction. */
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { PgUpdateSetSource } from 'drizzle-orm/pg-core'
import type { Actor } from '#actor.ts'
import { meetingById } from '#meeting/reads.ts'
import { type MeetingRow, mayChair, mayEdit } from '#meeting/rules.ts'
import { type NetworkRow, networkById } from '#network/reads.ts'
import { person } from '#people/tables.ts'
import { inTransaction, record } from '#platform/activity/writes.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { NotFound, Refused } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import { meetingSubject, roomSubject, type Subject } from '#platform/live/subjects.ts'
import type { Written } from '#platform/mail/letter.tsx'
import { queueMail } from '#platform/mail/writes.ts'
import type { Locale } from '#platform/words/text.ts'
import { emptyEdit } from '#programme/forms.ts'
import { itemById } from '#programme/reads.ts'
import { addItem } from '#programme/writes.ts'
import type { Sent } from './forms.ts'
import { inputById } from './reads.ts'
import { type Became, type InputRow, mayRemove, maySend } from './rules.ts'
import { input } from './tables.ts'

/** What is needed to tell somebody: the ground, and the letter that says it (`./mails.tsx`). */
export interface Teller {
  readonly ground: Ground
  readonly letter: (
    locale: Locale,
    row: InputRow,
    at: { readonly network: NetworkRow; readonly meeting: MeetingRow; readonly base: string },
    became: Became,
  ) => Written
}

/** Who sends, as far as the session does not say it. */
export interface Sender {
  readonly name: string
  readonly email: string | null
}

/**
 * Keeps what somebody sent in. It waits until an organiser has looked at it.
 * @param sender for somebody who is not signed in
 * @throws Refused when nothing can be sent in now
 */
export async function send(
  db: Db,
  actor: Actor,
  row: MeetingRow,
  sent: Sent,
  sender: Sender | null,
  locale: Locale,
): Promise<InputRow> {
  return inTransaction(db, async (tx) => {
    const verdict = maySend(actor, row, Temporal.Now.instant())
    if (verdict !== 'yes') throw new Refused(verdict)
    const [made] = await tx
      .insert(input)
      .values({
        networkId: row.networkId,
        meetingId: row.id,
        kind: sent.kind,
        text: sent.text,
        locale,
        personId: actor.person?.id ?? null,
        name: actor.person?.name ?? sender?.name ?? null,
        email: actor.person ? null : (sender?.email ?? null),
        ...(sent.kind === 'matter'
          ? { why: sent.why, outcome: sent.outcome, minutes: sent.minutes }
          : { itemId: sent.item, nameless: sent.nameless === 'on' }),
      })
      .returning()
    await note(tx, actor, made!, 'input.sent')
    return made!
  })
}

/** Shows it to all as it was sent, not yet answered; or takes that back. */
export async function show(db: Db, actor: Actor, meetingId: string, id: string, shown: boolean): Promise<void> {
  await decide(db, actor, meetingId, id, shown ? 'input.shown' : 'input.hidden', async (tx, row) => {
    // What has been answered or taken up is seen with what came of it: there is nothing to hide any more.
    if (row.state !== 'waiting' && row.state !== 'shown') throw new Refused('questions_taken_up')
    return put(tx, row, { state: shown ? 'shown' : 'waiting' })
  })
}

/**
 * Answers in writing, for all to read; or declines, for whoever sent it. May be written anew. They are told the first time and
 * whenever the words are others. For organisers, and for those who lead the meeting.
 * @param locale the language the answer is written in
 */
export async function answer(
  teller: Teller,
  actor: Actor,
  meetingId: string,
  id: string,
  given: { readonly answer: string; readonly as: 'answered' | 'declined'; readonly locale: Locale },
): Promise<void> {
  await decide(
    teller.ground.db,
    actor,
    meetingId,
    id,
    `input.${given.as}`,
    async (tx, row, meeting) => {
      if (row.state === 'item' || row.state === 'moved') throw new Refused('questions_taken_up')
      const words = { [given.locale]: given.answer }
      const same = row.state === given.as && row.answer?.[given.locale] === given.answer
      const after = await put(tx, row, {
        state: given.as,
        answer: words,
        answeredBy: actor.person?.id ?? null,
        answeredByName: actor.person?.name ?? null,
        answeredAt: sql`now()`,
        answeringAt: null,
      })
      if (!same) await tell(teller, tx, after, meeting, { as: given.as, answer: given.answer })
      return after
    },
    mayChair,
  )
}

/** Makes an item of it, on the shelf, to be given its place in the programme. @returns the item's number */
export async function makeItem(teller: Teller, actor: Actor, meetingId: string, id: string): Promise<number> {
  let number = 0
  await decide(teller.ground.db, actor, meetingId, id, 'input.made_item', async (tx, row, meeting) => {
    // Pressed twice it is one item.
    if (row.state === 'item' && row.madeItemId) {
      number = (await itemById(tx, meetingId, row.madeItemId)).publicId
      return row
    }
    if (row.state === 'item' || row.state === 'moved') throw new Refused('questions_taken_up')
    const [title = '', ...rest] = row.text.split('\n')
    const description = [rest.join('\n').trim(), row.why, row.outcome].filter(Boolean).join('\n\n')
    const made = await addItem(
      tx,
      actor,
      meetingId,
      { dayId: null },
      {
        ...emptyEdit,
        kind: 'other',
        title: { [meeting.locale]: title },
        description: description ? { [meeting.locale]: description } : null,
        expectsMinutes: true,
      },
    )
    number = made.publicId
    const after = await put(tx, row, { state: 'item', madeItemId: made.id, answeringAt: null })
    await tell(teller, tx, after, meeting, { as: 'item' })
    return after
  })
  return number
}

/** Takes it to another meeting of the network, where it waits anew. */
export async function moveOn(teller: Teller, actor: Actor, meetingId: string, id: string, toId: string): Promise<void> {
  await decide(teller.ground.db, actor, meetingId, id, 'input.moved', async (tx, row, meeting) => {
    if (row.state === 'item' || row.state === 'moved') throw new Refused('questions_taken_up')
    const to = await meetingById(tx, toId)
    if (!to || to.networkId !== row.networkId || to.template || to.id === meeting.id) throw new NotFound()
    const { id: _, itemId: __, version: ___, createdAt: ____, updatedAt: _____, ...same } = row
    const [copy] = await tx
      .insert(input)
      .values({ ...same, meetingId: to.id, state: 'waiting', mergedInto: null, answeringAt: null, notedAt: null })
      .returning()
    await note(tx, actor, copy!, 'input.sent')
    const after = await put(tx, row, { state: 'moved', movedTo: to.id, answeringAt: null })
    await tell(teller, tx, after, meeting, { as: 'moved', to })
    return after
  })
}

/** Takes it away, or brings it back: the undo. For organisers, and for whoever sent it as long as nothing came of it. */
export async function remove(db: Db, actor: Actor, meeting: MeetingRow, id: string, removed: boolean): Promise<void> {
  await inTransaction(db, async (tx) => {
    const [row] = await tx
      .select()
      .from(input)
      .where(and(eq(input.id, id), eq(input.meetingId, meeting.id)))
      .for('update')
    if (!row) throw new NotFound()
    const verdict = mayRemove(actor, row, mayEdit(actor, meeting) === 'yes')
    if (verdict === 'meeting_not_yours') throw new NotFound()
    if (verdict !== 'yes') throw new Refused(verdict)
    await putAway(tx, row, removed)
    await note(tx, actor, row, removed ? 'input.removed' : 'input.restored')
  })
}

/** What said the same as something that goes stands by itself again. */
export async function putAway(tx: Tx, row: InputRow, away: boolean): Promise<void> {
  await put(tx, row, { deletedAt: away ? sql`now()` : null, answeringAt: null })
  if (away) await tx.update(input).set({ mergedInto: null }).where(eq(input.mergedInto, row.id))
}

/** One decision, with the row held meanwhile. @param may whose it is to make; organisers' unless told otherwise */
async function decide(
  db: Db,
  actor: Actor,
  meetingId: string,
  id: string,
  action: string,
  work: (tx: Tx, row: InputRow, meeting: MeetingRow) => Promise<InputRow>,
  may: typeof mayEdit | typeof mayChair = mayEdit,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const meeting = await meetingById(tx, meetingId)
    if (!meeting) throw new NotFound()
    const verdict = may(actor, meeting)
    if (verdict !== 'yes') throw new Refused(verdict)
    await note(tx, actor, await work(tx, await held(tx, meetingId, id), meeting), action)
  })
}

/** The row, held until the end of the transaction. @throws NotFound */
export async function held(tx: Tx, meetingId: string, id: string): Promise<InputRow> {
  const row = await inputById(tx, meetingId, id)
  await tx.select({ id: input.id }).from(input).where(eq(input.id, row.id)).for('update')
  return inputById(tx, meetingId, id)
}

export async function put(tx: Tx, row: InputRow, changes: PgUpdateSetSource<typeof input>): Promise<InputRow> {
  const [after] = await tx
    .update(input)
    .set({ ...changes, version: sql`${input.version} + 1`, updatedAt: sql`now()` })
    .where(eq(input.id, row.id))
    .returning()
  return after!
}

/** One mail to whoever sent it, where there is an address and it was not they who decided. */
async function tell({ ground, letter }: Teller, tx: Tx, row: InputRow, meeting: MeetingRow, became: Became): Promise<void> {
  const [known] = row.personId
    ? await tx
        .select({ email: person.email, locale: person.locale })
        .from(person)
        .where(and(eq(person.id, row.personId), isNull(person.deletedAt)))
    : []
  const to = known?.email ?? row.email
  if (!to) return
  const network = (await networkById(tx, row.networkId))!
  const at = { network, meeting, base: ground.config.baseUrl }
  const written = letter(known?.locale ?? row.locale, row, at, became)
  await queueMail(ground, tx, { networkId: row.networkId, to, kind: 'input', ...written })
}

export const note = (
  tx: Tx,
  actor: Actor,
  row: Pick<InputRow, 'id' | 'networkId' | 'meetingId'>,
  action: string,
  raises: readonly Subject[] = [meetingSubject(row.meetingId), roomSubject(row.meetingId)],
) =>
  record(tx, actor, { networkId: row.networkId, action, about: { kind: 'input', id: row.id }, meetingId: row.meetingId, raises })
