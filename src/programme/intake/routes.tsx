/** Paste a programme, check what was read, make a draft meeting. Nothing is stored before the last step: the form carries it all. */
import { join } from 'node:path'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Actor, actorOf } from '#actor.ts'
import { mayEdit } from '#meeting/rules.ts'
import { type NetworkRow, networkBySlug } from '#network/reads.ts'
import { Invalid, NotFound } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { message } from '#platform/http/errorpages.tsx'
import { sendPage } from '#platform/http/page.ts'
import { goOn, localeOf } from '#platform/http/visit.ts'
import { inLocale, m } from '#platform/words/words.ts'
import { isMeetingFile, outlineOfFile } from './formats.ts'
import { type CheckForm, readCheckForm, settledOnly, wasOf } from './forms.ts'
import { CheckPage } from './pages/check.tsx'
import { PastePage } from './pages/paste.tsx'
import { outlineOf } from './reader/outline.ts'
import type { Checked } from './reader/shape.ts'
import { sampleText, seriesChoices } from './reads.ts'
import { type Choices, mayRead, outlineProblems, tooManyItems } from './rules.ts'
import { createFromOutline } from './writes.ts'

/** Percent-encoding triples what is not plain letters; a text of the greatest length must still arrive to be answered. */
const BODY_LIMIT = 18 * 1024 * 1024

type Request = FastifyRequest<{ Params: { network: string }; Querystring: { sample?: string } }>

export function intakeRoutes(app: App, ground: Ground): void {
  app.register(async (scope) => {
    scope.removeContentTypeParser('application/x-www-form-urlencoded')
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: BODY_LIMIT },
      (_request, body, done) => done(null, fieldsOf(body as string)),
    )

    scope.get('/:network/new', async (request: Request, reply) => {
      const { network, actor } = await organiserAt(ground, request)
      const text = network.sample && request.query.sample ? await sampleText(join(ground.assets.folder, '..', '..')) : ''
      return sendPaste(ground, request, reply, actor, network, { text, seriesId: null, error: null })
    })

    scope.post('/:network/new', async (request: Request, reply) => {
      const { network, actor } = await organiserAt(ground, request)
      const form = readCheckForm(request.body)
      const readable = mayRead(form.text)
      if (readable !== 'yes') return sendPaste(ground, request, reply, actor, network, { ...form, error: readable })
      const read = readerOf(form.text, network)
      const checked = attemptReading(() => read(form.choices))
      if (typeof checked === 'string') return sendPaste(ground, request, reply, actor, network, { ...form, error: checked })
      if (tooManyItems(checked.outline))
        return sendPaste(ground, request, reply, actor, network, { ...form, error: 'programme_too_many' })
      if (form.wish !== 'create') return sendCheck(ground, request, reply, actor, network, form, checked, form.errors)
      const problems = { ...form.errors, ...outlineProblems(checked.outline, new Set(Object.keys(form.choices.items))) }
      if (Object.keys(problems).length > 0) return sendCheck(ground, request, reply, actor, network, form, checked, problems)
      const meeting = await createFromOutline(ground.db, actor, network.id, checked.outline, {
        source: form.text,
        seriesId: await ownSeries(ground, network, form),
      })
      const told = inLocale(localeOf(request, actor.person?.locale ?? null), () => m.programme_created())
      return goOn(reply, `/${network.slug}/${meeting.slug}`, { tone: 'success', text: told })
    })
  })
}

/** How a text is read: as a programme, or as a meeting taken along in a file of our own. */
const readerOf =
  (text: string, network: NetworkRow) =>
  (choices: Choices): Checked =>
    isMeetingFile(text) ? outlineOfFile(text, choices) : outlineOf(text, choices, network.locale)

/** @returns the message key where a file cannot be used */
function attemptReading(read: () => Checked): Checked | string {
  try {
    return read()
  } catch (error) {
    if (error instanceof Invalid) return Object.values(error.fields)[0] ?? 'shared_invalid'
    throw error
  }
}

async function organiserAt(ground: Ground, request: Request): Promise<{ network: NetworkRow; actor: Actor }> {
  const network = await networkBySlug(ground.db, request.params.network)
  if (!network) throw new NotFound()
  const actor = await actorOf(ground.db, request, { networkId: network.id })
  if (mayEdit(actor, { networkId: network.id }) !== 'yes') throw new NotFound()
  return { network, actor }
}

async function ownSeries(ground: Ground, network: NetworkRow, form: CheckForm): Promise<string | null> {
  const known = await seriesChoices(ground.db, network.id)
  return known.find((one) => one.id === form.seriesId)?.id ?? null
}

async function sendPaste(
  ground: Ground,
  request: Request,
  reply: FastifyReply,
  actor: Actor,
  network: NetworkRow,
  at: { text: string; seriesId: string | null; error: string | null },
): Promise<FastifyReply> {
  const series = await seriesChoices(ground.db, network.id)
  const locale = localeOf(request, actor.person?.locale ?? null)
  return sendPage(ground, request, reply, actor, {
    title: inLocale(locale, () => m.programme_new_title()),
    network,
    styles: ['forms', 'programme'],
    section: 'new',
    robots: 'noindex',
    status: at.error ? 422 : 200,
    body: () => (
      <PastePage network={network} series={series} seriesId={at.seriesId} text={at.text} error={at.error && message(at.error)} />
    ),
  })
}

async function sendCheck(
  ground: Ground,
  request: Request,
  reply: FastifyReply,
  actor: Actor,
  network: NetworkRow,
  form: CheckForm,
  checked: Checked,
  problems: Readonly<Record<string, string>>,
): Promise<FastifyReply> {
  const series = await seriesChoices(ground.db, network.id)
  const locale = localeOf(request, actor.person?.locale ?? null)
  const { choices } = form
  const was = wasOf(readerOf(form.text, network)(settledOnly(choices)).outline)
  const none = checked.outline.days.every((day) => day.items.length === 0)
  const numbers = new Map(checked.doubts.map((doubt, i) => [doubt.key, `unsure-${i + 1}`]))
  const facts = ['title', ...checked.outline.days.map((day) => `date/${day.key}`)]
  return sendPage(ground, request, reply, actor, {
    title: inLocale(locale, () => m.programme_check_title()),
    network,
    styles: ['forms', 'meeting', 'programme'],
    section: 'new',
    robots: 'noindex',
    status: Object.keys(problems).length > 0 ? 422 : 200,
    body: () => (
      <CheckPage
        network={network}
        checked={checked}
        action={`/${network.slug}/new`}
        series={series}
        seriesId={form.seriesId}
        text={form.text}
        fromFile={isMeetingFile(form.text)}
        was={JSON.stringify(was)}
        settled={Object.entries(choices.settled).map(([key, n]) => `${key}:${n}`)}
        each={new Map(Object.entries(choices.places))}
        all={choices.placeAll ?? (none ? 'introduction' : 'about')}
        error={(field) => (problems[field] === undefined ? undefined : message(problems[field]))}
        errors={Object.entries(problems).map(([field, key]) => ({ field, text: message(key) }))}
        typed={form.typed}
        openFields={
          none || !checked.outline.title[checked.outline.locale] || facts.some((field) => problems[field] !== undefined)
        }
        idOf={(doubt) => numbers.get(doubt.key) ?? 'out'}
      />
    ),
  })
}

function fieldsOf(body: string): Record<string, string | string[]> {
  const fields: Record<string, string | string[]> = {}
  for (const [name, value] of new URLSearchParams(body)) {
    const before = fields[name]
    fields[name] = before === undefined ? value : [before, value].flat()
  }
  return fields
}
