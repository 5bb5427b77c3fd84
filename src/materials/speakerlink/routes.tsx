/** `/s/{token}`: what a speaker without an account can do. Opening it changes nothing: mail scanners open links too. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { visitor } from '#actor.ts'
import { Conflict, Invalid, NotFound } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { fieldTexts } from '#platform/http/errorpages.tsx'
import { readForm } from '#platform/http/forms.ts'
import { sendPage } from '#platform/http/page.ts'
import { goOn, localeOf } from '#platform/http/visit.ts'
import { inLocale, m } from '#platform/words/words.ts'
import { addressForm, fileForm } from '../forms.ts'
import { textsForm, withdrawalForm } from '../proposals/forms.ts'
import { type Texts, touched } from '../proposals/rules.ts'
import { propose, withdrawProposal } from '../proposals/writes.ts'
import { type Back, takeUpload, typedIn, wantsData } from '../upload/routes.ts'
import { addAddress, addFile, replaceFile } from '../writes.ts'
import { GuestPage } from './pages/guest.tsx'
import { PreviewPage } from './pages/preview.tsx'
import { ExpiredLink, UnknownLink } from './pages/unknown.tsx'
import { type Appearance, type Guest, isExpiredLink, openSpeakerLink } from './reads.ts'
import { sayNoMaterial, sayStillComes } from './writes.ts'

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
    if (guest) return sendGuest(ground, request, reply, guest, null)
    return sendClosed(ground, request, reply, await isExpiredLink(db, secret, request.params.token))
  })

  app.post<{ Params: ByToken }>('/s/:token/still', async (request, reply) => {
    const { appearances } = await openSpeakerLink(db, secret, request.params.token)
    for (const one of appearances) if (one.confirmAskedAt !== null) await sayStillComes(db, one.actor, one.place)
    return thank(request, reply, m.guest_still_done)
  })

  app.get<{ Params: AtAppearance }>('/s/:token/:item/preview', async (request, reply) => {
    const { guest, own } = await enter(request)
    return sendPage(ground, request, privately(reply), own.actor, {
      title: inLocale(localeOf(request, null), () => m.guest_preview_title()),
      network: own.place.network,
      styles: ['forms', 'meeting', 'materials'],
      robots: 'noindex',
      body: () => <PreviewPage guest={guest} one={own} base={`/s/${request.params.token}`} />,
    })
  })

  app.post<{ Params: AtAppearance }>('/s/:token/:item/texts', async (request, reply) => {
    const { guest, own } = await enter(request)
    const form = `texts-${own.place.item.publicId}`
    const back = { form, typed: typedIn(request.body) }
    try {
      const done = await propose(db, own.actor, own.place, readForm(textsForm, request.body))
      const said = { waits: m.guest_words_sent, went_in: m.guest_words_saved, same: m.guest_words_same }
      return thank(request, reply, said[done])
    } catch (error) {
      if (error instanceof Invalid)
        return sendGuest(ground, request, reply, guest, { ...back, status: 422, fields: error.fields })
      if (!(error instanceof Conflict)) throw error
      const changed = changedSince(readForm(textsForm, request.body), error.theirs as Texts)
      return sendGuest(ground, request, reply, guest, { ...back, status: 409, fields: {}, changed })
    }
  })

  app.post<{ Params: AtAppearance }>('/s/:token/:item/texts/withdraw', async (request, reply) => {
    const { own } = await enter(request)
    await withdrawProposal(db, own.actor, own.place, readForm(withdrawalForm, request.body).id)
    return thank(request, reply, () => m.guest_withdrawn())
  })

  for (const [word, none] of [
    ['no-slides', true],
    ['slides', false],
  ] as const)
    app.post<{ Params: AtAppearance }>(`/s/:token/:item/${word}`, async (request, reply) => {
      const { own } = await enter(request)
      await sayNoMaterial(db, own.actor, own.place, none)
      return thank(request, reply, none ? m.guest_noslides_done : m.guest_noslides_back_done)
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

/** Of the texts that somebody changed in a form, those that others have changed meanwhile, as they stand. */
const changedSince = ({ shown, mine }: { shown: Texts; mine: Texts }, now: Texts): Partial<Texts> =>
  Object.fromEntries(
    touched(shown, mine).flatMap((field) =>
      now[field] === shown[field] || now[field] === mine[field] ? [] : [[field, now[field]]],
    ),
  )

type GuestBack = Back & { form: string; changed?: Partial<Texts> }

/** What is said at the fields; one that others changed is from then on corrected as it stands now. */
function filledIn({ form, typed, fields, changed = {} }: GuestBack) {
  const told = Object.entries(changed).map(([field, now]) => [
    field,
    now ? m.guest_words_conflict({ now }) : m.guest_words_conflict_empty(),
  ])
  const shown = Object.entries(changed).map(([field, now]) => [`shown/${field}`, now])
  return {
    form,
    typed: { ...typed, ...Object.fromEntries(shown) },
    errors: { ...fieldTexts(fields), ...Object.fromEntries(told) },
  }
}

function sendGuest(
  ground: Ground,
  request: FastifyRequest<{ Params: ByToken }>,
  reply: FastifyReply,
  guest: Guest,
  back: GuestBack | null,
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
        back={back && filledIn(back)}
      />
    ),
  })
}

/** A link that opens nothing. Of one whose time is over its holder may know that; of all others nobody is told why. */
function sendClosed(ground: Ground, request: FastifyRequest, reply: FastifyReply, expired: boolean) {
  return sendPage(ground, request, privately(reply), visitor(), {
    title: inLocale(localeOf(request, null), () => (expired ? m.guest_expired() : m.materials_guest_unknown())),
    robots: 'noindex',
    // Gone for good it is not: the organisers may let it hold longer.
    status: 404,
    body: () => (expired ? <ExpiredLink /> : <UnknownLink />),
  })
}

/** The address is the key: it goes to nobody else with the links on the page. */
const privately = (reply: FastifyReply): FastifyReply => reply.header('referrer-policy', 'same-origin')
