/** `/{network}/{meeting}/notices/…` and `/{network}/notices/…`: letters to many, for organisers. Every step without script. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type Actor, actorOf } from '#actor.ts'
import { enterToEdit } from '#meeting/reads.ts'
import { networkBySlug } from '#network/reads.ts'
import { inTransaction } from '#platform/activity/writes.ts'
import { Conflict, NotFound } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { fieldTexts } from '#platform/http/errorpages.tsx'
import { readForm } from '#platform/http/forms.ts'
import { sendPage } from '#platform/http/page.ts'
import { goOn, type Notice, wordsFor } from '#platform/http/visit.ts'
import { addressIn, withoutSecretLinks } from '#platform/mail/rules.ts'
import { queueMail } from '#platform/mail/writes.ts'
import { dateTime, instantAt } from '#platform/words/dates.ts'
import { instantOf } from '#platform/words/instant.ts'
import type { Words } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { readKnown } from '../audience/reads.ts'
import { type Audience, receiversIn } from '../audience/rules.ts'
import { audienceForm, beginForm, readTyped, sendForm } from './forms.ts'
import { composing, kindsOf, previewOf } from './mails.tsx'
import { BeginPage } from './pages/begin.tsx'
import { EditPage } from './pages/edit.tsx'
import { LettersPage } from './pages/letters.tsx'
import { PreviewPage, type SendTyped } from './pages/preview.tsx'
import { StandingPage } from './pages/standing.tsx'
import type { Place } from './parts/frame.tsx'
import { languagesFor } from './parts/words.ts'
import { changesSince, deliveryOf, listNotices, openNotice, organisationNames, readFacts } from './reads.ts'
import {
  begun,
  type Drafted,
  draftedOf,
  type Fault,
  faultsIn,
  maySend,
  mayWrite,
  missingIn,
  type NoticeRow,
  networkTemplates,
  standingOf,
  templates,
} from './rules.ts'
import { createDraft, plan, removeDraft, restoreDraft, saveDraft, sendNow, sendRefusedAgain, stopRest, unplan } from './writes.ts'

type At = FastifyRequest<{ Params: { network: string; meeting?: string; notice: string } }>

interface Here extends Place {
  readonly actor: Actor
}

const kindQuery = z.object({ kind: z.string().max(300).catch('').default('') })
const plain: SendTyped = { when: 'now', date: '', time: '08:00', seen: false }

export function composerRoutes(app: App, ground: Ground): void {
  const { db, config } = ground

  // A meeting's list stands with what waits for those who follow it.
  app.get('/:network/notices', async (request: At, reply) => {
    const here = await enter(request)
    const letters = await listNotices(db, here.actor, here)
    return send(request, reply, here, 200, m.letters_title, () => <LettersPage place={here} letters={letters} />)
  })

  for (const base of ['/:network/notices', '/:network/:meeting/notices']) {
    app.get(`${base}/new`, async (request: At, reply) => {
      const here = await enter(request)
      const audience = readForm(audienceForm, request.query) as Audience
      return send(request, reply, here, 200, m.letters_choose_title, () => (
        <BeginPage place={here} templates={here.meeting ? templates : networkTemplates} audience={audience} />
      ))
    })

    app.post(`${base}/new`, async (request: At, reply) => {
      const here = await enter(request)
      const { template } = readForm(beginForm, request.body)
      const drafted = begun(here.meeting ? template : 'empty', here.meeting, readForm(audienceForm, request.body) as Audience)
      const receivers = receiversIn(await readKnown(db, here.actor, here), drafted.audience)
      const row = await createDraft(db, here.actor, here, inLanguagesOf(here, drafted, receivers))
      return goOn(reply, `${here.base}/${row.id}`)
    })

    app.get(`${base}/:notice`, async (request: At, reply) => {
      const { here, row } = await open(request)
      return standingOf(row) === 'draft' ? edit(request, reply, here, row) : stand(request, reply, here, row)
    })

    app.post(`${base}/:notice`, async (request: At, reply) => {
      const { here, row } = await open(request)
      const { version, next, ...typed } = readTyped(request.body)
      const drafted = { ...typed, template: draftedOf(row).template }
      const faults = faultsIn(drafted)
      if (faults.length > 0) return edit(request, reply, here, row, { drafted, version, faults, status: 422 })
      try {
        await saveDraft(db, here.actor, here, row.id, version, drafted)
      } catch (error) {
        if (!(error instanceof Conflict)) throw error
        return edit(request, reply, here, row, { drafted, version, theirs: error.theirs as NoticeRow, status: 409 })
      }
      const at = `${here.base}/${row.id}`
      return next === 'review'
        ? goOn(reply, `${at}/preview`)
        : tell(request, reply, here, at, () => ({ tone: 'success', text: m.letters_saved() }))
    })

    app.get(`${base}/:notice/preview`, async (request: At, reply) => {
      const { here, row } = await open(request)
      if (standingOf(row) !== 'draft') return goOn(reply, `${here.base}/${row.id}`)
      return review(request, reply, here, row)
    })

    app.get(`${base}/:notice/preview.html`, async (request: At, reply) => {
      const { here, row } = await open(request)
      const { letter } = await shownOf(here, row, request.query)
      if (!letter) throw new NotFound()
      return (
        reply
          .header('cache-control', 'private, no-store')
          // As in a mail program: its own styles, and nothing that runs or is fetched. Shown in a frame of our own page alone.
          .header(
            'content-security-policy',
            "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'",
          )
          .type('text/html; charset=utf-8')
          .send(withoutSecretLinks(letter.html))
      )
    })

    app.post(`${base}/:notice/test`, async (request: At, reply) => {
      const { here, row } = await open(request)
      const { letter, kind } = await shownOf(here, row, request.body)
      const to = here.actor.person?.email
      if (!letter || !to) throw new NotFound()
      const { subject, text, html } = letter
      const test = wordsFor(request, here.actor, () => m.letters_test_subject({ subject }))
      await inTransaction(db, (tx) =>
        queueMail(ground, tx, {
          networkId: here.network.id,
          to,
          kind: 'test',
          subject: test,
          text: withoutSecretLinks(text),
          html: withoutSecretLinks(html),
        }),
      )
      const back = `${here.base}/${row.id}/preview?kind=${encodeURIComponent(kind!.key)}#letter`
      return tell(request, reply, here, back, () => ({ tone: 'success', text: m.letters_test_sent({ email: to }) }))
    })

    app.post(`${base}/:notice/send`, async (request: At, reply) => {
      const { here, row } = await open(request)
      const form = readForm(sendForm, request.body)
      const typed: SendTyped = { ...form, seen: form.seen !== undefined }
      const at = `${here.base}/${row.id}`
      const missing = missingIn(draftedOf(row), mainLanguage(here))
      const later = form.when === 'later' ? momentOf(form, zoneOf(here)) : null
      const errors = {
        ...(form.when === 'later' && later === null && { date: 'letters_when_wrong' }),
        ...(!typed.seen && { seen: 'letters_confirm_missing' }),
      }
      if (missing.length > 0 || Object.keys(errors).length > 0)
        return review(request, reply, here, row, { typed, errors, status: 422 })
      try {
        if (later) {
          await plan(ground, here.actor, here, row.id, form.version, later)
          const when = () => dateTime(later.toString(), zoneOf(here))
          return tell(request, reply, here, at, () => ({ tone: 'success', text: m.letters_planned({ when: when() }) }))
        }
        const count = await sendNow(ground, here.actor, here, row.id, form, composing(ground))
        return tell(request, reply, here, at, () => ({ tone: 'success', text: m.letters_queued({ count }) }))
      } catch (error) {
        if (!(error instanceof Conflict)) throw error
        const changed = () => (error.theirs === null ? m.letters_changed_since() : m.letters_count_changed({ count: form.count }))
        const fresh = await openNotice(db, here.actor, here, row.id)
        return review(request, reply, here, fresh, { typed: { ...typed, seen: false }, changed, status: 409 })
      }
    })

    const acts = {
      remove: (here: Here, id: string) => removeDraft(db, here.actor, here, id),
      restore: (here: Here, id: string) => restoreDraft(db, here.actor, here, id),
      stop: (here: Here, id: string) => unplan(db, here.actor, here, id),
    }
    const said = {
      remove: (here: Here, id: string): Notice => ({
        tone: 'info',
        text: m.letters_removed(),
        undo: { action: `${here.base}/${id}/restore`, label: m.shared_undo(), fields: {} },
      }),
      restore: (): Notice => ({ tone: 'info', text: m.letters_restored() }),
      stop: (): Notice => ({ tone: 'success', text: m.letters_stopped() }),
    }
    for (const act of ['remove', 'restore', 'stop'] as const)
      app.post(`${base}/:notice/${act}`, async (request: At, reply) => {
        const { here, row } = await open(request)
        await acts[act](here, row.id)
        const to = act === 'remove' ? here.base : `${here.base}/${row.id}`
        return tell(request, reply, here, to, () => said[act](here, row.id))
      })

    app.post(`${base}/:notice/again`, async (request: At, reply) => {
      const { here, row } = await open(request)
      const count = await sendRefusedAgain(ground, here.actor, here, row.id)
      return tell(request, reply, here, `${here.base}/${row.id}`, () => ({
        tone: 'success',
        text: m.letters_again_done({ count }),
      }))
    })

    app.post(`${base}/:notice/stop-rest`, async (request: At, reply) => {
      const { here, row } = await open(request)
      const count = await stopRest(db, here.actor, here, row.id)
      return tell(request, reply, here, `${here.base}/${row.id}`, () => ({
        tone: 'success',
        text: m.letters_stop_rest_done({ count }),
      }))
    })
  }

  /** @throws NotFound for those who do not organise */
  async function enter(request: At): Promise<Here> {
    const { network: slug, meeting } = request.params
    if (meeting !== undefined) {
      const {
        actor,
        network,
        meeting: row,
        base,
      } = await enterToEdit(ground, { ...request, session: request.session, params: { network: slug, meeting } })
      return { actor, network, meeting: row, base: `${base}/notices` }
    }
    const network = await networkBySlug(db, slug)
    const actor = network && (await actorOf(db, request, { networkId: network.id }))
    if (!network || !actor || mayWrite(actor, null) !== 'yes') throw new NotFound()
    return { actor, network, meeting: null, base: `/${slug}/notices` }
  }

  async function open(request: At): Promise<{ here: Here; row: NoticeRow }> {
    const here = await enter(request)
    return { here, row: await openNotice(db, here.actor, here, request.params.notice) }
  }

  interface Back {
    readonly drafted: Drafted
    readonly version: number
    readonly faults?: readonly Fault[]
    readonly theirs?: NoticeRow
    readonly status: number
  }

  async function edit(request: At, reply: FastifyReply, here: Here, row: NoticeRow, back?: Back): Promise<FastifyReply> {
    const drafted = back?.drafted ?? draftedOf(row)
    const [facts, known, organisations] = await surroundings(here)
    return send(request, reply, here, back?.status ?? 200, m.letters_edit_title, () => (
      <EditPage
        place={here}
        id={row.id}
        version={back?.version ?? row.version}
        drafted={drafted}
        faults={back?.faults ?? []}
        theirs={back?.theirs ?? null}
        facts={facts}
        known={known}
        organisations={organisations}
        receivers={receiversIn(known, drafted.audience)}
        changes={changesSince(facts)}
      />
    ))
  }

  const surroundings = async (here: Here) =>
    [
      await readFacts(db, here.actor, here),
      await readKnown(db, here.actor, here),
      await organisationNames(db, here.network.id),
    ] as const

  /** The kinds of letters a draft makes now, and the one that is asked for, or the largest. */
  async function shownOf(here: Here, row: NoticeRow, given: unknown) {
    const drafted = draftedOf(row)
    const facts = await readFacts(db, here.actor, here)
    const receivers = receiversIn(await readKnown(db, here.actor, here), drafted.audience)
    const kinds = kindsOf(facts, drafted, receivers)
    const asked = readForm(kindQuery, given).kind
    const kind = kinds.find((one) => one.key === asked) ?? kinds[0] ?? null
    return { kinds, kind, letter: kind && previewOf(ground, facts, drafted, kind) }
  }

  async function review(
    request: At,
    reply: FastifyReply,
    here: Here,
    row: NoticeRow,
    back?: { typed: SendTyped; errors?: Readonly<Record<string, string>>; changed?: () => string; status: number },
  ): Promise<FastifyReply> {
    const { kinds, kind, letter } = await shownOf(here, row, request.query)
    const may = maySend(here.actor, here.meeting)
    return send(request, reply, here, back?.status ?? 200, m.letters_preview_title, () => (
      <PreviewPage
        place={here}
        id={row.id}
        version={row.version}
        kinds={kinds}
        shown={kind && letter && { kind, letter: { subject: letter.subject, text: withoutSecretLinks(letter.text) } }}
        missing={missingIn(draftedOf(row), mainLanguage(here))}
        hindrance={may === 'yes' ? null : may}
        typed={back?.typed ?? plain}
        errors={fieldTexts(back?.errors ?? {})}
        changed={back?.changed?.() ?? null}
      />
    ))
  }

  async function stand(request: At, reply: FastifyReply, here: Here, row: NoticeRow): Promise<FastifyReply> {
    if (standingOf(row) === 'removed') throw new NotFound()
    const [facts, known, organisations] = await surroundings(here)
    const drafted = draftedOf(row)
    const kinds = row.sentAt ? [] : kindsOf(facts, drafted, receiversIn(known, drafted.audience))
    const delivery = await deliveryOf(db, row.id)
    return send(request, reply, here, 200, m.letters_title, () => (
      <StandingPage
        place={here}
        row={row}
        delivery={delivery}
        facts={facts}
        organisations={organisations}
        count={kinds.reduce((sum, one) => sum + one.receivers.length, 0)}
        hasServer={config.SMTP_URL !== null}
        sender={addressIn(config.MAIL_FROM)}
      />
    ))
  }

  const send = (
    request: At,
    reply: FastifyReply,
    { actor, network }: Here,
    status: number,
    title: () => string,
    body: () => preact.ComponentChildren,
  ) =>
    sendPage(ground, request, reply, actor, {
      title: wordsFor(request, actor, title),
      status,
      network,
      section: 'home',
      robots: 'noindex',
      styles: ['forms', 'meeting', 'notices'],
      body,
    })

  const tell = (request: At, reply: FastifyReply, { actor }: Here, to: string, say: () => Notice) =>
    goOn(reply, to, wordsFor(request, actor, say))
}

const mainLanguage = ({ meeting, network }: Here) => meeting?.locale ?? network.locale
const zoneOf = ({ meeting, network }: Here): string => meeting?.timezone ?? network.timezone

/** Only the languages somebody reads: what nobody looks through is not to be sent to who comes later. */
function inLanguagesOf(here: Here, drafted: Drafted, receivers: Parameters<typeof languagesFor>[1]): Drafted {
  const read = languagesFor(mainLanguage(here), receivers)
  const only = (words: Words): Words => Object.fromEntries(Object.entries(words).filter(([l]) => read.some((one) => one === l)))
  return { ...drafted, subject: only(drafted.subject), body: only(drafted.body) }
}

/** A moment ahead of us, or null. */
function momentOf({ date, time }: { date: string; time: string }, zone: string): Temporal.Instant | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || !/^\d{2}:\d{2}$/.test(time)) return null
  try {
    const at = instantOf(instantAt(date, time, zone))
    return Temporal.Instant.compare(at, Temporal.Now.instant()) > 0 ? at : null
  } catch (error) {
    // "2027-02-31", "25:00"
    if (error instanceof RangeError) return null
    throw error
  }
}
