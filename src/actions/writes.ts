/** Actions added, told of, changed, given to others and ended. Each is locked, and its version says whether somebody was first. */
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { askForPreview } from '#materials/previews/writes.ts'
import { mayEdit } from '#meeting/rules.ts'
import type { NetworkRow } from '#network/reads.ts'
import { bury, inTransaction, record } from '#platform/activity/writes.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { Conflict, Invalid, NotFound, Refused } from '#platform/errors.ts'
import type { StoredFile } from '#platform/files/store.ts'
import { keepFile } from '#platform/files/writes.ts'
import type { Ground } from '#platform/ground.ts'
import { anywhereIn, meetingSubject } from '#platform/live/subjects.ts'
import type { Locale } from '#platform/words/text.ts'
import type { Change, New, Update } from './forms.ts'
import { voidLinks } from './links/writes.ts'
import { measureIn, nameOfOwner, ownerIn, placeIn } from './owners/reads.ts'
import { type ActionView, actionById, countUpdates } from './reads.ts'
import { type ActionRow, mayRemove, mayRewrite, mayUpdate } from './rules.ts'
import { action, actionUpdate, type OwnerThen, type UpdateVia } from './tables.ts'

export type At = Pick<NetworkRow, 'id' | 'slug' | 'timezone'>
/** Where it is written, and how those are told whom an action comes to. */
export interface Told {
  readonly db: Db
  readonly tell: (tx: Tx, rows: readonly ActionRow[], words: string | null) => Promise<void>
}
export type Arrived = StoredFile & { readonly fileName: string }

/** Adds an action beside minutes. @throws Invalid for owners and places that are not of the network */
export async function addAction({ db, tell }: Told, actor: Actor, network: At, form: New, locale: Locale): Promise<ActionRow> {
  if (mayEdit(actor, { networkId: network.id }) !== 'yes') throw new NotFound()
  return inTransaction(db, async (tx) => {
    const owner = await ownerIn(tx, network.id, form, null)
    const place = await placeIn(tx, network.id, form.place)
    const measureId = await measureIn(tx, network.id, form.measureId)
    const [row] = await tx
      .insert(action)
      .values({
        ...{ networkId: network.id, locale, text: form.text, audience: form.audience, measureId, ...place, ...owner },
        ...{ due: form.due, dueToCome: form.due === null && form.dueToCome === 'yes' },
      })
      .returning()
    await note(tx, actor, row!, 'action.added', null)
    await tell(tx, [row!], null)
    return row!
  })
}

/**
 * Tells how it goes: status, progress, words, a file.
 * @param at an ISO instant, for what was told at another time than now
 * @throws Conflict with the action as it stands when somebody changed it meanwhile
 * @throws Invalid when nothing is told
 */
export async function tellOf(
  { db, files, jobs, config }: Pick<Ground, 'db' | 'files' | 'jobs' | 'config'>,
  actor: Actor,
  network: At,
  id: string,
  form: Update,
  via: UpdateVia,
  file: Arrived | null = null,
  at?: string,
): Promise<ActionRow> {
  return inTransaction(db, async (tx) => {
    const { row, view } = await locked(tx, actor, network, id)
    allow(mayUpdate(actor, row, view))
    asSeen(row, view, form)
    const status = form.status === row.status ? null : form.status
    const progress = form.progress === row.progress ? null : form.progress
    if (!status && progress === null && !form.text && !file) throw new Invalid({ text: 'actions_nothing_told' })
    if (form.status === 'dropped' && status && !form.text) throw new Invalid({ text: 'actions_reason_missing' })
    const after = await put(tx, row, {
      ...statusSet(row, form.status, form.text, at),
      // Emptied, it is said no more.
      progress: form.status === 'done' && row.progress !== null ? 100 : form.progress,
    })
    if (file) {
      const { fileName: _, ...stored } = file
      await keepFile(tx, files, network.id, stored)
      // Looked through before anybody gets it, as every file that others send.
      await askForPreview(tx, jobs, { networkId: network.id, ...stored }, config.CLAMD_URL !== null)
    }
    await tx.insert(actionUpdate).values({
      ...of(row, actor, via),
      ...{ text: form.text, status, progress, ...(at && { at }) },
      ...(file && { sha256: file.sha256, fileName: file.fileName, mediaType: file.mediaType, size: file.size }),
    })
    await note(tx, actor, after, 'action.told', row)
    return after
  })
}

