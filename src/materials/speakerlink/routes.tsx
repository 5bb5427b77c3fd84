/** `/s/{token}`: what a speaker without an account can do. Opening it changes nothing: mail scanners open links too. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { visitor } from '#actor.ts'
import { Invalid, NotFound } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { fieldTexts } from '#platform/http/errorpages.tsx'
import { readForm } from '#platform/http/forms.ts'
import { sendPage } from '#platform/http/page.ts'
import { goOn, localeOf } from '#platform/http/visit.ts'
import { inLocale, m } from '#platform/words/words.ts'
import { addressForm, fileForm } from '../forms.ts'
import { type Back, takeUpload, typedIn, wantsData } from '../upload/routes.ts'
import { addAddress, addFile, replaceFile } from '../writes.ts'
import { GuestPage } from './pages/guest.tsx'
import { UnknownLink } from './pages/unknown.tsx'
import { type Appearance, type Guest, openSpeakerLink } from './reads.ts'

interface ByToken {
  token: string
}
interface AtAppearance extends ByToken {
  /** The item's public number. */
  item: string
}

export function speakerLinkRoutes(app: App, ground: Ground): void {
  const { db, secret } = ground

  app.get<{ Params: ByToken }>('/s/:token', async (request, reply) => {
    const guest = await openSpeakerLink(db, secret, request.params.token).catch((error) => {
      if (error instanceof NotFound) return null
      throw error
    })
    return guest ? sendGuest(ground, request, reply, guest, null) : sendUnknown(ground, request, reply)
  })

  app.post<{ Params: AtAppearance }>('/s/:token/:item', async (request, reply) => {
    const { guest, own } = await enter(request)
    return takeUpload(
      ground,
      request,
      { place: own.place, locale: localeOf(request, null) },
      async ({ fields, file }) => {
        const form = readForm(fileForm, fields)
        if (!file) throw new Invalid({ file: 'materials_file_missing' })
        await addFile(ground, own.actor, own.place, form, file)
        return thank(request, reply, () => m.materials_guest_done())
      },
      async (back) => sendGuest(ground, request, reply, guest, { ...back, form: `file-${own.place.item.publicId}` }),
    )
  })

  app.post<{ Params: AtAppearance }>('/s/:token/:item/links', async (request, reply) => {
    const { guest, own } = await enter(request)
    try {
      await addAddress(db, own.actor, own.place, readForm(addressForm, request.body))
      return thank(request, reply, () => m.materials_guest_done_link())
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      const back = { status: 422, typed: typedIn(request.body), fields: error.fields, form: `link-${own.place.item.publicId}` }
      return sendGuest(ground, request, reply, guest, back)
    }
  })

  app.post<{ Params: AtAppearance & { id: string } }>('/s/:token/:item/:id', async (request, reply) => {
    const { guest, own } = await enter(request)
    const { id } = request.params
    if (!own.materials.some((one) => one.id === id)) throw new NotFound()
    return takeUpload(
      ground,
      request,
      { place: own.place, locale: localeOf(request, null) },
      async ({ file }) => {
        if (!file) throw new Invalid({ file: 'materials_file_missing' })
        await replaceFile(ground, own.actor, own.place, id, file)
        return thank(request, reply, () => m.materials_guest_done_replaced())
      },
      async (back) => sendGuest(ground, request, reply, guest, { ...back, form: `file-${id}` }),
    )
  })

  /** @throws NotFound when the link does not hold, or not for this item */
  async function enter(request: FastifyRequest<{ Params: AtAppearance }>): Promise<{ guest: Guest; own: Appearance }> {
    const guest = await openSpeakerLink(db, secret, request.params.token)
    const own = guest.appearances.find((one) => String(one.place.item.publicId) === request.params.item)
    if (!own) throw new NotFound()
    return { guest, own }
  }
}

function thank(request: FastifyRequest<{ Params: ByToken }>, reply: FastifyReply, text: () => string): FastifyReply {
  if (wantsData(request)) return reply.status(201).send({ saved: true })
  return goOn(reply, `/s/${request.params.token}`, { tone: 'success', text: inLocale(localeOf(request, null), text) })
}

function sendGuest(
  ground: Ground,
  request: FastifyRequest<{ Params: ByToken }>,
  reply: FastifyReply,
  guest: Guest,
  back: (Back & { form: string }) | null,
) {
  const { actor, place } = guest.appearances[0]!
  return sendPage(ground, request, privately(reply), actor, {
    title: inLocale(localeOf(request, null), () => m.materials_guest_title({ name: guest.name })),
    network: place.network,
    styles: ['forms', 'meeting', 'materials'],
    islands: true,
    robots: 'noindex',
    status: back?.status ?? 200,
    body: () => (
      <GuestPage
        guest={guest}
        base={`/s/${request.params.token}`}
        limit={ground.config.UPLOAD_LIMIT}
        back={back && { form: back.form, typed: back.typed, errors: fieldTexts(back.fields) }}
      />
    ),
  })
}

function sendUnknown(ground: Ground, request: FastifyRequest, reply: FastifyReply) {
  return sendPage(ground, request, privately(reply), visitor(), {
    title: inLocale(localeOf(request, null), () => m.materials_guest_unknown()),
    robots: 'noindex',
    status: 404,
    body: () => <UnknownLink />,
  })
}

/** The address is the key: it goes to nobody else with the links on the page. */
const privately = (reply: FastifyReply): FastifyReply => reply.header('referrer-policy', 'same-origin')
