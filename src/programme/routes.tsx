/** Writing in the programme: items, their parts, their order, the days. Every step works without script. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type DayRow, daysOf, type Entered, enterToEdit, itemPath } from '#meeting/reads.ts'
import { membersOf } from '#meeting/settings/reads.ts'
import { isId } from '#platform/db/id.ts'
import { Conflict, Invalid, NotFound } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { message } from '#platform/http/errorpages.tsx'
import { readForm } from '#platform/http/forms.ts'
import { sendPage } from '#platform/http/page.ts'
import { goOn, localeOf, wordsFor } from '#platform/http/visit.ts'
import { pick } from '#platform/words/text.ts'
import { inLocale, localeNow, m } from '#platform/words/words.ts'
import { addDay, changeDay, removeDay } from './days/writes.ts'
import { emptyEdit, type ItemForm, moveForm, readDayForm, readItemForm, SHELF } from './forms.ts'
import { gestureRoutes } from './gestures/routes.tsx'
import { programmeOf, undoable } from './operation/reads.ts'
import { ItemFormPage } from './pages/item.tsx'
import { fieldName, fieldText } from './parts/fields.tsx'
import { itemById, itemByNumber, itemRows } from './reads.ts'
import { rereadingRoutes } from './rereading/routes.tsx'
import { editOf, type ItemEdit, type ItemRow, merge } from './rules.ts'
import { tiedTo } from './speakers/rules.ts'
import { undoNotice, versionRoutes } from './versions/routes.tsx'
import { addItem, changeItem, moveItem, type Place, removeItem, restoreItem } from './writes.ts'

interface Address {
  network: string
  meeting: string
}
type At<Params = Address> = FastifyRequest<{ Params: Params; Querystring: Record<string, string | undefined> }>

export function programmeRoutes(app: App, ground: Ground): void {
  const { db } = ground

  const enter = (request: At<Address>): Promise<Entered> => enterToEdit(ground, request)
  /** The notice after a write, with the way back. */
  const done = async (request: FastifyRequest, { actor, meeting, base }: Entered, text: () => string) => {
    const { undo } = await undoable(db, meeting.id, actor.person?.id ?? meeting.id)
    return wordsFor(request, actor, () => undoNotice(base, text(), undo))
  }
  /** The form with its speakers tied to members of the network. */
  const tied = async ({ network }: Entered, form: ItemForm): Promise<ItemForm> => {
    const { speakers } = form.mine
    const members = speakers.length > 0 ? await membersOf(db, network.id) : []
    return { ...form, mine: { ...form.mine, speakers: tiedTo(speakers, form.was?.speakers ?? [], members) } }
  }
  versionRoutes(app, ground)
  rereadingRoutes(app, ground)
  gestureRoutes(app, ground)

  app.get('/:network/:meeting/programme/new', async (request: At, reply) => {
    const entered = await enter(request)
    return sendItem(ground, request, reply, entered, {
      item: null,
      place: await placeOf(ground, entered, request.query),
      form: null,
    })
  })

  app.post('/:network/:meeting/programme/new', async (request: At, reply) => {
    const entered = await enter(request)
    const form = await tied(entered, readItemForm(request.body))
    const place = await placeOf(ground, entered, request.body as Record<string, string>)
    const made = await attempt(form, () =>
      addItem(
        db,
        entered.actor,
        entered.meeting.id,
        form.dayId === undefined ? place : { ...place, dayId: form.dayId },
        form.mine,
      ),
    )
    if ('wrong' in made) return sendItem(ground, request, reply, entered, { item: null, place, form: made })
    const after = new URLSearchParams({ ...(place.parentId ? { parent: place.parentId } : { after: made.item.id }) })
    const to = form.next === 'another' ? `${entered.base}/programme/new?${after}` : rowOnPage(entered, made.item)
    return goOn(reply, to, await done(request, entered, () => m.programme_item_added({ title: titleOf(made.item) })))
  })

  app.get('/:network/:meeting/:item/edit', async (request: At<Address & { item: string }>, reply) => {
    const entered = await enter(request)
    const item = await itemByNumber(db, entered.meeting.id, numberIn(request.params.item))
    return sendItem(ground, request, reply, entered, { item, place: { dayId: item.dayId, parentId: item.parentId }, form: null })
  })

  app.post('/:network/:meeting/:item/edit', async (request: At<Address & { item: string }>, reply) => {
    const entered = await enter(request)
    const item = await itemByNumber(db, entered.meeting.id, numberIn(request.params.item))
    const form = await tied(entered, readItemForm(request.body))
    const place = { dayId: item.dayId, parentId: item.parentId }
    const { mine, version } = form
    // Without what it was based on nothing can be merged: then whatever was changed since counts as changed by both.
    const was = form.was ?? emptyEdit
    const saved = await attempt(form, () =>
      changeItem(db, entered.actor, entered.meeting.id, item.id, { version, was, mine, dayId: form.dayId }),
    )
    if ('wrong' in saved) return sendItem(ground, request, reply, entered, { item, place, form: saved })
    const to = form.next === 'part' ? `${entered.base}/programme/new?parent=${item.id}` : rowOnPage(entered, saved.item)
    return goOn(reply, to, await done(request, entered, () => m.programme_item_saved({ title: titleOf(saved.item) })))
  })

  app.post('/:network/:meeting/programme/move', async (request: At, reply) => {
    const entered = await enter(request)
    const { item, to } = readForm(moveForm, request.body)
    const dayId = /^day:(.+)$/.exec(to)?.[1]
    const shelf = to === SHELF
    if (dayId !== undefined ? !isId(dayId) : !shelf && to !== 'up' && to !== 'down') throw new NotFound()
    await moveItem(
      db,
      entered.actor,
      entered.meeting.id,
      item,
      shelf ? { dayId: null } : dayId !== undefined ? { dayId } : (to as 'up' | 'down'),
    )
    return goOn(reply, `${entered.base}/programme#row-${item}`, await done(request, entered, m.programme_moved))
  })

  app.post('/:network/:meeting/programme/remove', async (request: At, reply) => {
    const entered = await enter(request)
    const { item } = readForm(moveForm, request.body)
    const gone = await removeItem(db, entered.actor, entered.meeting.id, item)
    return goOn(
      reply,
      `${entered.base}/programme`,
      wordsFor(request, entered.actor, () => ({
        tone: 'info',
        text: m.programme_item_removed({ title: titleOf(gone) }),
        undo: { action: `${entered.base}/programme/restore`, label: m.shared_undo(), fields: { item } },
      })),
    )
  })

  app.post('/:network/:meeting/programme/restore', async (request: At, reply) => {
    const entered = await enter(request)
    const { item } = readForm(moveForm, request.body)
    const back = await restoreItem(db, entered.actor, entered.meeting.id, item)
    return goOn(
      reply,
      `${entered.base}/programme#row-${item}`,
      wordsFor(request, entered.actor, () => ({ tone: 'success', text: m.programme_item_restored({ title: titleOf(back) }) })),
    )
  })

  app.post('/:network/:meeting/programme/days', async (request: At, reply) => {
    const entered = await enter(request)
    const { date, label } = readForm(readDayForm, request.body)
    await addDay(db, entered.actor, entered.meeting.id, { date, label: label ? { [entered.meeting.locale]: label } : null })
    return goOn(reply, `${entered.base}/programme`)
  })

  app.post('/:network/:meeting/programme/days/change', async (request: At, reply) => {
    const entered = await enter(request)
    const { day, date, label, wasDate, wasLabel } = readForm(readDayForm, request.body)
    if (!isId(day)) throw new NotFound()
    await changeDay(db, entered.actor, entered.meeting.id, day, {
      locale: entered.meeting.locale,
      was: { date: wasDate ?? '', label: wasLabel },
      mine: { date: date ?? '', label },
    })
    return goOn(
      reply,
      `${entered.base}/programme#day-${day}`,
      wordsFor(request, entered.actor, () => ({ tone: 'success', text: m.programme_day_saved() })),
    )
  })

  app.post('/:network/:meeting/programme/days/remove', async (request: At, reply) => {
    const entered = await enter(request)
    const { day } = readForm(readDayForm, request.body)
    if (!isId(day)) throw new NotFound()
    await removeDay(db, entered.actor, entered.meeting.id, day)
    return goOn(reply, `${entered.base}/programme`)
  })
}

