/** The work pages of what hangs on an item: adding, replacing, changing, hiding, removing. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '#actor.ts'
import { audiencesOfPart, mayEdit, narrowest } from '#meeting/rules.ts'
import { Conflict, Invalid } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { fieldTexts } from '#platform/http/errorpages.tsx'
import { readForm } from '#platform/http/forms.ts'
import { sendPage } from '#platform/http/page.ts'
import { goOn, type Notice } from '#platform/http/visit.ts'
import { pick } from '#platform/words/text.ts'
import { inLocale, m } from '#platform/words/words.ts'
import { appearancesOf } from '#programme/appearances/reads.ts'
import { downloadRoutes } from './download/routes.ts'
import { type At, type AtItem, enterToAdd } from './entry/reads.ts'
import { addressForm, currentForm, editForm, fileForm } from './forms.ts'
import { ItemMaterials, type ItemMaterialsProps } from './pages/item.tsx'
import { MaterialPage, type MaterialPageProps } from './pages/material.tsx'
import { countOpen } from './proposals/reads.ts'
import { proposalRoutes } from './proposals/routes.tsx'
import { ruleForm } from './publishing/forms.ts'
import { changePublishRule } from './publishing/writes.ts'
import { listMaterials, openMaterial, type Place } from './reads.ts'
import { itemIdAt, type MaterialRow, mayReplace } from './rules.ts'
import { linksOfItem } from './speakerlink/reads.ts'
import { speakerLinkRoutes } from './speakerlink/routes.tsx'
import { revokeSpeakerLink } from './speakerlink/writes.ts'
import { type Back, takeUpload, typedIn, wantsData } from './upload/routes.ts'
import {
  addAddress,
  addFile,
  editMaterial,
  hideMaterial,
  makeCurrent,
  publishMaterial,
  removeMaterial,
  replaceFile,
  restoreMaterial,
} from './writes.ts'

interface AtMaterial extends AtItem {
  id: string
}

export function materialsRoutes(app: App, ground: Ground): void {
  const items = '/:network/:meeting/:item/materials'
  hangingRoutes(app, ground, items)
  hangingRoutes(app, ground, '/:network/:meeting/materials')
  app.post<{ Params: AtItem & { speakerId: string } }>(`${items}/speakers/:speakerId/revoke`, async (request, reply) => {
    const at = await enterToAdd(ground.db, request)
    await revokeSpeakerLink(ground.db, at.actor, at.place, request.params.speakerId)
    return goOn(reply, `${at.place.path}/materials#speakers`, {
      tone: 'success',
      text: inLocale(at.locale, () => m.materials_link_renewed()),
    })
  })
  app.post<{ Params: AtItem }>(`${items}/rule`, async (request, reply) => {
    const at = await enterToAdd(ground.db, request)
    const { rule } = readForm(ruleForm, request.body)
    const before = await changePublishRule(ground.db, at.actor, at.place, rule)
    const action = `${at.place.path}/materials/rule`
    const notice = inLocale(at.locale, (): Notice => {
      const undo = before === rule ? undefined : { action, label: m.shared_undo(), fields: { rule: before } }
      return { tone: 'success', text: m.guest_rule_saved(), ...(undo && { undo }) }
    })
    return goOn(reply, `${at.place.path}/materials`, notice)
  })
  proposalRoutes(app, ground)
  downloadRoutes(app, ground)
  speakerLinkRoutes(app, ground)
}

/** The same for what hangs on an item and for what hangs on the meeting as a whole. */
function hangingRoutes(app: App, ground: Ground, items: string): void {
  const { db } = ground
  const one = `${items}/:id`

  app.get<{ Params: AtItem }>(items, async (request, reply) => {
    const at = await enterToAdd(ground.db, request)
    return sendItem(ground, request, reply, at, null)
  })

  app.post<{ Params: AtItem }>(items, async (request, reply) => {
    const at = await enterToAdd(ground.db, request)
    return takeUpload(
      ground,
      request,
      at,
      async (received) => {
        const form = readForm(fileForm, received.fields)
        if (!received.file) throw new Invalid({ file: 'materials_file_missing' })
        const row = await addFile(ground, at.actor, at.place, form, received.file)
        return answer(request, reply, at, row, `${at.place.path}/materials`, row.publishedAt ? 'added' : 'added_hidden')
      },
      (back) => sendItem(ground, request, reply, at, { form: 'file', ...back }),
    )
  })

  app.post<{ Params: AtItem }>(`${items}/links`, async (request, reply) => {
    const at = await enterToAdd(ground.db, request)
    try {
      const row = await addAddress(db, at.actor, at.place, readForm(addressForm, request.body))
      return answer(request, reply, at, row, `${at.place.path}/materials`, row.publishedAt ? 'added' : 'added_hidden')
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      return sendItem(ground, request, reply, at, {
        form: 'link',
        status: 422,
        typed: typedIn(request.body),
        fields: error.fields,
      })
    }
  })

  app.get<{ Params: AtMaterial }>(one, async (request, reply) => {
    const at = await enterToAdd(ground.db, request)
    return sendOne(ground, request, reply, at, null)
  })

  app.post<{ Params: AtMaterial }>(one, async (request, reply) => {
    const at = await enterToAdd(ground.db, request)
    try {
      const row = await editMaterial(db, at.actor, at.place, request.params.id, readForm(editForm, request.body))
      return answer(request, reply, at, row, `${at.place.path}/materials`, 'changed')
    } catch (error) {
      if (error instanceof Conflict)
        return sendOne(ground, request, reply, at, { form: 'words', status: 409, typed: typedIn(request.body), fields: {} })
      if (!(error instanceof Invalid)) throw error
      return sendOne(ground, request, reply, at, {
        form: 'words',
        status: 422,
        typed: typedIn(request.body),
        fields: error.fields,
      })
    }
  })

  app.post<{ Params: AtMaterial }>(`${one}/file`, async (request, reply) => {
    const at = await enterToAdd(ground.db, request)
    await openMaterial(db, at.actor, at.place, request.params.id)
    return takeUpload(
      ground,
      request,
      at,
      async ({ file }) => {
        if (!file) throw new Invalid({ file: 'materials_file_missing' })
        const row = await replaceFile(ground, at.actor, at.place, request.params.id, file)
        return answer(request, reply, at, row, `${at.place.path}/materials/${row.id}`, 'replaced')
      },
      (back) => sendOne(ground, request, reply, at, { form: 'file', ...back }),
    )
  })

  app.post<{ Params: AtMaterial }>(`${one}/current`, async (request, reply) => {
    const at = await enterToAdd(ground.db, request)
    await openMaterial(db, at.actor, at.place, request.params.id)
    const { number } = readForm(currentForm, request.body)
    const row = await makeCurrent(db, at.actor, at.place, request.params.id, number)
    return answer(request, reply, at, row, `${at.place.path}/materials/${row.id}`, 'version_chosen')
  })

  const acts = {
    publish: [publishMaterial, 'published'],
    hide: [hideMaterial, 'hidden'],
    remove: [removeMaterial, 'removed'],
    restore: [restoreMaterial, 'restored'],
  } as const
  for (const [act, [write, told]] of Object.entries(acts))
    app.post<{ Params: AtMaterial }>(`${one}/${act}`, async (request, reply) => {
      const at = await enterToAdd(ground.db, request)
      const row = await write(db, at.actor, at.place, request.params.id)
      return answer(request, reply, at, row, `${at.place.path}/materials`, told)
    })
}

