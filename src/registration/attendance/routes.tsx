/** `/{network}/{meeting}/attendance`: who was there, said by themselves and by whoever keeps the list. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { said } from '#meeting/parts/said.ts'
import { Invalid, NotFound } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { fieldTexts } from '#platform/http/errorpages.tsx'
import { readForm } from '#platform/http/forms.ts'
import { sendPage } from '#platform/http/page.ts'
import { goOn, wordsFor } from '#platform/http/visit.ts'
import { message } from '#platform/words/message.ts'
import { m } from '#platform/words/words.ts'
import { enterRegistration, type Here } from '../entry/reads.ts'
import { checkInForm, keepForm } from './forms.ts'
import { AttendancePage } from './pages/attendance.tsx'
import { ownAttendance, readAttendance } from './reads.ts'
import { mayCheckIn, mayKeepAttendance } from './rules.ts'
import { checkIn, checkOut, keepAttendance } from './writes.ts'

type At = FastifyRequest<{ Params: { network: string; meeting: string } }>

export function attendanceRoutes(app: App, ground: Ground): void {
  const { db } = ground

  app.get('/:network/:meeting/attendance', async (request: At, reply) => page(request, reply, await enter(request), {}))

  app.post('/:network/:meeting/attendance', async (request: At, reply) => {
    const here = await enter(request)
    const { actor, meeting, path } = here
    if (mayKeepAttendance(actor, meeting) !== 'yes') throw new NotFound()
    try {
      const kept = readForm(keepForm, request.body)
      await keepAttendance(db, actor, meeting, kept)
      return goOn(reply, `${path}/attendance`, {
        tone: 'success',
        text: wordsFor(request, actor, () => m.registration_attendance_saved()),
      })
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      return page(request, reply, here, error.fields)
    }
  })

  app.post('/:network/:meeting/attendance/own', async (request: At, reply) => {
    const { actor, meeting, path } = await enter(request)
    await checkIn(db, actor, meeting, readForm(checkInForm, request.body).mode)
    return goOn(reply, `${path}/attendance`, {
      tone: 'success',
      ...wordsFor(request, actor, () => ({
        text: m.registration_attendance_own_told(),
        undo: { action: `${path}/attendance/own/undo`, label: m.shared_undo(), fields: {} },
      })),
    })
  })

  app.post('/:network/:meeting/attendance/own/undo', async (request: At, reply) => {
    const { actor, meeting, path } = await enter(request)
    await checkOut(db, actor, meeting)
    return goOn(reply, `${path}/attendance`, {
      tone: 'info',
      text: wordsFor(request, actor, () => m.registration_attendance_own_undone()),
    })
  })

  /** For those who are signed in: who was there is nothing for visitors. */
  async function enter(request: At): Promise<Here> {
    const here = await enterRegistration(db, request)
    if (!here.actor.person) throw new NotFound()
    return here
  }

  async function page(request: At, reply: FastifyReply, here: Here, fields: Readonly<Record<string, string>>) {
    const { actor, network, meeting, path } = here
    const keeps = mayKeepAttendance(actor, meeting) === 'yes'
    const [own, lines] = await Promise.all([
      ownAttendance(db, actor, meeting.id),
      keeps ? readAttendance(db, actor, meeting) : null,
    ])
    const may = mayCheckIn(actor, meeting, Temporal.Now.instant())
    return sendPage(ground, request, reply, actor, {
      title: wordsFor(request, actor, () => m.registration_attendance()),
      status: Object.keys(fields).length > 0 ? 422 : 200,
      network,
      section: 'home',
      robots: 'noindex',
      styles: ['forms', 'registration'],
      body: () => (
        <AttendancePage
          title={<span lang={said(meeting.title).lang}>{said(meeting.title).text}</span>}
          path={path}
          mode={meeting.attendance}
          signedIn={actor.person !== null}
          refusal={may === 'yes' ? null : message(may)}
          own={own}
          lines={lines}
          errors={fieldTexts(fields)}
        />
      ),
    })
  }
}