const titleOf = (item: Pick<ItemRow, 'title'>): string => pick(item.title, localeNow())?.text ?? ''
const rowOnPage = ({ base }: Entered, item: ItemRow): string => `${base}#sak-${item.publicId}`

function numberIn(address: string): number {
  const number = Number(/^(\d{1,15})(?:-|$)/.exec(address)?.[1])
  if (!number) throw new NotFound()
  return number
}

/** Where a new item goes, from the address or the form: behind a neighbour, in an item, on a day; by default on the first. */
async function placeOf(ground: Ground, { meeting }: Entered, given: Record<string, string | undefined>): Promise<Place> {
  const neighbour = [given.after, given.before, given.parent].find((id): id is string => id !== undefined && isId(id))
  const days = await daysOf(ground.db, meeting.id)
  const dayId = given.day === SHELF ? null : (days.find((day) => day.id === given.day)?.id ?? days[0]!.id)
  if (!neighbour) return { dayId }
  const item = await itemById(ground.db, meeting.id, neighbour)
  if (neighbour === given.parent) return { dayId: item.dayId, parentId: item.id }
  return {
    dayId: item.dayId,
    parentId: item.parentId,
    ...(neighbour === given.after ? { after: item.id } : { before: item.id }),
  }
}

interface Failed {
  readonly form: ItemForm
  readonly wrong: Readonly<Record<string, string>>
  readonly theirs: ItemEdit | null
}

