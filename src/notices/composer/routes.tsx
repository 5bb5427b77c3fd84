/** `/{network}/{meeting}/notices/…` and `/{network}/notices/…`: letters to many, for organisers. Every step without script. */
import type { FastifyReply } from 'fastify'
import { Conflict } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { readForm } from '#platform/http/forms.ts'
import { goOn } from '#platform/http/visit.ts'
import type { Words } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { readKnown } from '../audience/reads.ts'
import { type Audience, receiversIn } from '../audience/rules.ts'
import { type At, bases, enter, type Here, mainLanguage, open, send, surroundings, tell } from './entry/routes.tsx'
import { audienceForm, beginForm, readTyped } from './forms.ts'
import { BeginPage } from './pages/begin.tsx'
import { EditPage } from './pages/edit.tsx'
import { LettersPage } from './pages/letters.tsx'
import { languagesFor } from './parts/words.ts'
import { previewRoutes } from './preview/routes.tsx'
import { changesSince, listNotices } from './reads.ts'
import {
  begun,
  type Drafted,
  draftedOf,
  type Fault,
  faultsIn,
  type NoticeRow,
  networkTemplates,
  standingOf,
  templates,
} from './rules.ts'
import { stand, standingRoutes } from './standing/routes.tsx'
import { createDraft, removeDraft, restoreDraft, saveDraft } from './writes.ts'

export function composerRoutes(app: App, ground: Ground): void {
  const { db } = ground
  previewRoutes(app, ground)
  standingRoutes(app, ground)

  // A meeting's list stands with what waits for those who follow it.
  app.get('/:network/notices', async (request: At, reply) => {
    const here = await enter(ground, request)
    const letters = await listNotices(db, here.actor, here)
    return send(ground, request, reply, here, {
      title: m.letters_title,
      body: () => <LettersPage place={here} letters={letters} />,
    })
  })

  for (const base of bases) {
    app.get(`${base}/new`, async (request: At, reply) => {
      const here = await enter(ground, request)
      const audience = readForm(audienceForm, request.query) as Audience
      return send(ground, request, reply, here, {
        title: m.letters_choose_title,
        body: () => <BeginPage place={here} templates={here.meeting ? templates : networkTemplates} audience={audience} />,
      })
    })

    app.post(`${base}/new`, async (request: At, reply) => {
      const here = await enter(ground, request)
      const { template } = readForm(beginForm, request.body)
      const drafted = begun(here.meeting ? template : 'empty', here.meeting, readForm(audienceForm, request.body) as Audience)
      const receivers = receiversIn(await readKnown(db, here.actor, here), drafted.audience)
      const row = await createDraft(db, here.actor, here, inLanguagesOf(here, drafted, receivers))
      return goOn(reply, `${here.base}/${row.id}`)
    })

    app.get(`${base}/:notice`, async (request: At, reply) => {
      const { here, row } = await open(ground, request)
      return standingOf(row) === 'draft' ? edit(request, reply, here, row) : stand(ground, request, reply, here, row)
    })

    app.post(`${base}/:notice`, async (request: At, reply) => {
      const { here, row } = await open(ground, request)
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

    app.post(`${base}/:notice/remove`, async (request: At, reply) => {
      const { here, row } = await open(ground, request)
      await removeDraft(db, here.actor, here, row.id)
      return tell(request, reply, here, here.base, () => ({
        tone: 'info',
        text: m.letters_removed(),
        undo: { action: `${here.base}/${row.id}/restore`, label: m.shared_undo(), fields: {} },
      }))
    })

    app.post(`${base}/:notice/restore`, async (request: At, reply) => {
      const { here, row } = await open(ground, request)
      await restoreDraft(db, here.actor, here, row.id)
      return tell(request, reply, here, `${here.base}/${row.id}`, () => ({ tone: 'info', text: m.letters_restored() }))
    })
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
    const [facts, known, organisations] = await surroundings(ground, here)
    return send(ground, request, reply, here, {
      status: back?.status,
      title: m.letters_edit_title,
      body: () => (
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
      ),
    })
  }
}

/** Only the languages somebody reads: what nobody looks through is not to be sent to who comes later. */
function inLanguagesOf(here: Here, drafted: Drafted, receivers: Parameters<typeof languagesFor>[1]): Drafted {
  const read = languagesFor(mainLanguage(here), receivers)
  const only = (words: Words): Words => Object.fromEntries(Object.entries(words).filter(([l]) => read.some((one) => one === l)))
  return { ...drafted, subject: only(drafted.subject), body: only(drafted.body) }
}