type Done = 'added' | 'added_hidden' | 'changed' | 'replaced' | 'version_chosen' | 'published' | 'hidden' | 'removed' | 'restored'

/** After an act: on to the page that shows it; a script is told what came of it. */
function answer(request: FastifyRequest, reply: FastifyReply, at: At, row: MaterialRow, to: string, done: Done): FastifyReply {
  if (wantsData(request)) return reply.status(done.startsWith('added') ? 201 : 200).send({ id: row.id, version: row.version })
  return goOn(
    reply,
    to,
    inLocale(at.locale, () => noticeOf(at, row, done)),
  )
}

function noticeOf({ place, locale }: At, row: MaterialRow, done: Done): Notice {
  const title = pick(row.title, locale)?.text ?? ''
  const text = {
    added: m.materials_done_added,
    added_hidden: m.materials_done_added_hidden,
    changed: m.materials_done_changed,
    replaced: m.materials_done_replaced,
    version_chosen: m.materials_done_version_chosen,
    published: m.materials_done_published,
    hidden: m.materials_done_hidden,
    removed: m.materials_done_removed,
    restored: m.materials_done_restored,
  }[done]({ title })
  const back = ({ removed: 'restore', hidden: 'publish', published: 'hide' } as Partial<Record<Done, string>>)[done]
  const undo = back && { action: `${place.path}/materials/${row.id}/${back}`, label: m.shared_undo(), fields: {} }
  return { tone: 'success', text, ...(undo && { undo }) }
}