/** Does a write; what the person can put right comes back with what they typed. */
async function attempt(form: ItemForm, write: () => Promise<ItemRow>): Promise<{ item: ItemRow } | Failed> {
  if (Object.keys(form.errors).length > 0) return { form, wrong: form.errors, theirs: null }
  try {
    return { item: await write() }
  } catch (error) {
    if (error instanceof Invalid) return { form, wrong: error.fields, theirs: null }
    if (error instanceof Conflict)
      return { form: { ...form, mine: error.mine as ItemEdit }, wrong: {}, theirs: error.theirs as ItemEdit }
    throw error
  }
}

async function sendItem(
  ground: Ground,
  request: FastifyRequest,
  reply: FastifyReply,
  { actor, network, meeting, base }: Entered,
  at: { item: ItemRow | null; place: Place; form: Failed | null },
): Promise<FastifyReply> {
  const { place, form } = at
  const rows = await itemRows(ground.db, meeting.id)
  // After a conflict the form is based on what stands now, read again.
  const item = at.item && (rows.find((row) => row.id === at.item!.id) ?? at.item)
  const state = item && (await programmeOf(ground.db, meeting.id)).items.find((one) => one.id === item.id)
  const stands = state ? editOf(state) : null
  const was = form?.theirs ?? (form ? form.form.was : stands)
  const edit = form?.form.mine ?? stands ?? emptyEdit
  const days: DayRow[] = await daysOf(ground.db, meeting.id)
  const members = await membersOf(ground.db, network.id)
  const parent = rows.find((row) => row.id === place.parentId) ?? null
  const pathTo = (row: ItemRow) => itemPath(base, row, meeting.locale)
  const locale = localeOf(request, actor.person?.locale ?? null)
  const wrong = form?.wrong ?? {}
  const conflicts =
    form?.theirs && form.form.was ? merge(form.form.was, form.form.mine, form.theirs).conflicts : (form?.form.asked ?? [])
  const fieldOf = (field: string) =>
    field === 'title' || field === 'description' || field === 'note' ? `${field}/${meeting.locale}` : field
  const { dayId, parentId, after, before } = place
  return sendPage(ground, request, reply, actor, {
    title: inLocale(locale, () => (item ? m.programme_edit_item({ title: titleOf(item) }) : m.programme_new_item())),
    network,
    styles: ['forms', 'meeting', 'programme'],
    robots: 'noindex',
    status: form?.theirs ? 409 : Object.keys(wrong).length > 0 ? 422 : 200,
    body: () => (
      <ItemFormPage
        network={network}
        meeting={meeting}
        days={days}
        item={item && { ...item, version: form && !form.theirs ? form.form.version : item.version, path: pathTo(item) }}
        parent={parent && { title: parent.title, path: pathTo(parent) }}
        parts={rows
          .filter((row) => item && row.parentId === item.id)
          .map((row) => ({ id: row.id, title: row.title, path: pathTo(row) }))}
        was={item && was && JSON.stringify(was)}
        place={
          item
            ? {}
            : { day: dayId ?? SHELF, ...(parentId && { parent: parentId }), ...(after && { after }), ...(before && { before }) }
        }
        dayId={(form?.form.dayId === undefined ? dayId : form.form.dayId) ?? SHELF}
        edit={edit}
        locale={meeting.locale}
        meetingAudience={meeting.audience}
        isPart={parentId !== null && parentId !== undefined}
        members={members}
        error={(field) => (wrong[field] === undefined ? undefined : message(wrong[field]))}
        errors={Object.entries(wrong).map(([field, key]) => ({ field: fieldOf(field), text: message(key) }))}
        typed={form?.form.typed ?? {}}
        conflict={Boolean(form?.theirs)}
        conflicts={conflicts.map((field) => ({
          field,
          label: fieldName(field),
          theirs: fieldText(field, was ?? emptyEdit),
          mine: fieldText(field, form!.form.mine),
        }))}
      />
    ),
  })
}
