/** `/{network}/people/me`: one's own page in a network. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { PHOTO_LARGEST } from '#people/profile/reader.ts'
import { profileOf } from '#people/profile/reads.ts'
import type { ProfileRow } from '#people/profile/rules.ts'
import { removePhoto, setPhoto } from '#people/profile/writes.ts'
import { Conflict, Invalid, NotFound } from '#platform/errors.ts'
import { receiveBytes, refuseTooLarge } from '#platform/files/receive.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { fieldTexts } from '#platform/http/errorpages.tsx'
import { readForm } from '#platform/http/forms.ts'
import { sendPage } from '#platform/http/page.ts'
import { goOn, wordsFor } from '#platform/http/visit.ts'
import { wall } from '#platform/words/dates.ts'
import { locales } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { enterNetwork, type Here } from '../../entry/reads.ts'
import { listOrganisations } from '../../organisations/reads.ts'
import { maySeePeople } from '../../rules.ts'
import { currentOf } from '../member/reads.ts'
import { type MemberView, readMember } from '../reads.ts'
import { ownForm, ownFrom } from './forms.ts'
import { OwnPage } from './pages/own.tsx'
import { saveOwn } from './writes.ts'

/** A form's own lines beside the picture. Bytes. */
const AROUND = 16 * 1024

export function ownRoutes(app: App, ground: Ground): void {
  const { db } = ground
  const enter = (request: FastifyRequest) => enterNetwork(db, request, maySeePeople)

  app.get('/:network/people/me', async (request, reply) => ownPage(ground, request, reply, await enter(request)))

  app.post('/:network/people/me', async (request, reply) => {
    const here = await enter(request)
    const { actor, network } = here
    try {
      await saveOwn(db, actor, network.id, readForm(ownForm, ownFrom((request.body ?? {}) as Record<string, unknown>)))
    } catch (error) {
      if (error instanceof Invalid) return ownPage(ground, request, reply, here, { invalid: error })
      if (error instanceof Conflict) return ownPage(ground, request, reply, here, { conflict: true })
      throw error
    }
    const text = wordsFor(request, actor, () => m.directory_own_saved())
    return goOn(reply, `/${network.slug}/people/me`, { tone: 'success', text })
  })

  app.post('/:network/people/me/photo', async (request, reply) => {
    const here = await enter(request)
    const { actor, network } = here
    try {
      await setPhoto(ground, actor, network.id, await sentPicture(request))
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      return ownPage(ground, request, reply, here, { invalid: error, keep: false })
    }
    const text = wordsFor(request, actor, () => m.directory_photo_given())
    return goOn(reply, `/${network.slug}/people/me`, { tone: 'success', text })
  })

  app.post('/:network/people/me/photo/remove', async (request, reply) => {
    const { actor, network } = await enter(request)
    await removePhoto(ground, actor, network.id)
    const text = wordsFor(request, actor, () => m.directory_photo_removed())
    return goOn(reply, `/${network.slug}/people/me`, { tone: 'success', text })
  })
}

/** @throws Invalid({ photo }) when none was chosen, or one that is too large */
async function sentPicture(request: FastifyRequest): Promise<Uint8Array> {
  if (!request.isMultipart()) throw new Invalid({ photo: 'directory_photo_none' })
  try {
    refuseTooLarge(request, PHOTO_LARGEST, AROUND)
    const { file } = await receiveBytes(request, { limit: PHOTO_LARGEST, around: AROUND })
    if (!file) throw new Invalid({ photo: 'directory_photo_none' })
    return file.bytes
  } catch (error) {
    if (error instanceof Invalid && error.fields['file']) throw new Invalid({ photo: 'directory_photo_large' })
    throw error
  }
}

/**
 * The page, also for when something that was sent does not do.
 * @param trouble.keep whether what was sent is a form of the page's, to be shown again
 */
export async function ownPage(
  ground: Ground,
  request: FastifyRequest,
  reply: FastifyReply,
  { actor, network }: Here,
  trouble: { invalid?: Invalid; conflict?: boolean; keep?: boolean } = {},
): Promise<FastifyReply> {
  const { db } = ground
  const seat = actor.person && (await currentOf(db, network.id, actor.person.id))
  if (!seat) throw new NotFound()
  const [member, told, organisations] = await Promise.all([
    readMember(db, network.id, seat.id),
    profileOf(db, network.id, actor.person!.id),
    listOrganisations(db, actor, network.id),
  ])
  const { invalid, conflict = false, keep = invalid !== undefined || conflict } = trouble
  const sent = (keep ? request.body : {}) as Record<string, string | string[]>
  const standing = fieldsOf(member, told)
  // A form of the page was sent, and its boxes that were not ticked are not in it.
  const shown = 'seen' in sent ? [sent['shown'] ?? []].flat() : Object.keys(told?.shown ?? {})
  const texts = Object.fromEntries(
    Object.entries(sent).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  )
  // After a conflict the next save is meant: it is made from what stands now.
  const typed = { ...standing, ...texts, ...(conflict && { seen: standing['seen']! }) }
  return sendPage(ground, request, reply, actor, {
    title: wordsFor(request, actor, () => m.directory_own()),
    status: invalid ? 422 : conflict ? 409 : 200,
    network,
    section: 'people',
    robots: 'noindex',
    styles: ['forms', 'people', 'network'],
    body: () => (
      <OwnPage
        network={network}
        member={member}
        told={told}
        organisations={organisations}
        typed={typed}
        shown={shown}
        errors={fieldTexts(invalid?.fields ?? {})}
        conflict={conflict}
        today={wall(Temporal.Now.instant().toString(), network.timezone).date}
      />
    ),
  })
}

const fieldsOf = (member: MemberView, told: ProfileRow | null): Record<string, string> => ({
  seen: String(told?.version ?? 0),
  office: member.office ?? '',
  phone: told?.phone ?? '',
  ...Object.fromEntries(locales.map((locale) => [`about.${locale}`, told?.about?.[locale] ?? ''])),
})
