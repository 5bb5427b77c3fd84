/** Give a programme to read, check what was read, make a draft meeting. Nothing is stored before the last step: the form carries it all. */
import { join } from 'node:path'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '#actor.ts'
import { enterNetwork } from '#network/entry/reads.ts'
import type { NetworkRow } from '#network/reads.ts'
import { mayOrganise } from '#network/rules.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { fieldTexts, message } from '#platform/http/errorpages.tsx'
import { sendPage } from '#platform/http/page.ts'
import { goOn, localeOf } from '#platform/http/visit.ts'
import { inLocale, m } from '#platform/words/words.ts'
import { noteText } from '../sources/notes.ts'
import { type CheckForm, readCheckForm, settledOnly, wasOf } from './forms.ts'
import { CheckPage } from './pages/check.tsx'
import { PastePage } from './pages/paste.tsx'
import type { Checked } from './reader/shape.ts'
import { sampleText, seriesChoices } from './reads.ts'
import { outlineProblems } from './rules.ts'
import { checkedOf, type Opened } from './sources.ts'
import { acceptLargeForms, openForm, sendData, takeGiven, wantsData } from './upload/routes.ts'
import { createFromOutline } from './writes.ts'

type Request = FastifyRequest<{ Params: { network: string }; Querystring: { sample?: string } }>

export function intakeRoutes(app: App, ground: Ground): void {
  app.register(async (scope) => {
    acceptLargeForms(scope)

    scope.get('/:network/new', async (request: Request, reply) => {
      const { network, actor } = await enterNetwork(ground.db, request, mayOrganise)
      const text = network.sample && request.query.sample ? await sampleText(join(ground.assets.folder, '..', '..')) : ''
      return sendPaste(ground, request, reply, actor, network, { text, seriesId: null, language: null }, {})
    })

    scope.post('/:network/new', async (request: Request, reply) => {
      const { network, actor } = await enterNetwork(ground.db, request, mayOrganise)
      const given = await takeGiven(request)
      if (wantsData(request)) return sendData(reply, given)
      const form = readCheckForm(given.fields)
      const opened = 'wrong' in given ? given : await openForm(form, network.locale)
      if ('wrong' in opened) return sendPaste(ground, request, reply, actor, network, form, opened.wrong)
      const checked = checkedOf(opened, form.choices, network.locale)
      const show = (problems: Readonly<Record<string, string>>) =>
        sendCheck(ground, request, reply, actor, network, { form, opened, checked, problems })
      if (form.wish !== 'create') return show(form.errors)
      const problems = { ...form.errors, ...outlineProblems(checked.outline, new Set(Object.keys(form.choices.items))) }
      if (Object.keys(problems).length > 0) return show(problems)
      const meeting = await createFromOutline(ground.db, actor, network.id, checked.outline, {
        source: form.text,
        seriesId: await ownSeries(ground, network, form),
      })
      const told = inLocale(localeOf(request, actor.person?.locale ?? null), () => m.programme_created())
      return goOn(reply, `/${network.slug}/${meeting.slug}`, { tone: 'success', text: told })
    })
  })
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
  at: Pick<CheckForm, 'text' | 'seriesId' | 'language'>,
  wrong: Readonly<Record<string, string>>,
): Promise<FastifyReply> {
  const series = await seriesChoices(ground.db, network.id)
  const locale = localeOf(request, actor.person?.locale ?? null)
  return sendPage(ground, request, reply, actor, {
    title: inLocale(locale, () => m.programme_new_title()),
    network,
    styles: ['forms', 'programme', 'materials'],
    islands: true,
    section: 'new',
    robots: 'noindex',
    status: Object.keys(wrong).length > 0 ? 422 : 200,
    body: () => (
      <PastePage
        network={network}
        series={series}
        seriesId={at.seriesId}
        text={at.text}
        language={at.language}
        wrong={fieldTexts(wrong)}
      />
    ),
  })
}

async function sendCheck(
  ground: Ground,
  request: Request,
  reply: FastifyReply,
  actor: Actor,
  network: NetworkRow,
  at: { form: CheckForm; opened: Opened; checked: Checked; problems: Readonly<Record<string, string>> },
): Promise<FastifyReply> {
  const { form, opened, checked, problems } = at
  const series = await seriesChoices(ground.db, network.id)
  const locale = localeOf(request, actor.person?.locale ?? null)
  const { choices } = form
  const was = wasOf(checkedOf(opened, settledOnly(choices), network.locale).outline)
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
        layout={form.layout}
        fileName={form.fileName}
        language={form.language}
        stated={opened.kind === 'stated' ? opened.notes.map(noteText) : null}
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
