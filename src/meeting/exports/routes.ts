/** A meeting to take along: in the calendar, for conference apps, on paper, in a word processor, an e-mail, a spreadsheet. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { dispositionOf, policyOf } from '#materials/download/rules.ts'
import { readLogoFile } from '#network/logo/reads.ts'
import { revisionsOf } from '#platform/activity/reads.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { sendPublic } from '#platform/http/page.ts'
import { wordsFor } from '#platform/http/visit.ts'
import { meetingSubject } from '#platform/live/subjects.ts'
import { type Locale, pick } from '#platform/words/text.ts'
import { inLocale, m } from '#platform/words/words.ts'
import { subjectsOf } from '../entry/rules.ts'
import { partsOf } from '../feed/reads.ts'
import { calendarOf, itemCalendar } from '../formats/calendar.ts'
import { programmeCsv } from '../formats/csv.ts'
import { programmeDocx } from '../formats/docx.ts'
import { meetingJson } from '../formats/json.ts'
import { programmePdf } from '../formats/pdf.ts'
import { type Schedule, scheduleOf } from '../formats/schedule.ts'
import { scheduleJson } from '../formats/schedulejson.ts'
import { scheduleXml } from '../formats/schedulexml.ts'
import { type Sheet, sheetOf } from '../formats/sheet.ts'
import { programmeText } from '../formats/text.ts'
import { daysOf, enterMeeting, type ItemView, type MeetingView, readMeeting } from '../reads.ts'
import { nameOf } from './rules.ts'

type Entered = Awaited<ReturnType<typeof enterMeeting>>
type Request = FastifyRequest<{ Params: { network: string; meeting: string } }>

/** A file made for one reader in one language. */
export interface File {
  readonly body: string | Buffer
  readonly mediaType: string
  readonly ending: string
  /** Besides the title, for what is only a part of the meeting. */
  readonly name?: string
  /** Below the meeting's address, where it has a page of its own. */
  readonly page?: string
}

export function exportRoutes(app: App, ground: Ground): void {
  const at = (ending: string, send: (request: Request, reply: FastifyReply, entered: Entered) => Promise<FastifyReply>) =>
    app.get<{ Params: { network: string; meeting: string } }>(`/:network/:meeting/${ending}`, async (request, reply) =>
      send(request, reply, await enterMeeting(ground.db, request, request.params)),
    )

  at('schedule.xml', (request, reply, entered) =>
    sendSchedule(request, reply, entered, (schedule) => ({
      body: scheduleXml(schedule),
      mediaType: 'application/xml',
      ending: 'xml',
    })),
  )
  at('schedule.json', (request, reply, entered) =>
    sendSchedule(request, reply, entered, (schedule) => ({
      body: JSON.stringify(scheduleJson(schedule), null, 1),
      mediaType: 'application/json',
      ending: 'json',
    })),
  )
  at('programme.pdf', (request, reply, entered) =>
    sendSheet(request, reply, entered, async (sheet) => ({
      body: await programmePdf(sheet, await readLogoFile(ground.files, entered.network)),
      mediaType: 'application/pdf',
      ending: 'pdf',
    })),
  )
  at('programme.docx', (request, reply, entered) =>
    sendSheet(request, reply, entered, async (sheet) => ({
      body: await programmeDocx(sheet, await readLogoFile(ground.files, entered.network)),
      mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      ending: 'docx',
    })),
  )
  at('programme.txt', (request, reply, entered) =>
    sendSheet(request, reply, entered, (sheet) => ({ body: programmeText(sheet), mediaType: 'text/plain', ending: 'txt' })),
  )
  at('programme.csv', (request, reply, entered) =>
    sendSheet(request, reply, entered, (sheet) => ({ body: programmeCsv(sheet), mediaType: 'text/csv', ending: 'csv' })),
  )

  /** Schedules are of days with dates; whether there are any is known before anything is kept. */
  async function sendSchedule(request: Request, reply: FastifyReply, entered: Entered, write: (schedule: Schedule) => File) {
    const { actor, meeting } = entered
    if ((await daysOf(ground.db, meeting.id)).every((day) => day.date === null))
      return tellWhyNot(request, reply, actor, m.meeting_take_undated)
    return sendFile(ground, request, reply, entered, async (view, locale) => {
      const subject = meetingSubject(meeting.id)
      const version = String((await revisionsOf(ground.db, [subject])).get(subject))
      return write(scheduleOf(view, { locale, baseUrl: ground.config.baseUrl, version })!)
    })
  }

  const sendSheet = (request: Request, reply: FastifyReply, entered: Entered, write: (sheet: Sheet) => File | Promise<File>) =>
    sendFile(ground, request, reply, entered, (view, locale) =>
      inLocale(locale, () => write(sheetOf(view, ground.config.baseUrl))),
    )
}

