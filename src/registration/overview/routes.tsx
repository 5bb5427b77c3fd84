/** `/{network}/{meeting}/registrations`: for organisers. What is kept apart only for those who may read it. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { said } from '#meeting/parts/said.ts'
import { Conflict, Invalid, NotFound } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { fieldTexts } from '#platform/http/errorpages.tsx'
import { readForm } from '#platform/http/forms.ts'
import { sendPage } from '#platform/http/page.ts'
import { goOn, type Notice, wordsFor } from '#platform/http/visit.ts'
import { m } from '#platform/words/words.ts'
import { readAnswers } from '../answers/forms.ts'
import { isSpecial, valuesOf } from '../answers/rules.ts'
import { approve, decline } from '../deciding/writes.ts'
import { enterToArrange, type Here } from '../entry/reads.ts'
import { filesOf } from '../files/reads.ts'
import { shownFiles, type Taken, takeAnswers } from '../files/routes.ts'
import { selectionForm, versionForm, whoForm } from '../forms.ts'
import { teller } from '../mails.tsx'
import { choosableBy, openRegistration, type RegistrationRow, readsSpecial, specialOf } from '../reads.ts'
import { groupCalled } from '../rules.ts'
import { changeRegistration, comeBack, withdraw } from '../writes.ts'
import { listRoutes } from './lists/routes.ts'
import { EditPage } from './pages/edit.tsx'
import { OverviewPage } from './pages/overview.tsx'
import { readOverview } from './reads.ts'

type At = FastifyRequest<{ Params: { network: string; meeting: string } }>
type One = FastifyRequest<{ Params: { network: string; meeting: string; registrationId: string } }>

export function overviewRoutes(app: App, ground: Ground): void {
  const { db, secret } = ground
  listRoutes(app, ground)

  app.get('/:network/:meeting/registrations', async (request: At, reply) => {
    const here = await enterToArrange(db, request)
    const { actor, network, meeting, form, path } = here
    const overview = await readOverview(db, actor, meeting, form)
    return sendPage(ground, request, reply, actor, {
      title: wordsFor(request, actor, () => m.registration_overview()),
      network,
      section: 'home',
      robots: 'noindex',
      styles: ['forms', 'meeting', 'registration'],
      body: () => (
        <OverviewPage
          title={titleOf(here)}
          path={path}
          overview={overview}
          hasForm={form !== null}
          mode={meeting.attendance}
          days={here.days}
          groups={form?.groups ?? []}
          selection={readForm(selectionForm, request.query)}
        />
      ),
    })
  })

  app.get('/:network/:meeting/registrations/:registrationId', async (request: One, reply) => {
    const { here, row } = await open(request)
    return editPage(request, reply, here, row, null)
  })

  app.post('/:network/:meeting/registrations/:registrationId', async (request: One, reply) => {
    const { here, row } = await open(request)
    const { actor, meeting, days, form, path } = here
    const { typed, files, wrong } = await takeAnswers(ground, request, meeting, form?.questions ?? [])
    try {
      const { version } = readForm(versionForm, typed)
      const special = await readsSpecial(db, actor)
      const who = readForm(whoForm, { ...typed, email: row.email })
      const questions = (form?.questions ?? []).filter((question) => special || !isSpecial(question.kind))
      const answered = readAnswers(
        {
          questions,
          mode: meeting.attendance,
          days: days.map((day) => day.id),
          group: groupCalled(form, who.group),
          files,
          stands: Object.keys(await filesOf(db, row.id)),
        },
        typed,
      )
      if (Object.keys(wrong).length > 0) throw new Invalid(wrong)
      await changeRegistration(
        ground,
        actor,
        meeting,
        { id: row.id, version },
        {
          ...answered,
          name: who.name,
          office: who.office,
          organisationId: who.organisation,
          organisationName: who.organisation ? null : (who.organisationName ?? row.organisationName),
          groupId: who.group,
        },
        { as: 'organiser', keepsSpecial: !special },
        tell(here),
      )
      return goOn(reply, `${path}/registrations`, {
        tone: 'success',
        text: wordsFor(request, actor, () => m.registration_told_saved({ name: who.name })),
      })
    } catch (error) {
      const values = typed as Record<string, string | readonly string[]>
      if (error instanceof Invalid)
        return editPage(request, reply, here, row, { values, files, fields: error.fields, status: 422 })
      if (!(error instanceof Conflict)) throw error
      const stands = (await open(request)).row
      return editPage(request, reply, here, stands, { values, files, fields: { name: 'shared_conflict' }, status: 409 })
    }
  })

  const act = (name: string, run: (here: Here, row: RegistrationRow) => Promise<unknown>, told: Told) =>
    app.post(`/:network/:meeting/registrations/:registrationId/${name}`, async (request: One, reply) => {
      const { here, row } = await open(request)
      await run(here, row)
      const base = `${here.path}/registrations`
      return goOn(
        reply,
        base,
        wordsFor(request, here.actor, () => told(row.name, `${base}/${row.id}`)),
      )
    })
  act(
    'approve',
    (here, row) => approve(db, here.actor, here.meeting, row.id, tell(here)),
    (name) => ({ tone: 'success', text: m.registration_told_approved({ name }) }),
  )
  act(
    'decline',
    (here, row) => decline(db, here.actor, here.meeting, row.id, tell(here)),
    (name, base) => ({ tone: 'info', text: m.registration_told_declined({ name }), undo: undo(`${base}/approve`) }),
  )
  act(
    'withdraw',
    (here, row) => withdraw(db, here.actor, here.meeting, row.id, tell(here)),
    (name, base) => ({ tone: 'info', text: m.registration_told_withdrawn_of({ name }), undo: undo(`${base}/restore`) }),
  )
  act(
    'restore',
    (here, row) => comeBack(db, here.actor, here.meeting, row.id, { as: 'organiser' }, tell(here)),
    (name) => ({ tone: 'success', text: m.registration_told_restored({ name }) }),
  )

  const tell = ({ meeting, network, form, path }: Here) => teller(ground, { meeting, network, form, path })

  async function open(request: One): Promise<{ here: Here; row: RegistrationRow }> {
    const here = await enterToArrange(db, request)
    return { here, row: await openRegistration(db, here.actor, here.meeting, request.params.registrationId) }
  }

  async function editPage(request: One, reply: FastifyReply, here: Here, row: RegistrationRow, back: Back | null) {
    const { actor, network, meeting, form, days, path } = here
    if (!form) throw new NotFound()
    const [choosable, special, given] = await Promise.all([
      choosableBy(db, actor, network.id),
      readsSpecial(db, actor),
      filesOf(db, row.id),
    ])
    const stands = {
      name: row.name,
      office: row.office ?? '',
      organisation: row.organisationId ?? '',
      organisationName: row.organisationName ?? '',
      group: row.groupId ?? '',
      ...valuesOf(form.questions, row, special ? await specialOf(db, row.id) : {}),
    }
    return sendPage(ground, request, reply, actor, {
      title: wordsFor(request, actor, () => m.registration_edit_title({ name: row.name })),
      status: back?.status ?? 200,
      network,
      section: 'home',
      robots: 'noindex',
      styles: ['forms', 'meeting', 'registration'],
      body: () => (
        <EditPage
          title={titleOf(here)}
          path={path}
          row={row}
          form={form}
          days={days}
          choosable={choosable}
          special={special}
          files={shownFiles(
            { secret, meetingId: meeting.id },
            given,
            back?.files,
            (id) => `${path}/registrations/${row.id}/files/${id}`,
          )}
          values={{ ...(back?.values ?? stands), email: row.email }}
          errors={fieldTexts(back?.fields ?? {})}
        />
      ),
    })
  }
}

/** The form as it comes back. */
interface Back {
  readonly values: Record<string, string | readonly string[]>
  readonly files: Taken['files']
  readonly fields: Readonly<Record<string, string>>
  readonly status: number
}

type Told = (name: string, base: string) => Notice
const undo = (action: string) => ({ action, label: m.shared_undo(), fields: {} })

const titleOf = ({ meeting }: Here) => <span lang={said(meeting.title).lang}>{said(meeting.title).text}</span>