/** Says it otherwise, gives it to others, moves its date: what changed of date and owner leaves a trace. */
export async function changeAction({ db, tell }: Told, actor: Actor, network: At, id: string, form: Change): Promise<ActionRow> {
  return inTransaction(db, async (tx) => {
    const { row, view } = await locked(tx, actor, network, id)
    allow(mayUpdate(actor, row, view))
    asSeen(row, view, form)
    const rewrites =
      (form.text !== undefined && form.text !== row.text) || (form.audience !== undefined && form.audience !== row.audience)
    if (rewrites) allow(mayRewrite(actor, row, view.approved))
    const owner = await ownerIn(tx, network.id, form, row)
    const organises = mayEdit(actor, row) === 'yes'
    const measureId = form.measureId === undefined || !organises ? row.measureId : await measureIn(tx, network.id, form.measureId)
    return move(tx, actor, row, {
      set: {
        ...(form.text !== undefined && { text: form.text }),
        ...(form.audience !== undefined && row.objectId === null && { audience: form.audience }),
        ...owner,
        measureId,
        due: form.due,
        dueToCome: form.due === null && form.dueToCome === 'yes',
      },
      words: form.note,
      via: 'page',
      tell,
    })
  })
}

interface Move {
  readonly set: Partial<ActionRow>
  readonly words: string | null
  readonly via: UpdateVia
  readonly tell: Told['tell']
}

/** Changes an action that is held, with a trace of status, date and owner; a new owner is told. */
export async function move(tx: Tx, actor: Actor, row: ActionRow, { set, words, via, tell }: Move): Promise<ActionRow> {
  const after = await put(tx, row, set)
  const dueMoved = after.due !== row.due
  const given = after.personId !== row.personId || after.organisationId !== row.organisationId || after.project !== row.project
  if (dueMoved || given || words || after.status !== row.status)
    await tx.insert(actionUpdate).values({
      ...of(row, actor, via),
      text: words,
      status: after.status === row.status ? null : after.status,
      ...(dueMoved && { dueMoved, dueFrom: row.due, dueTo: after.due }),
      ...(given && { ownerFrom: await then(tx, row), ownerTo: await then(tx, after) }),
    })
  // Whoever owned it already knows: a project beside a person, or another date, is nothing to write to them about.
  if (after.personId !== row.personId || (after.personId === null && after.organisationId !== row.organisationId))
    await tell(tx, [after], words)
  await note(tx, actor, after, 'action.changed', row)
  return after
}

/** Ends it without its being done: dropped, which wants a reason, or honestly without conclusion. */
export async function endAction(
  db: Db,
  actor: Actor,
  network: At,
  id: string,
  form: { readonly version: number; readonly as: 'dropped' | 'no_conclusion'; readonly reason: string | null },
): Promise<ActionRow> {
  if (form.as === 'dropped' && !form.reason) throw new Invalid({ reason: 'actions_reason_missing' })
  return inTransaction(db, async (tx) => {
    const { row, view } = await locked(tx, actor, network, id)
    allow(mayUpdate(actor, row, view))
    asSeen(row, view, form)
    const after = await put(tx, row, statusSet(row, form.as, form.reason))
    await tx.insert(actionUpdate).values({ ...of(row, actor, 'page'), text: form.reason, status: form.as })
    await note(tx, actor, after, 'action.ended', row)
    return after
  })
}

