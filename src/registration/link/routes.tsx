/** `/r/{token}`: what one does with the link in a receipt. Opening it changes nothing: mail scanners open links too. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { visitor } from '#actor.ts'
import { said } from '#meeting/parts/said.ts'
import { Conflict, Invalid, NotFound } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { fieldTexts } from '#platform/http/errorpages.tsx'
import { readForm } from '#platform/http/forms.ts'
import { sendPage } from '#platform/http/page.ts'
import { goOn, type Notice, wordsFor } from '#platform/http/visit.ts'
import { m } from '#platform/words/words.ts'
import { type Body, one, readAnswers } from '../answers/forms.ts'
import { valuesOf } from '../answers/rules.ts'
import { aheadOf, type Held, openLink, organisationName } from '../entry/reads.ts'
import { filesOf } from '../files/reads.ts'
import { shownFiles, type Taken, takeAnswers } from '../files/routes.ts'
import { substituteForm, versionForm, whoForm } from '../forms.ts'
import { teller } from '../mails.tsx'
import { organisationCalled, type RegistrationRow, registrationById, specialOf } from '../reads.ts'
import { groupCalled, isBinding, mayChange, mayComeBack, mayWithdraw } from '../rules.ts'
import { standInOf } from '../substitute/reads.ts'
import { sendSubstitute } from '../substitute/writes.ts'
import { changeRegistration, comeBack, confirm, stillComes, withdraw } from '../writes.ts'
import { OwnPage, UnknownRegistration } from './pages/own.tsx'
import { registrationLink } from './rules.ts'

type WithLink = FastifyRequest<{ Params: { registration: string } }>
interface Back {
  readonly form: 'change' | 'substitute' | 'withdraw'
  readonly values: Readonly<Record<string, string | readonly string[]>>
  readonly fields: Readonly<Record<string, string>>
  readonly status: number
  /** Files that came with a form that comes back. */
  readonly files?: Taken['files']
}