/** The meeting as one entry of a calendar, with its items where `?items=1` asks for them. */
export async function sendCalendar(ground: Ground, request: FastifyRequest, reply: FastifyReply, entered: Entered) {
  const { actor, meeting } = entered
  if (meeting.startsAt === null) return tellWhyNot(request, reply, actor, m.meeting_take_undated)
  const items = (request.query as Record<string, unknown>)['items'] === '1'
  return sendFile(ground, request, reply, entered, async (view, locale) => {
    const partOf = (await partsOf(ground.db, actor, meeting.networkId, [meeting.id])).get(meeting.id) ?? null
    const body = calendarOf(view, { locale, baseUrl: ground.config.baseUrl, items }, partOf) ?? ''
    return { body, mediaType: 'text/calendar', ending: 'ics' }
  })
}

/** One item as an entry of a calendar. @param find the item in a view */
export async function sendItemCalendar(
  ground: Ground,
  request: FastifyRequest,
  reply: FastifyReply,
  entered: Entered,
  item: { readonly start: string | null; readonly dayId: string | null; readonly parentId: string | null },
  find: (view: MeetingView) => ItemView,
) {
  const { actor, meeting } = entered
  const day = (await daysOf(ground.db, meeting.id)).find((one) => one.id === item.dayId)
  if (!day?.date || item.start === null || item.parentId !== null)
    return tellWhyNot(request, reply, actor, m.meeting_take_no_time)
  return sendFile(ground, request, reply, entered, async (view, locale) => {
    const found = find(view)
    const body = itemCalendar(view, found, { locale, baseUrl: ground.config.baseUrl }) ?? ''
    return { body, mediaType: 'text/calendar', ending: 'ics', name: pick(found.title, locale)?.text ?? '' }
  })
}

/** Everything there is about the meeting, as data. */
export const sendJson = (ground: Ground, request: FastifyRequest, reply: FastifyReply, entered: Entered) =>
  sendFile(ground, request, reply, entered, async (view) => ({
    body: JSON.stringify(meetingJson(view, entered.actor, ground.config.baseUrl), null, 1),
    mediaType: 'application/json',
    ending: 'json',
  }))

const sendFile = (
  ground: Ground,
  request: FastifyRequest,
  reply: FastifyReply,
  entered: Entered,
  make: (view: MeetingView, locale: Locale) => File | Promise<File>,
): Promise<FastifyReply> =>
  sendTaken(ground, request, reply, entered, async (locale) =>
    make(await readMeeting(ground.db, entered.actor, entered.meeting), locale),
  )

/** A file of a meeting. Kept and compared like the page: the same revisions, the same readers. */
export function sendTaken(
  ground: Ground,
  request: FastifyRequest,
  reply: FastifyReply,
  { actor, meeting, network }: Pick<Entered, 'actor' | 'meeting' | 'network'>,
  make: (locale: Locale) => Promise<File>,
): Promise<FastifyReply> {
  return sendPublic(ground, request, reply, actor, {
    subjects: subjectsOf(meeting),
    render: async (locale) => {
      const file = await make(locale)
      const { body, mediaType, ending } = file
      const name = nameOf(file.name ?? pick(meeting.title, locale)?.text ?? '', meeting.slug, ending)
      const disposition = dispositionOf(mediaType, name)
      const text = mediaType.startsWith('text/') || mediaType === 'application/xml' || mediaType === 'application/json'
      return {
        body,
        contentType: text ? `${mediaType}; charset=utf-8` : mediaType,
        headers: {
          // What is to be copied into a letter, or read by a program, is shown; the rest is saved.
          'content-disposition': READ.has(mediaType) ? shown(disposition) : disposition,
          link: `<${ground.config.baseUrl}/${network.slug}/${meeting.slug}${file.page ?? ''}>; rel="canonical"`,
          'x-robots-tag': 'noindex',
          ...(mediaType === 'application/pdf' && { 'content-security-policy': policyOf(mediaType) }),
        },
      }
    },
  })
}

const READ: ReadonlySet<string> = new Set(['text/plain', 'text/markdown', 'application/json', 'application/xml'])
const shown = (disposition: string): string => disposition.replace(/^attachment/, 'inline')

/** The meeting is there and the form is not yet: said plainly, since programs ask here more often than people. */
function tellWhyNot(request: FastifyRequest, reply: FastifyReply, actor: Entered['actor'], why: () => string): FastifyReply {
  return reply
    .status(404)
    .header('cache-control', 'no-store')
    .type('text/plain; charset=utf-8')
    .send(`${wordsFor(request, actor, why)}\n`)
}