async function sendItem(
  ground: Ground,
  request: FastifyRequest,
  reply: FastifyReply,
  at: At,
  back: (Back & { form: 'file' | 'link' }) | null,
) {
  const { place, actor, locale } = at
  const materials = await listMaterials(ground.db, actor, place)
  const organises = mayEdit(actor, place.meeting) === 'yes'
  const props: Omit<ItemMaterialsProps, 'back'> = {
    place,
    materials,
    organises,
    mayReplace: (one) => mayReplace(actor, place.item, one) === 'yes',
    audiences: choosable(actor, place),
    limit: ground.config.UPLOAD_LIMIT,
    locale: place.meeting.locale,
    links: linksOfItem(ground, actor, place),
    bios: await appearancesOf(
      ground.db,
      place.item.speakers.map((one) => one.id),
    ),
    proposals: organises ? await countOpen(ground.db, place.meeting.id) : 0,
  }
  return sendPage(ground, request, reply, actor, {
    title: `${inLocale(locale, () => (itemIdAt(place) === null ? m.handin_whole_title() : m.materials_title()))} · ${pick(place.item.title, locale)?.text ?? ''}`,
    network: place.network,
    styles: ['forms', 'meeting', 'materials'],
    islands: true,
    robots: 'noindex',
    status: back?.status ?? 200,
    body: () => (
      <ItemMaterials {...props} back={back && { form: back.form, typed: back.typed, errors: fieldTexts(back.fields) }} />
    ),
  })
}

async function sendOne(
  ground: Ground,
  request: FastifyRequest<{ Params: AtMaterial }>,
  reply: FastifyReply,
  at: At,
  back: (Back & { form: 'words' | 'file' }) | null,
) {
  const { place, actor, locale } = at
  const material = await openMaterial(ground.db, actor, place, request.params.id)
  const props: Omit<MaterialPageProps, 'back'> = {
    place,
    material,
    organises: mayEdit(actor, place.meeting) === 'yes',
    mayReplace: mayReplace(actor, place.item, material) === 'yes',
    audiences: choosable(actor, place),
    limit: ground.config.UPLOAD_LIMIT,
  }
  return sendPage(ground, request, reply, actor, {
    title: pick(material.title, locale)?.text ?? inLocale(locale, () => m.materials_title()),
    network: place.network,
    styles: ['forms', 'materials'],
    islands: true,
    robots: 'noindex',
    status: back?.status ?? 200,
    body: () => (
      <MaterialPage
        {...props}
        back={back && { form: back.form, conflict: back.status === 409, typed: back.typed, errors: fieldTexts(back.fields) }}
      />
    ),
  })
}

/** Whom an organiser may narrow a material to: all who see the item, or fewer. */
function choosable(actor: Actor, place: Place): ItemMaterialsProps['audiences'] {
  if (mayEdit(actor, place.meeting) !== 'yes') return []
  return audiencesOfPart(narrowest(place.meeting.audience, place.item.audience))
}
