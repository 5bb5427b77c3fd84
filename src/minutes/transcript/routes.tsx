/** `/{network}/{meeting}/transcripts` and below: taking transcripts in, and making them fit beside the minutes. */
import { buffer } from 'node:stream/consumers'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { enterMeeting } from '#meeting/reads.ts'
import type { NetworkRow } from '#network/reads.ts'
import { Invalid } from '#platform/errors.ts'
import { receiveForm } from '#platform/files/receive.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { fieldTexts } from '#platform/http/errorpages.tsx'
import { readForm } from '#platform/http/forms.ts'
import { sendPage } from '#platform/http/page.ts'
import { goOn, localeOf, type Notice } from '#platform/http/visit.ts'
import { pick } from '#platform/words/text.ts'
import { inLocale, m } from '#platform/words/words.ts'
import { daysFor, withTerm } from '#privacy/retention/rules.ts'
import {
  becauseForm,
  beginningForm,
  giveForm,
  leaveOutForm,
  lineTimeForm,
  offsetForm,
  placeForm,
  speakersIn,
  wordsForm,
} from './forms.ts'
import { correct, giveTo, leaveOut, place } from './lines/writes.ts'
import { TranscriptPage, type TranscriptPageProps } from './pages/transcript.tsx'
import { TranscriptsPage } from './pages/transcripts.tsx'
import { LARGEST_TRANSCRIPT } from './reader.ts'
import { listTranscripts, onlyWriters } from './reads.ts'
import { momentOf } from './rules.ts'
import { nameSpeakers } from './speakers/writes.ts'
import { readWork } from './work/reads.ts'
import { keep, last, remove, setBeginning, setLine, takeIn, unsetAt } from './writes.ts'

type At = FastifyRequest<{
  Params: { network: string; meeting: string; transcript: string }
  Querystring: Record<string, string>
}>
type Wrong = TranscriptPageProps['wrong']

const PATH = '/:network/:meeting/transcripts'

