/** Decisions, action points and answers changed outside the editor: what the text says in the text, owners beside it. */
import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import { keepActions } from '#actions/keeping/writes.ts'
import { linkFor } from '#actions/links/writes.ts'
import { action } from '#actions/tables.ts'
import { type Actor, personActor } from '#actor.ts'
import { itemPath, meetingById } from '#meeting/reads.ts'
import { type MeetingRow, mayReadPart, mayWriteMinutes } from '#meeting/rules.ts'
import { networkById } from '#network/reads.ts'
import { membership, organisation } from '#network/tables.ts'
import { holdsIdentityNumber } from '#people/identity/rules.ts'
import { person } from '#people/tables.ts'
import { inTransaction, record } from '#platform/activity/writes.ts'
import type { Tx } from '#platform/db/db.ts'
import { Conflict, Invalid, NotFound, Refused } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { Written } from '#platform/mail/letter.tsx'
import { queueMail } from '#platform/mail/writes.ts'
import { itemById } from '#programme/reads.ts'
import { type Block, blocksIn, type MinutesDocument } from '../document.ts'
import { checkDocument } from '../forms.ts'
import type { Place } from '../reads.ts'
import { type MinutesRow, mayWrite, penOf } from '../rules.ts'
import { sameText, sumOf } from '../standing/rules.ts'
import { act } from '../standing/writes.ts'
import { minutesObject, minutesRevision } from '../tables.ts'
import { enforce, locked, makeStand } from '../writes.ts'
import { keepObjects } from './keeping/writes.ts'
import { type BlockChange, changeBlock, type ObjectRow, type Owner, type OwnerLetter } from './rules.ts'

/** What is needed to tell somebody: the ground, and the letter that says it (`./mails.tsx`). */
export interface Teller {
  readonly ground: Ground
  readonly letter: (what: OwnerLetter) => Written
}

export interface Edit {
  /** The revision that whoever changes it saw. */
  readonly basedOn: number
  /** A sum of the block as they saw it: what is written together stands for a while before it is a revision. */
  readonly seen?: string
  readonly change: BlockChange
  readonly owner: Owner
  /** Tell a new owner at once, not first when the minutes are approved. */
  readonly tellNow: boolean
}

/**
 * Changes a decision, an action point or an answer: in the text, as a revision, and who owns it. What others wrote elsewhere in
 * the text meanwhile is no hindrance. In approved minutes only the owner can be changed.
 * @returns whether the owner was told just now
 * @throws NotFound when no such block stands in the minutes
 * @throws Conflict(theirs: Block, mine) when the block itself says something else than was seen
 * @throws Refused when the minutes are approved, or somebody has them open for writing
 * @throws Invalid({personId | organisationId}) for an owner who is not of the network
 */
export async function editObject(teller: Teller, actor: Actor, place: Place, blockId: string, edit: Edit): Promise<boolean> {
  return inTransaction(teller.ground.db, async (tx) => {
    if (mayWriteMinutes(actor, place.meeting) !== 'yes') throw new NotFound()
    const row = await locked(tx, place.meeting, place.item.id)
    const block = blocksIn(row.document).find((one) => one.id === blockId)
    if (!block) throw new NotFound()
    const document = await writeBlock(tx, actor, place.meeting, row, block, edit)
    // Minutes from before there were rows have none yet.
    await keepObjects(tx, row, document)
    if (block.kind !== 'action') return false
    const owned = await giveTo(tx, actor, row, blockId, edit.owner)
    await keepActions(tx, { ...row, document })
    if (!edit.tellNow) return false
    if (holdsIdentityNumber(owned.text)) throw new Refused('minutes_identity_number')
    return tellOwner(teller, tx, place.meeting, owned, row.state === 'approved')
  })
}

/** The one place where a change of a block becomes the text that stands. @returns the text that stands after it */
async function writeBlock(
  tx: Tx,
  actor: Actor,
  meeting: MeetingRow,
  row: MinutesRow,
  block: Block,
  { basedOn, seen: sum, change }: Edit,
): Promise<MinutesDocument> {
  const document = checkDocument(changeBlock(row.document, block.id, change))
  if (sameText(document, row.document)) return row.document
  enforce(mayWrite(actor, meeting, row))
  if (penOf(row, actor.person?.id ?? null, '', Temporal.Now.instant()) === 'held')
    throw new Refused('minutes_someone_else_writes')
  const seen = sum === sumOf(block) || row.number === basedOn ? block : await blockAt(tx, row, basedOn, block.id)
  if (!sameText(seen, block)) throw new Conflict<unknown>(block, change)
  const saved = await makeStand(tx, actor, row, document, { reason: 'save' })
  await record(tx, actor, act(meeting, row, 'minutes.saved', { number: saved.number, block: block.id }))
  return document
}

