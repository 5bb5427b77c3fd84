/** A letter before it leaves the house: as each kind of receiver gets it, to oneself as a test, and off, now or later. */
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { inTransaction } from '#platform/activity/writes.ts'
import { Conflict, NotFound } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { fieldTexts } from '#platform/http/errorpages.tsx'
import { readForm } from '#platform/http/forms.ts'
import { goOn, wordsFor } from '#platform/http/visit.ts'
import { withoutSecretLinks } from '#platform/mail/rules.ts'
import { queueMail } from '#platform/mail/writes.ts'
import { dateTime, instantAt } from '#platform/words/dates.ts'
import { instantOf } from '#platform/words/instant.ts'
import { m } from '#platform/words/words.ts'
import { readKnown } from '../../audience/reads.ts'
import { receiversIn } from '../../audience/rules.ts'
import { type At, bases, type Here, mainLanguage, open, send, tell } from '../entry/routes.tsx'
import { sendForm } from '../forms.ts'
import { composing, kindsOf, previewOf } from '../mails.tsx'
import { PreviewPage, type SendTyped } from '../pages/preview.tsx'
import { openNotice, readFacts } from '../reads.ts'
import { draftedOf, maySend, missingIn, type NoticeRow, standingOf } from '../rules.ts'
import { plan, sendNow } from '../writes.ts'

const kindQuery = z.object({ kind: z.string().max(300).catch('').default('') })
const plain: SendTyped = { when: 'now', date: '', time: '08:00', seen: false }

export function previewRoutes(app: App, ground: Ground): void {
  const { db } = ground

  for (const base of bases) {
    app.get(`${base}/:notice/preview`, async (request: At, reply) => {
      const { here, row } = await open(ground, request)
      if (standingOf(row) !== 'draft') return goOn(reply, `${here.base}/${row.id}`)
      return review(request, reply, here, row)
    })

    app.get(`${base}/:notice/preview.html`, async (request: At, reply) => {
      const { here, row } = await open(ground, request)
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
      const { here, row } = await open(ground, request)
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
      const { here, row } = await open(ground, request)
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
  }

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
    return send(ground, request, reply, here, {
      status: back?.status,
      title: m.letters_preview_title,
      body: () => (
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
      ),
    })
  }
}

const zoneOf = ({ meeting, network }: Here): string => meeting?.timezone ?? network.timezone

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