/** Takes away what was added by mistake. @throws Refused for what somebody has told of, and for what stands in minutes */
export async function removeAction(db: Db, actor: Actor, network: At, id: string): Promise<void> {
  await inTransaction(db, async (tx) => {
    const { row } = await locked(tx, actor, network, id)
    allow(mayRemove(actor, row, await countUpdates(tx, id)))
    const after = await put(tx, row, { deletedAt: Temporal.Now.instant().toString() })
    await bury(tx, { id, networkId: network.id, kind: 'action', ...(row.meetingId && { meetingId: row.meetingId }) })
    await note(tx, actor, after, 'action.removed', row)
  })
}

/** What a status brings along: when it was done, and why it rests. */
export const statusSet = (
  row: ActionRow,
  status: ActionRow['status'],
  reason: string | null,
  at: string = Temporal.Now.instant().toString(),
): Partial<ActionRow> =>
  status === row.status
    ? {}
    : {
        status,
        doneAt: status === 'done' ? at : null,
        reason: status === 'blocked' || status === 'dropped' || status === 'no_conclusion' ? reason : null,
      }

/** Writes a change, one version on. */
export async function put(tx: Tx, row: ActionRow, set: Partial<ActionRow>): Promise<ActionRow> {
  const [after] = await tx
    .update(action)
    .set({ ...set, version: row.version + 1, updatedAt: sql`clock_timestamp()` })
    .where(eq(action.id, row.id))
    .returning()
  return after!
}

/** Holds an action that the actor may see. @throws NotFound */
async function locked(tx: Tx, actor: Actor, network: At, id: string): Promise<{ row: ActionRow; view: ActionView }> {
  const view = await actionById(tx, actor, network, id)
  const [row] = await tx
    .select()
    .from(action)
    .where(and(eq(action.id, view.id), isNull(action.deletedAt)))
    .for('update')
  if (!row) throw new NotFound()
  return { row, view }
}

/** Records what was done: names of fields and ids, never the text. */
export async function note(tx: Tx, actor: Actor, row: ActionRow, what: string, before: ActionRow | null): Promise<void> {
  const told = ({ status, progress, due, personId, organisationId, project, audience }: ActionRow) => ({
    ...{ status, progress, due, personId, organisationId, project, audience },
  })
  await record(tx, actor, {
    networkId: row.networkId,
    ...(row.meetingId && { meetingId: row.meetingId }),
    action: what,
    about: { kind: 'action', id: row.id },
    ...(before && { before: told(before) }),
    after: told(row),
    raises: row.meetingId ? [meetingSubject(row.meetingId)] : [anywhereIn(row.networkId)],
  })
}

const of = (row: ActionRow, actor: Actor, via: UpdateVia) => ({
  networkId: row.networkId,
  actionId: row.id,
  personId: actor.person?.id ?? null,
  name: actor.person?.name ?? null,
  via,
})

const then = async (tx: Tx, row: ActionRow): Promise<OwnerThen> => ({
  personId: row.personId,
  organisationId: row.organisationId,
  project: row.project,
  name: await nameOfOwner(tx, row),
})

function asSeen(row: ActionRow, view: ActionView, form: { readonly version: number }): void {
  if (row.version !== form.version) throw new Conflict<unknown>(view, form)
}

function allow(verdict: string): void {
  if (verdict !== 'yes') throw new Refused(verdict)
}

/** Makes the personal links to an action that were mailed void, for organisers. */
export async function takeBackLinks(db: Db, actor: Actor, network: At, id: string): Promise<void> {
  if (mayEdit(actor, { networkId: network.id }) !== 'yes') throw new NotFound()
  await inTransaction(db, async (tx) => {
    const { row } = await locked(tx, actor, network, id)
    await voidLinks(tx, row.id)
    await record(tx, actor, { networkId: row.networkId, action: 'action.links_void', about: { kind: 'action', id }, raises: [] })
  })
}