export function transcriptRoutes(app: App, ground: Ground): void {
  const { db } = ground

  app.get(PATH, async (request: At, reply) => sendAll(request, reply, {}))

  app.post(PATH, async (request: At, reply) => {
    const { actor, meeting, base, locale } = await enter(request)
    try {
      const { file } = await receiveForm(request, { limit: LARGEST_TRANSCRIPT, around: 1000 }, async (stream) => ({
        bytes: await buffer(stream),
      }))
      if (!file || file.bytes.length === 0) throw new Invalid({ file: 'transcript_error_missing' })
      const row = await takeIn(db, actor, meeting, file)
      return goOn(reply, `${base}/${row.id}`, done(inLocale(locale, () => m.transcript_done_taken_in())))
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      return sendAll(request, reply.status(422), error.fields)
    }
  })

  app.get(`${PATH}/:transcript`, async (request: At, reply) => sendOne(request, reply, null))

  app.post(`${PATH}/:transcript/clock`, (request: At, reply) =>
    acting(request, reply, 'clock', async ({ actor, meeting }, id) => {
      const { date, time, track } = readForm(beginningForm, request.body)
      await setBeginning(db, actor, meeting, id, { at: momentOf(date, time, meeting.timezone), track })
      return { to: '#items', text: m.transcript_done_timed }
    }),
  )

  app.post(`${PATH}/:transcript/clock/remove`, (request: At, reply) =>
    acting(request, reply, 'clock', async ({ actor, meeting }, id) => {
      await unsetAt(db, actor, meeting, id, readForm(offsetForm, request.body).offset)
      return { to: '#clock', text: m.transcript_done_timed }
    }),
  )

  app.post(`${PATH}/:transcript/names`, (request: At, reply) =>
    acting(request, reply, 'names', async ({ actor, meeting }, id) => {
      await nameSpeakers(db, actor, meeting, id, speakersIn(request.body))
      return { to: '#names', text: m.transcript_done_named }
    }),
  )

  app.post(`${PATH}/:transcript/lines/time`, (request: At, reply) =>
    acting(request, reply, 'line', async ({ actor, meeting }, id) => {
      const { line, date, time, reach } = readForm(lineTimeForm, request.body)
      await setLine(db, actor, meeting, id, { line, reach, at: momentOf(date, time, meeting.timezone) })
      return { to: line, text: m.transcript_done_timed }
    }),
  )

  app.post(`${PATH}/:transcript/lines/place`, (request: At, reply) =>
    acting(request, reply, 'line', async ({ actor, meeting }, id) => {
      const { line, item, reach } = readForm(placeForm, request.body)
      await place(db, actor, meeting, id, { line, reach, itemId: item })
      return { to: line, text: m.transcript_done_placed }
    }),
  )

  app.post(`${PATH}/:transcript/lines/speaker`, (request: At, reply) =>
    acting(request, reply, 'line', async ({ actor, meeting }, id) => {
      const { line, speaker } = readForm(giveForm, request.body)
      await giveTo(db, actor, meeting, id, line, speaker)
      return { to: line, text: m.transcript_done_given }
    }),
  )

  app.post(`${PATH}/:transcript/lines/words`, (request: At, reply) =>
    acting(request, reply, 'line', async ({ actor, meeting }, id) => {
      const corrected = readForm(wordsForm, request.body)
      await correct(db, actor, meeting, id, corrected)
      return { to: corrected.line, text: m.transcript_done_corrected }
    }),
  )

  app.post(`${PATH}/:transcript/lines/leave-out`, (request: At, reply) =>
    acting(request, reply, 'line', async ({ actor, meeting, base }, id) => {
      const { line, dropped } = readForm(leaveOutForm, request.body)
      await leaveOut(db, actor, meeting, id, line, dropped === 'yes')
      const back = { line: String(line), dropped: dropped === 'yes' ? 'no' : 'yes' }
      const action = `${base}/${id}/lines/leave-out`
      return {
        to: line,
        text: dropped === 'yes' ? m.transcript_done_dropped : m.transcript_done_restored,
        undo: () => ({ action, label: m.shared_undo(), fields: back }),
      }
    }),
  )

  app.post(`${PATH}/:transcript/keep`, (request: At, reply) =>
    acting(request, reply, 'because', async ({ actor, meeting }, id) => {
      await keep(db, actor, meeting, id)
      return { to: '#stay', text: m.transcript_done_kept }
    }),
  )

  app.post(`${PATH}/:transcript/last`, (request: At, reply) =>
    acting(request, reply, 'because', async ({ actor, meeting }, id) => {
      await last(db, actor, meeting, id, readForm(becauseForm, request.body).because)
      return { to: '#stay', text: m.transcript_done_lasts }
    }),
  )

  app.post(`${PATH}/:transcript/last/end`, (request: At, reply) =>
    acting(request, reply, 'because', async ({ actor, meeting }, id) => {
      await last(db, actor, meeting, id, null)
      return { to: '#stay', text: m.transcript_done_goes }
    }),
  )

  app.post(`${PATH}/:transcript/remove`, async (request: At, reply) => {
    const { actor, meeting, base, locale } = await enter(request)
    await remove(db, actor, meeting, request.params.transcript)
    return goOn(reply, base, done(inLocale(locale, () => m.transcript_done_removed())))
  })

  /** @throws NotFound for all who may not write minutes of this meeting, and where there is none */
  async function enter(request: At) {
    const { actor, network, meeting } = await enterMeeting(db, request, request.params)
    onlyWriters(actor, meeting)
    const meetingPath = `/${network.slug}/${meeting.slug}`
    const locale = localeOf(request, actor.person?.locale ?? null)
    return { actor, network, meeting, meetingPath, base: `${meetingPath}/transcripts`, locale }
  }
  type Entered = Awaited<ReturnType<typeof enter>>

  interface Outcome {
    /** A part of the page, or the number of a line: then on to where that stands now. */
    readonly to: string | number
    readonly text: () => string
    readonly undo?: () => NonNullable<Notice['undo']>
  }

  /** One change and on; a form that does not hold comes again with what was typed. */
  async function acting(
    request: At,
    reply: FastifyReply,
    form: NonNullable<Wrong>['form'],
    change: (entered: Entered, id: string) => Promise<Outcome>,
  ): Promise<FastifyReply> {
    const entered = await enter(request)
    const { base, locale } = entered
    const id = request.params.transcript
    try {
      const { to, text, undo } = await change(entered, id)
      const notice = inLocale(locale, () => ({ ...done(text()), ...(undo && { undo: undo() }) }))
      return goOn(reply, typeof to === 'string' ? `${base}/${id}${to}` : `${base}/${id}?at=${to}#line-${to}`, notice)
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      const typed = request.body as Record<string, string>
      return sendOne(request, reply.status(422), { form, errors: inLocale(locale, () => fieldTexts(error.fields)), typed })
    }
  }

  async function sendOne(request: At, reply: FastifyReply, wrong: Wrong) {
    const { actor, network, meeting, meetingPath, locale } = await enter(request)
    const asked = wrong?.form === 'line' ? { line: wrong.typed['line'] } : request.query
    const work = await readWork(db, actor, meeting, request.params.transcript, asked, locale)
    return sendPage(ground, request, reply, actor, {
      title: inLocale(locale, () => m.transcript_of_file({ file: work.row.fileName })),
      network,
      styles: ['forms', 'minutes', 'minutes/transcript'],
      robots: 'noindex',
      status: reply.statusCode,
      body: () => (
        <TranscriptPage
          {...work}
          meetingPath={meetingPath}
          meetingTitle={pick(meeting.title, locale)?.text ?? ''}
          timezone={meeting.timezone}
          term={termIn(network)}
          wrong={wrong}
        />
      ),
    })
  }

  async function sendAll(request: At, reply: FastifyReply, fields: Record<string, string>) {
    const { actor, network, meeting, meetingPath, locale } = await enter(request)
    const transcripts = await listTranscripts(db, actor, meeting)
    return sendPage(ground, request, reply, actor, {
      title: inLocale(locale, () => m.transcript_all()),
      network,
      styles: ['forms', 'minutes', 'minutes/transcript'],
      robots: 'noindex',
      status: reply.statusCode,
      body: () => (
        <TranscriptsPage
          meetingPath={meetingPath}
          meetingTitle={pick(meeting.title, locale)?.text ?? ''}
          transcripts={transcripts}
          timezone={meeting.timezone}
          term={termIn(network)}
          error={fieldTexts(fields)['file']}
        />
      ),
    })
  }
}

const done = (text: string): Notice => ({ tone: 'success', text })

/** When a transcript goes at the latest, in words. */
const termIn = (network: Pick<NetworkRow, 'retention'>): string => {
  const purpose = withTerm.find((one) => one.id === 'transcript')!
  return m.privacy_days({ days: daysFor(purpose, network.retention)! })
}