async function blockAt(tx: Tx, row: MinutesRow, number: number, id: string): Promise<Block | null> {
  const [revision] = await tx
    .select({ document: minutesRevision.document })
    .from(minutesRevision)
    .where(and(eq(minutesRevision.minutesId, row.id), eq(minutesRevision.number, number)))
  return blocksIn(revision?.document ?? { type: 'doc' }).find((one) => one.id === id) ?? null
}

async function giveTo(tx: Tx, actor: Actor, row: MinutesRow, blockId: string, owner: Owner): Promise<ObjectRow> {
  const [before] = await tx
    .select()
    .from(minutesObject)
    .where(and(eq(minutesObject.minutesId, row.id), eq(minutesObject.blockId, blockId)))
    .for('update')
  if (!before) throw new NotFound()
  if (before.personId === owner.personId && before.organisationId === owner.organisationId) return before
  await checkOwner(tx, row.networkId, before, owner)
  const [after] = await tx
    .update(minutesObject)
    .set({ ...owner, updatedAt: sql`now()` })
    .where(eq(minutesObject.id, before.id))
    .returning()
  const was = { personId: before.personId, organisationId: before.organisationId }
  await record(tx, actor, {
    ...act({ id: row.meetingId, networkId: row.networkId }, row, 'minutes.owner_given', { block: blockId, ...owner }),
    before: was,
  })
  return after!
}

/** Someone who has left may go on owning what they owned; new owners are of the network now. */
async function checkOwner(tx: Tx, networkId: string, before: Owner, owner: Owner): Promise<void> {
  if (owner.personId && owner.personId !== before.personId) {
    const [known] = await tx
      .select({ id: membership.id })
      .from(membership)
      .where(and(eq(membership.networkId, networkId), eq(membership.personId, owner.personId), isNull(membership.to)))
    if (!known) throw new Invalid({ personId: 'decisions_owner_wrong' })
  }
  if (owner.organisationId && owner.organisationId !== before.organisationId) {
    const [known] = await tx
      .select({ id: organisation.id })
      .from(organisation)
      .where(
        and(eq(organisation.networkId, networkId), eq(organisation.id, owner.organisationId), isNull(organisation.deletedAt)),
      )
    if (!known) throw new Invalid({ organisationId: 'decisions_owner_wrong' })
  }
}

/** Tells the owners of a text that was just approved, each who has not been told before. */
export async function tellOwners(teller: Teller, tx: Tx, meeting: MeetingRow, row: Pick<MinutesRow, 'id'>): Promise<void> {
  const owned = await tx
    .select()
    .from(minutesObject)
    .where(
      and(
        eq(minutesObject.minutesId, row.id),
        eq(minutesObject.kind, 'action'),
        isNull(minutesObject.removedAt),
        isNotNull(minutesObject.personId),
      ),
    )
    .for('update')
  for (const one of owned) await tellOwner(teller, tx, meeting, one, true)
}

/** @returns whether there was somebody to tell who had not been told */
async function tellOwner(
  { ground, letter }: Teller,
  tx: Tx,
  meeting: MeetingRow,
  row: ObjectRow,
  approved: boolean,
): Promise<boolean> {
  if (row.personId === null || row.personId === row.toldPersonId) return false
  const [to] = await tx
    .select({ email: person.email, locale: person.locale })
    .from(person)
    .where(and(eq(person.id, row.personId), isNull(person.deletedAt)))
  if (!to?.email) return false
  const [live] = await tx.select().from(action).where(eq(action.objectId, row.id))
  // It went to somebody else in the meantime, who was told then.
  if (live && live.personId !== row.personId) return false
  const network = (await networkById(tx, row.networkId))!
  const seen = await seenBy(tx, row, `${ground.config.baseUrl}/${network.slug}`)
  const own = seen && live && (await linkFor(tx, ground.secret, { ...owned(live), personId: row.personId }))
  const written = letter({
    locale: to.locale ?? meeting.locale,
    network,
    row,
    approved,
    meeting: seen,
    own: own ? ground.config.baseUrl + own : null,
  })
  await queueMail(ground, tx, { networkId: row.networkId, to: to.email, kind: 'action', ...written })
  await tx.update(minutesObject).set({ toldPersonId: row.personId, toldAt: sql`now()` }).where(eq(minutesObject.id, row.id))
  return true
}

const owned = ({ id, networkId }: { readonly id: string; readonly networkId: string }) => ({ actionId: id, networkId })

/** What an owner may be told of where it was said; null where they may not read the item. @param base address of the network */
async function seenBy(tx: Tx, row: ObjectRow, base: string): Promise<OwnerLetter['meeting']> {
  const meeting = await meetingById(tx, row.meetingId)
  const item = meeting && (await itemById(tx, meeting.id, row.itemId))
  if (!item) return null
  const reader = await personActor(tx, row.personId!, { networkId: row.networkId, meetingId: meeting.id })
  if (mayReadPart(reader, meeting, item.audience) !== 'yes') return null
  return { title: meeting.title, href: `${itemPath(`${base}/${meeting.slug}`, item, meeting.locale)}#minutes` }
}