export function linkRoutes(app: App, ground: Ground): void {
  const { db, secret } = ground
  const open = (request: WithLink) => openLink(ground, request, request.params.registration)

  app.get('/r/:registration', async (request: WithLink, reply) => {
    const held = await open(request).catch((error) => {
      if (error instanceof NotFound) return null
      throw error
    })
    if (!held) return unknown(request, reply)
    // Put together with another of theirs: the link goes on holding, and leads there.
    const on = held.row.continuesAs && (await registrationById(db, held.row.continuesAs))
    if (on) return privately(reply).redirect(registrationLink(ground.secret, on), 303)
    return ownPage(request, reply, held, null)
  })

  app.post('/r/:registration/confirm', async (request: WithLink, reply) => {
    const held = await open(request)
    const row = await confirm(db, held.actor, held.meeting, held.row.id, tell(held))
    return tellOn(request, reply, held, () => ({ tone: 'success', text: toldOf(row) }))
  })

  app.post('/r/:registration/withdraw', async (request: WithLink, reply) => {
    const held = await open(request)
    if (binds(held) && one((request.body ?? {}) as Body, 'understood') !== 'on')
      return ownPage(request, reply, held, {
        form: 'withdraw',
        values: {},
        fields: { understood: 'registration_withdraw_ask' },
        status: 422,
      })
    await withdraw(db, held.actor, held.meeting, held.row.id, tell(held))
    return tellOn(request, reply, held, () => ({
      tone: 'info',
      text: m.registration_told_withdrawn(),
      undo: { action: `/r/${request.params.registration}/again`, label: m.shared_undo(), fields: {} },
    }))
  })

  app.post('/r/:registration/still', async (request: WithLink, reply) => {
    const held = await open(request)
    await stillComes(db, held.actor, held.meeting, held.row.id)
    return tellOn(request, reply, held, () => ({ tone: 'success', text: m.registration_told_still() }))
  })

  app.post('/r/:registration/again', async (request: WithLink, reply) => {
    const held = await open(request)
    const row = await comeBack(db, held.actor, held.meeting, held.row.id, { as: 'self' }, tell(held))
    return tellOn(request, reply, held, () => ({ tone: 'success', text: toldOf(row) }))
  })

  app.post('/r/:registration/change', async (request: WithLink, reply) => {
    const held = await open(request)
    const { row, form, meeting, days } = held
    const { typed, files, wrong } = await takeAnswers(ground, request, meeting, form.questions)
    try {
      const { version } = readForm(versionForm, typed)
      const who = readForm(whoForm, { ...typed, email: row.email })
      const answered = readAnswers(
        {
          questions: form.questions,
          mode: meeting.attendance,
          days: days.map((day) => day.id),
          group: groupCalled(form, who.group),
          files,
          stands: Object.keys(await filesOf(db, row.id)),
        },
        typed,
      )
      if (Object.keys(wrong).length > 0) throw new Invalid(wrong)
      const organisationId = who.organisationName ? await organisationCalled(db, row.networkId, who.organisationName) : null
      await changeRegistration(
        ground,
        held.actor,
        meeting,
        { id: row.id, version },
        {
          ...answered,
          name: who.name,
          office: who.office,
          organisationId,
          organisationName: organisationId ? null : who.organisationName,
          groupId: who.group,
        },
        { as: 'self', keepsSpecial: false },
        tell(held),
      )
      return tellOn(request, reply, held, () => ({ tone: 'success', text: m.registration_told_changed() }))
    } catch (error) {
      const back = { form: 'change', values: typed as Back['values'], files } as const
      if (error instanceof Invalid) return ownPage(request, reply, held, { ...back, fields: error.fields, status: 422 })
      // Changed in another window: what was typed stays, and is saved on top of it when sent again.
      if (error instanceof Conflict)
        return ownPage(request, reply, await open(request), { ...back, fields: { name: 'shared_conflict' }, status: 409 })
      throw error
    }
  })

  app.post('/r/:registration/substitute', async (request: WithLink, reply) => {
    const held = await open(request)
    try {
      const substitute = readForm(substituteForm, request.body)
      await sendSubstitute(db, held.actor, held.meeting, held.row.id, substitute, tell(held))
      return tellOn(request, reply, held, () => ({
        tone: 'success',
        text: m.registration_told_substitute({ name: substitute.name }),
      }))
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      const values = (request.body ?? {}) as Back['values']
      return ownPage(request, reply, held, { form: 'substitute', values, fields: error.fields, status: 422 })
    }
  })

  const tell = ({ meeting, network, form, path }: Held) => teller(ground, { meeting, network, form, path })

  const tellOn = (request: WithLink, reply: FastifyReply, { actor }: Held, say: () => Notice) =>
    goOn(reply, `/r/${request.params.registration}`, wordsFor(request, actor, say))

  async function ownPage(request: WithLink, reply: FastifyReply, held: Held, back: Back | null) {
    const { actor, network, meeting, row, form, days, standing } = held
    const [special, given, organisation, ahead, standIn] = await Promise.all([
      specialOf(db, row.id),
      filesOf(db, row.id),
      organisationName(db, row.organisationId),
      row.state === 'waiting' ? aheadOf(db, row) : 0,
      standInOf(db, row.networkId, row.personId),
    ])
    const stands = {
      name: row.name,
      email: row.email,
      office: row.office ?? '',
      organisationName: organisation || (row.organisationName ?? ''),
      group: row.groupId ?? '',
      ...valuesOf(form.questions, row, special),
    }
    return sendPage(ground, request, privately(reply), actor, {
      title: wordsFor(request, actor, () => m.registration_title({ title: said(meeting.title).text })),
      status: back?.status ?? 200,
      network,
      robots: 'noindex',
      styles: ['forms', 'meeting', 'registration'],
      body: () => (
        <OwnPage
          title={meeting.title}
          path={held.readable ? held.path : null}
          base={`/r/${request.params.registration}`}
          timezone={meeting.timezone}
          row={row}
          form={form}
          days={days}
          files={shownFiles({ secret, meetingId: meeting.id }, given, back?.files)}
          mayChange={row.state !== 'unconfirmed' && mayChange(row, standing) === 'yes'}
          mayWithdraw={mayWithdraw(row, standing) === 'yes'}
          mayComeBack={mayComeBack(row, standing) === 'yes'}
          binding={binds(held)}
          ahead={ahead}
          standIn={standIn}
          values={back?.form === 'change' ? { ...back.values, email: row.email } : back ? { ...stands, ...back.values } : stands}
          errors={fieldTexts(back?.fields ?? {})}
          back={back?.form ?? null}
        />
      ),
    })
  }

  function unknown(request: FastifyRequest, reply: FastifyReply) {
    return sendPage(ground, request, privately(reply), visitor(), {
      title: wordsFor(request, visitor(), () => m.registration_unknown()),
      robots: 'noindex',
      status: 404,
      body: () => <UnknownRegistration />,
    })
  }
}

/** Whoever waits or asked holds no place, and owes nothing for it. */
const binds = ({ form, row }: Held): boolean => row.state === 'registered' && isBinding(form, Temporal.Now.instant())

const toldOf = (row: RegistrationRow): string =>
  row.state === 'waiting'
    ? m.registration_own_waiting()
    : row.state === 'requested'
      ? m.registration_own_requested()
      : m.registration_own_registered()

/** The address is the key: it goes to nobody else with the links on the page. */
const privately = (reply: FastifyReply): FastifyReply => reply.header('referrer-policy', 'same-origin')
