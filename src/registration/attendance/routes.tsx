/**
 * `/{network}/{meeting}/attendance` and, where it is kept there, `/attendance/{item's number}`: who was there, said by themselves
 * and by whoever keeps the list.
 */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { said } from '#meeting/parts/said.ts'
import { itemsOf, readMeeting } from '#meeting/reads.ts'
import { mayEdit } from '#meeting/rules.ts'
import { attendingWords } from '#minutes/facts/rules.ts'
import { listAttending } from '#minutes/objects/reads.ts'
import { Invalid, NotFound } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { fieldTexts } from '#platform/http/errorpages.tsx'
import { readForm } from '#platform/http/forms.ts'
import { sendPage } from '#platform/http/page.ts'
import { goOn, wordsFor } from '#platform/http/visit.ts'
import { message } from '#platform/words/message.ts'
import { inLocale, m } from '#platform/words/words.ts'
import { enterRegistration, type Here } from '../entry/reads.ts'
import { checkInForm, itemForm, keepForm } from './forms.ts'
import { type AttendedItem, attendedItem, attendedItems } from './items/reads.ts'
import { keepAtItem } from './items/writes.ts'
import { AttendancePage, type Noted } from './pages/attendance.tsx'
import { ownAttendance, readAttendance } from './reads.ts'
import { mayCheckIn, mayKeepAttendance } from './rules.ts'
import { checkIn, checkOut, keepAttendance } from './writes.ts'

type At = FastifyRequest<{ Params: { network: string; meeting: string; publicId?: string } }>

/** The meeting as a whole, or an item of it. */
interface Place extends Here {
  readonly item: AttendedItem | null
  /** What the writes are about. */
  readonly kept: Here['meeting'] & { readonly itemId: string | null }
  /** `/{network}/{meeting}/attendance` with the item's number, where it is about one. */
  readonly base: string
}

export function attendanceRoutes(app: App, ground: Ground): void {
  const { db } = ground

  for (const url of ['/:network/:meeting/attendance', '/:network/:meeting/attendance/:publicId'] as const) {
    app.get(url, async (request: At, reply) => page(request, reply, await enter(request), {}))

    app.post(url, async (request: At, reply) => {
      const place = await enter(request)
      const { actor, meeting } = place
      if (mayKeepAttendance(actor, meeting) !== 'yes') throw new NotFound()
      try {
        await keepAttendance(db, actor, place.kept, readForm(keepForm, request.body))
        return goOn(reply, place.base, {
          tone: 'success',
          text: wordsFor(request, actor, () => m.registration_attendance_saved()),
        })
      } catch (error) {
        if (!(error instanceof Invalid)) throw error
        return page(request, reply, place, error.fields)
      }
    })

    app.post(`${url}/own`, async (request: At, reply) => {
      const { actor, kept, base } = await enter(request)
      await checkIn(db, actor, kept, readForm(checkInForm, request.body).mode)
      return goOn(reply, base, {
        tone: 'success',
        ...wordsFor(request, actor, () => ({
          text: m.registration_attendance_own_told(),
          undo: { action: `${base}/own/undo`, label: m.shared_undo(), fields: {} },
        })),
      })
    })

    app.post(`${url}/own/undo`, async (request: At, reply) => {
      const { actor, kept, base } = await enter(request)
      await checkOut(db, actor, kept)
      return goOn(reply, base, {
        tone: 'info',
        text: wordsFor(request, actor, () => m.registration_attendance_own_undone()),
      })
    })
  }

  for (const keeps of [true, false])
    app.post(`/:network/:meeting/attendance/items${keeps ? '' : '/end'}`, async (request: At, reply) => {
      const { actor, meeting, base } = await enter(request)
      if (mayKeepAttendance(actor, meeting) !== 'yes') throw new NotFound()
      const { item: number } = readForm(itemForm, request.body)
      const item = await keepAtItem(db, actor, meeting, number, keeps)
      return goOn(reply, base, {
        tone: keeps ? 'success' : 'info',
        ...wordsFor(request, actor, () => {
          const title = said(item.title).text
          const back = `${base}/items${keeps ? '/end' : ''}`
          return {
            text: keeps ? m.registration_attendance_item_began({ title }) : m.registration_attendance_item_ended({ title }),
            undo: { action: back, label: m.shared_undo(), fields: { item: String(number) } },
          }
        }),
      })
    })

  /** For those who are signed in: who was there is nothing for visitors. */
  async function enter(request: At): Promise<Place> {
    const here = await enterRegistration(db, request)
    const { actor, meeting, path } = here
    if (!actor.person) throw new NotFound()
    const { publicId } = request.params
    const item = publicId === undefined ? null : await attendedItem(db, actor, meeting, publicId)
    const span = item && { startsAt: item.startsAt, endsAt: item.endsAt }
    return {
      ...here,
      item,
      kept: { ...meeting, ...span, itemId: item?.id ?? null },
      base: `${path}/attendance${item ? `/${item.publicId}` : ''}`,
    }
  }

  /** Who came and went, as the minutes say it: of the item, or of all that the reader may see. */
  async function notedIn({ actor, meeting, item, path }: Place): Promise<Noted[]> {
    const view = await readMeeting(db, actor, meeting)
    const rows = new Map([...itemsOf(view.days)].map((one) => [one.id, one]))
    const found = await listAttending(db, actor, meeting, item ? [item.id] : [...rows.keys()])
    return found.flatMap(({ block, itemId, locale, row }) => {
      const of = rows.get(itemId)
      if (!of || !block.attending) return []
      return {
        id: block.id,
        text: inLocale(locale, () => attendingWords({ ...block, attending: block.attending! })),
        lang: locale,
        item: { title: of.title, href: `${of.path}#${block.id}` },
        changeAt: row && `${path}/decisions/${of.publicId}/${block.id}`,
      }
    })
  }

  async function page(request: At, reply: FastifyReply, place: Place, fields: Readonly<Record<string, string>>) {
    const { actor, network, meeting, path, item, kept, base } = place
    const keeps = mayKeepAttendance(actor, meeting) === 'yes'
    const noted = await notedIn(place)
    const [own, lines, items] = await Promise.all([
      ownAttendance(db, actor, meeting.id, kept.itemId),
      keeps ? readAttendance(db, actor, meeting, kept.itemId) : null,
      item ? [] : attendedItems(db, actor, meeting),
    ])
    const may = mayCheckIn(actor, kept, Temporal.Now.instant())
    const refusal = may === 'registration_attendance_when' && item ? 'registration_attendance_when_item' : may
    return sendPage(ground, request, reply, actor, {
      title: wordsFor(request, actor, () => m.registration_attendance()),
      status: Object.keys(fields).length > 0 ? 422 : 200,
      network,
      section: 'home',
      robots: 'noindex',
      styles: ['forms', 'meeting', 'registration'],
      body: () => (
        <AttendancePage
          title={<span lang={said(meeting.title).lang}>{said(meeting.title).text}</span>}
          path={path}
          base={base}
          arranges={mayEdit(actor, meeting) === 'yes'}
          item={item}
          items={items}
          noted={noted}
          mode={meeting.attendance}
          signedIn={actor.person !== null}
          refusal={refusal === 'yes' ? null : message(refusal)}
          own={own}
          lines={lines}
          errors={fieldTexts(fields)}
        />
      ),
    })
  }
}
