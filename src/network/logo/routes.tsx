/** `/{network}/settings/logo`, where owners give the network a logo, and `/files/logos/{network}/{name}`, where it lies. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { isId } from '#platform/db/id.ts'
import { Conflict, Invalid, NotFound } from '#platform/errors.ts'
import { receiveBytes, refuseTooLarge } from '#platform/files/receive.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { fieldTexts } from '#platform/http/errorpages.tsx'
import { readForm } from '#platform/http/forms.ts'
import { sendPage } from '#platform/http/page.ts'
import { goOn, localeOf, wordsFor } from '#platform/http/visit.ts'
import { m } from '#platform/words/words.ts'
import { enterNetwork, type Here } from '../entry/reads.ts'
import { wordsFrom } from '../forms.ts'
import { networkById } from '../reads.ts'
import { mayManage } from '../rules.ts'
import { logoForm } from './forms.ts'
import { LogoPage } from './pages/logo.tsx'
import { LOGO_LARGEST } from './reader.ts'
import { logoName, logoVersion, shownLogo } from './rules.ts'
import { removeLogo, setLogo, undoLogo } from './writes.ts'

/** A form's own lines beside the file. Bytes. */
const AROUND = 16 * 1024
/** Its address says which logo it is. */
const FOR_EVER = 'public, max-age=31536000, immutable'

type Fields = Readonly<Record<string, string>>

export function logoRoutes(app: App, ground: Ground): void {
  const { db } = ground
  const at = '/:network/settings/logo'
  const enter = (request: FastifyRequest) => enterNetwork(db, request, mayManage)

  app.get(at, async (request, reply) => logoPage(request, reply, await enter(request)))

  app.post(at, async (request, reply) => {
    const here = await enter(request)
    let fields: Fields = {}
    try {
      const sent = await sentLogo(request, (read) => {
        fields = read
      })
      const input = readForm(logoForm, { ...fields, alt: wordsFrom(fields, 'alt') })
      await setLogo(ground, here.actor, here.network.id, { ...input, bytes: sent })
    } catch (error) {
      if (error instanceof Invalid || error instanceof Conflict) return logoPage(request, reply, here, { error, fields })
      throw error
    }
    return changed(request, reply, here, () => m.network_logo_saved())
  })

  app.post(`${at}/remove`, async (request, reply) => {
    const here = await enter(request)
    await removeLogo(ground, here.actor, here.network.id)
    return changed(request, reply, here, () => m.network_logo_removed())
  })

  app.post(`${at}/undo`, async (request, reply) => {
    const { actor, network } = await enter(request)
    const to = `/${network.slug}/settings/logo`
    try {
      await undoLogo(ground, actor, network.id, String((request.body as Fields | null)?.['seen'] ?? ''))
    } catch (error) {
      if (!(error instanceof Conflict)) throw error
      return goOn(reply, to, { tone: 'warning', text: wordsFor(request, actor, () => m.network_logo_conflict()) })
    }
    return goOn(reply, to, { tone: 'success', text: wordsFor(request, actor, () => m.network_logo_undone()) })
  })

  app.route<{ Params: { networkId: string; logo: string } }>({
    method: ['GET', 'HEAD'],
    url: '/files/logos/:networkId/:logo',
    handler: async (request, reply) => {
      const { networkId, logo: name } = request.params
      // Whoever may see a network's page may see its logo, and that is everybody.
      const logo = isId(networkId) ? (await networkById(db, networkId))?.logo : null
      if (!logo || logoName(logo) !== name) throw new NotFound()
      reply.headers({
        'content-type': logo.mediaType,
        'cache-control': FOR_EVER,
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
        'cross-origin-resource-policy': 'same-origin',
        etag: `"${name}"`,
      })
      if (request.headers['if-none-match'] === `"${name}"`) return reply.status(304).send()
      return reply.send(await ground.files.read(networkId, logo.sha256))
    },
  })

  /** Tells what was done, with the way back. */
  async function changed(request: FastifyRequest, reply: FastifyReply, { actor, network }: Here, say: () => string) {
    const stands = await networkById(db, network.id)
    const [text, label] = wordsFor(request, actor, () => [say(), m.shared_undo()] as const)
    const path = `/${network.slug}/settings/logo`
    const undo = { action: `${path}/undo`, label, fields: { seen: logoVersion(stands?.logo ?? null) } }
    return goOn(reply, path, { tone: 'success', text, undo })
  }

  async function logoPage(
    request: FastifyRequest,
    reply: FastifyReply,
    { actor, network }: Here,
    trouble?: { readonly error: Invalid | Conflict; readonly fields: Fields },
  ): Promise<FastifyReply> {
    const error = trouble?.error
    // What stands now, which may be somebody else's of a moment ago.
    const stands = error instanceof Conflict ? ((await networkById(db, network.id)) ?? network) : network
    return sendPage(ground, request, reply, actor, {
      title: wordsFor(request, actor, () => m.network_logo()),
      status: error?.status ?? 200,
      network,
      section: 'settings',
      robots: 'noindex',
      styles: ['forms', 'network'],
      body: () => (
        <LogoPage
          network={stands}
          logo={shownLogo(stands, localeOf(request, actor.person?.locale ?? null))}
          alt={trouble ? wordsFrom(trouble.fields, 'alt') : (stands.logo?.alt ?? null)}
          seen={error instanceof Invalid ? (trouble?.fields['seen'] ?? '') : logoVersion(stands.logo)}
          errors={fieldTexts(error instanceof Invalid ? error.fields : {})}
          conflict={error instanceof Conflict}
        />
      ),
    })
  }
}

/**
 * The file of a form, read whole; null when none was chosen.
 * @param tell is given the fields, also when the file is refused
 * @throws Invalid({ logo }) for one that is too large
 */
async function sentLogo(request: FastifyRequest, tell: (fields: Fields) => void): Promise<Uint8Array | null> {
  if (!request.isMultipart()) {
    tell((request.body ?? {}) as Fields)
    return null
  }
  try {
    refuseTooLarge(request, 10 * LOGO_LARGEST, AROUND)
    const { fields, file } = await receiveBytes(request, { limit: LOGO_LARGEST, around: AROUND })
    tell(fields)
    if (file?.bytes.length === 0) throw new Invalid({ logo: 'network_logo_kind' })
    return file?.bytes ?? null
  } catch (error) {
    if (!(error instanceof Invalid)) throw error
    if ('typed' in error) tell(error.typed as Fields)
    throw error.fields['file'] ? new Invalid({ logo: 'network_logo_large' }) : error
  }
}
