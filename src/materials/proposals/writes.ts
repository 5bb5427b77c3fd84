/**
 * Speakers' corrections: proposed, decided, taken back. What is accepted is an operation on the programme, so that versions
 * know it; a biography is none of the programme's and is written beside it.
 */
import { and, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import { type Actor, jobActor } from '#actor.ts'
import type { MeetingRow } from '#meeting/reads.ts'
import { mayAddMaterial, mayEdit } from '#meeting/rules.ts'
import { inTransaction, record } from '#platform/activity/writes.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { Conflict, NotFound, Refused } from '#platform/errors.ts'
import { meetingSubject } from '#platform/live/subjects.ts'
import { appearancesOf } from '#programme/appearances/reads.ts'
import { writeAppearance } from '#programme/appearances/writes.ts'
import { operate } from '#programme/operation/writes.ts'
import type { Place } from '../reads.ts'
import { proposal } from '../tables.ts'
import { proposalsOf, textsNow } from './reads.ts'
import { type Corrected, fieldOf, type ProposalRow, reworded, standingOf, type Texts, touched, withTexts } from './rules.ts'

interface Appearance {
  readonly meeting: Pick<MeetingRow, 'id' | 'networkId' | 'locale'>
  readonly itemId: string
  readonly speakerId: string
}

/** What became of a correction: it waits, it went in, or nothing had been changed. */
export type Proposed = 'waits' | 'went_in' | 'same'

/**
 * Takes what a speaker would like to have corrected. Whether it waits for an organiser or goes straight in, the meeting says.
 * A text written back to how it stands takes its proposal back.
 * @param form.shown what stood in the form's fields when it was made
 * @throws Conflict with the texts as they stand where one that goes straight in was changed by others meanwhile
 */
export function propose(
  db: Db,
  actor: Actor,
  { meeting, item }: Place,
  form: { readonly shown: Texts; readonly mine: Texts },
): Promise<Proposed> {
  return inTransaction(db, async (tx) => {
    const speakerId = actor.speaker?.id
    if (!speakerId || mayAddMaterial(actor, item) !== 'yes') throw new NotFound()
    const now = await textsNow(tx, speakerId, meeting.locale)
    const fields = touched(form.shown, form.mine)
    const { open } = await proposalsOf(tx, speakerId)
    const own = open.filter((row) => fields.includes(fieldOf(row)))
    const direct = meeting.corrections === 'direct'
    // Where a proposal of one's own stood in the field, one has not seen what stands beneath it.
    const seen = (field: Corrected) => own.find((row) => fieldOf(row) === field)?.was[field] ?? form.shown[field]
    const changed = fields.filter((field) => now[field] !== form.mine[field])
    if (direct && changed.some((field) => now[field] !== seen(field))) throw new Conflict<Texts>(now, form.mine)
    if (own.length > 0) await tx.delete(proposal).where(inArray(proposal.id, ids(own)))
    if (changed.length > 0) {
      const made = await tx
        .insert(proposal)
        .values(
          changed.map((field) => ({
            ...{ networkId: meeting.networkId, meetingId: meeting.id, itemId: item.id, speakerId },
            ...{ proposed: { [field]: form.mine[field] }, was: { [field]: now[field] } },
            ...(direct && { decidedAt: sql`now()`, accepted: true }),
          })),
        )
        .returning()
      if (direct) {
        // The program does it, on the meeting's standing word.
        const program = jobActor(meeting.networkId)
        await write(tx, program, { meeting, itemId: item.id, speakerId }, textsIn(made, 'proposed'), actor.speaker?.name)
      }
    }
    if (changed.length + own.length > 0)
      await note(tx, actor, meeting, direct ? 'proposal.went_in' : 'proposal.made', speakerId, changed)
    if (changed.length === 0) return own.length > 0 ? 'waits' : 'same'
    return direct ? 'went_in' : 'waits'
  })
}

/** Takes a proposal of one's own back. @throws NotFound when it is not there, not theirs, or decided */
export function withdrawProposal(db: Db, actor: Actor, { meeting }: Place, id: string): Promise<void> {
  return inTransaction(db, async (tx) => {
    const speakerId = actor.speaker?.id
    if (!speakerId) throw new NotFound()
    const [row] = await tx
      .delete(proposal)
      .where(and(eq(proposal.id, id), eq(proposal.speakerId, speakerId), isNull(proposal.decidedAt)))
      .returning()
    if (!row) throw new NotFound()
    await note(tx, actor, meeting, 'proposal.withdrawn', speakerId, [fieldOf(row)])
  })
}

/**
 * Accepts or declines what waits.
 * @param how.anyway accepts also where the text has been changed since it was proposed
 * @returns how many were decided
 * @throws Refused to all but organisers, and when all were decided already; Conflict with the texts that have changed since
 */
export function decide(
  db: Db,
  actor: Actor,
  meeting: MeetingRow,
  chosen: readonly string[],
  how: { readonly accept: boolean; readonly anyway?: boolean },
): Promise<number> {
  return inTransaction(db, async (tx) => {
    const rows = await held(tx, actor, meeting, chosen, isNull(proposal.decidedAt))
    if (rows.length === 0) throw new Refused('guest_already')
    if (how.accept)
      for (const [speakerId, own] of Map.groupBy(rows, (row) => row.speakerId)) {
        const now = await textsNow(tx, speakerId, meeting.locale)
        if (!how.anyway) demandUnchanged(own, now)
        await write(tx, actor, { meeting, itemId: own[0]!.itemId, speakerId }, textsIn(own, 'proposed'))
        // What stood at this moment is what taking the decision back restores.
        for (const row of own)
          await tx
            .update(proposal)
            .set({ was: { [fieldOf(row)]: now[fieldOf(row)] } })
            .where(eq(proposal.id, row.id))
      }
    await tx
      .update(proposal)
      .set({ decidedAt: sql`now()`, decidedBy: actor.person?.id ?? null, accepted: how.accept })
      .where(inArray(proposal.id, ids(rows)))
    for (const row of rows)
      await note(tx, actor, meeting, how.accept ? 'proposal.accepted' : 'proposal.declined', row.speakerId, [fieldOf(row)])
    return rows.length
  })
}

/**
 * Takes a decision back: what was accepted stands as before, and waits again.
 * @throws Refused when a text has been changed again since
 */
export function reopen(db: Db, actor: Actor, meeting: MeetingRow, chosen: readonly string[]): Promise<void> {
  return inTransaction(db, async (tx) => {
    const rows = await held(tx, actor, meeting, chosen, isNotNull(proposal.decidedAt))
    if (rows.length === 0) throw new NotFound()
    const accepted = rows.filter((row) => row.accepted)
    for (const [speakerId, own] of Map.groupBy(accepted, (row) => row.speakerId)) {
      const now = await textsNow(tx, speakerId, meeting.locale)
      if (own.some((row) => now[fieldOf(row)] !== row.proposed[fieldOf(row)])) throw new Refused('guest_changed_since')
      await write(tx, actor, { meeting, itemId: own[0]!.itemId, speakerId }, textsIn(own, 'was'))
    }
    await tx
      .update(proposal)
      .set({ decidedAt: null, decidedBy: null, accepted: null })
      .where(inArray(proposal.id, ids(rows)))
    for (const row of rows) await note(tx, actor, meeting, 'proposal.reopened', row.speakerId, [fieldOf(row)])
  })
}

/** Writes the biography of someone who speaks on an item. @throws Refused to all but organisers; NotFound */
export function writeBio(db: Db, actor: Actor, { meeting, item }: Place, speakerId: string, bio: string): Promise<void> {
  return inTransaction(db, async (tx) => {
    const may = mayEdit(actor, item)
    if (may !== 'yes') throw new Refused(may)
    if (!item.speakers.some((one) => one.id === speakerId)) throw new NotFound()
    await write(tx, actor, { meeting, itemId: item.id, speakerId }, { bio })
    await note(tx, actor, meeting, 'appearance.bio', speakerId, ['bio'])
  })
}

async function held(tx: Tx, actor: Actor, meeting: MeetingRow, chosen: readonly string[], which: ReturnType<typeof isNull>) {
  const may = mayEdit(actor, meeting)
  if (may !== 'yes') throw new Refused(may)
  return tx
    .select()
    .from(proposal)
    .where(and(eq(proposal.meetingId, meeting.id), inArray(proposal.id, [...chosen]), which))
    .orderBy(proposal.id)
    .for('update')
}

/** Writes texts where each belongs: the programme's as one operation, the biography beside it. */
async function write(
  tx: Tx,
  actor: Actor,
  { meeting, itemId, speakerId }: Appearance,
  texts: Partial<Texts>,
  byName?: string,
): Promise<void> {
  const { bio, ...ofProgramme } = texts
  if (Object.keys(ofProgramme).length > 0)
    await operate(
      tx,
      actor,
      meeting.id,
      'item.corrected',
      (programme) => ({
        ...programme,
        items: programme.items.map((one) => (one.id === itemId ? withTexts(one, speakerId, ofProgramme, meeting.locale) : one)),
      }),
      { about: itemId, ...(byName && { byName }) },
    )
  if (bio === undefined) return
  const stands = (await appearancesOf(tx, [speakerId])).get(speakerId)?.bio ?? null
  const of = { id: speakerId, networkId: meeting.networkId, meetingId: meeting.id }
  await writeAppearance(tx, of, { bio: reworded(stands, bio, meeting.locale) })
}

function demandUnchanged(rows: readonly ProposalRow[], now: Texts): void {
  const changed = rows.filter((row) => standingOf(row, now) === 'changed')
  if (changed.length > 0) throw new Conflict<Partial<Texts>>(now, textsIn(changed, 'proposed'))
}

const textsIn = (rows: readonly ProposalRow[], which: 'was' | 'proposed'): Partial<Texts> =>
  Object.assign({}, ...rows.map((row) => row[which])) as Partial<Texts>

const ids = (rows: readonly ProposalRow[]): string[] => rows.map((row) => row.id)

const note = (
  tx: Tx,
  actor: Actor,
  meeting: Pick<MeetingRow, 'id' | 'networkId'>,
  action: string,
  speakerId: string,
  fields: readonly Corrected[],
) =>
  record(tx, actor, {
    networkId: meeting.networkId,
    meetingId: meeting.id,
    action,
    about: { kind: 'speaker', id: speakerId },
    after: { fields },
    // A biography stands on the item's page; of the rest its operation tells.
    raises: fields.includes('bio') ? [meetingSubject(meeting.id)] : [],
  })
