/** Lists to take along from the registrations: tables for the office, the kitchen and the hotel, and papers for the door. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { dispositionOf, policyOf } from '#materials/download/rules.ts'
import { nameOf } from '#meeting/exports/rules.ts'
import { said } from '#meeting/parts/said.ts'
import { capital } from '#meeting/parts/when.tsx'
import { NotFound } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { wordsFor } from '#platform/http/visit.ts'
import { type Table, tableCsv } from '#platform/sheet/csv.ts'
import { tableXlsx, WORKBOOK } from '#platform/sheet/xlsx.ts'
import { dateRange, wall } from '#platform/words/dates.ts'
import { m } from '#platform/words/words.ts'
import { dayName } from '../../answers/rules.ts'
import { enterToArrange, type Here } from '../../entry/reads.ts'
import { badgesPdf, signInPdf } from '../formats/paper.ts'
import { everything, forHotel, forKitchen, type Source } from '../formats/table.ts'
import { type Listed, readOverview } from '../reads.ts'
import { comesOn } from '../rules.ts'

type At = FastifyRequest<{ Params: { network: string; meeting: string } }>
type OnDay = FastifyRequest<{ Params: { network: string; meeting: string }; Querystring: { day?: string } }>

const tables = { all: everything, kitchen: forKitchen, hotel: forHotel } as const

export function listRoutes(app: App, ground: Ground): void {
  const { db } = ground

  for (const [file, make] of Object.entries(tables)) {
    app.get(`/:network/:meeting/registrations/${file}.csv`, async (request: At, reply) => {
      const { here, table } = await take(request, make)
      return send(reply, here, tableCsv(table), { mediaType: 'text/csv', name: table.title, ending: 'csv' })
    })
    app.get(`/:network/:meeting/registrations/${file}.xlsx`, async (request: At, reply) => {
      const { here, table } = await take(request, make)
      return send(reply, here, await tableXlsx(table), { mediaType: WORKBOOK, name: table.title, ending: 'xlsx' })
    })
  }

  app.get('/:network/:meeting/registrations/badges.pdf', async (request: At, reply) => {
    const { here, coming } = await comingTo(request)
    const { actor, meeting, network } = here
    const pdf = await wordsFor(request, actor, () =>
      badgesPdf({ title: meeting.title, network: network.name, when: whenOf(here), rows: coming }),
    )
    const name = wordsFor(request, actor, () => m.registration_badges_title())
    return send(reply, here, pdf, { mediaType: 'application/pdf', name, ending: 'pdf' })
  })

  // For the whole meeting, or for one of its days: then with those who come on that day.
  app.get('/:network/:meeting/registrations/signin.pdf', async (request: OnDay, reply) => {
    const { here, coming } = await comingTo(request)
    const { actor, meeting, network, days } = here
    const { day } = request.query
    const at = days.findIndex((one) => one.id === day)
    if (day !== undefined && at < 0) throw new NotFound()
    const rows = day === undefined ? coming : coming.filter((row) => comesOn(row, day))
    const { pdf, name } = wordsFor(request, actor, () => {
      const when = day === undefined ? whenOf(here) : capital(dayName(days[at]!, at))
      const name = m.registration_signin_title()
      return {
        pdf: signInPdf({ title: meeting.title, network: network.name, when, rows }),
        name: day === undefined ? name : `${name} ${dayName(days[at]!, at)}`,
      }
    })
    return send(reply, here, await pdf, { mediaType: 'application/pdf', name, ending: 'pdf' })
  })

  /** Those who have a place in the room. */
  async function comingTo(request: At): Promise<{ here: Here; coming: readonly Listed[] }> {
    const here = await enterToArrange(db, request)
    const { rows } = await readOverview(db, here.actor, here.meeting, here.form)
    return { here, coming: rows.filter((row) => row.state === 'registered' && row.attendance === 'onsite') }
  }

  async function take(request: At, make: (source: Source) => Table): Promise<{ here: Here; table: Table }> {
    const here = await enterToArrange(db, request)
    const { actor, meeting, form, days } = here
    const overview = await readOverview(db, actor, meeting, form)
    // What the kitchen and the hotel need is kept apart: who may not read it is told of no such page.
    if (!form || (make !== everything && !overview.special)) throw new NotFound()
    return { here, table: wordsFor(request, actor, () => make({ overview, form, days, timezone: meeting.timezone })) }
  }
}

function whenOf({ meeting: { startsAt, endsAt, timezone } }: Here): string {
  if (startsAt === null) return m.registration_no_date()
  return dateRange(wall(startsAt, timezone).date, wall(endsAt ?? startsAt, timezone).date)
}

/** People's names stand in it: it is kept by nobody on the way. */
function send(
  reply: FastifyReply,
  { meeting }: Here,
  body: string | Buffer,
  file: { mediaType: string; name: string; ending: string },
): FastifyReply {
  const name = nameOf(`${said(meeting.title).text} ${file.name}`, `${meeting.slug}-${file.name}`, file.ending)
  return reply
    .header('cache-control', 'private, no-store')
    .header('content-disposition', dispositionOf(file.mediaType, name))
    .header('x-robots-tag', 'noindex')
    .headers(file.ending === 'pdf' ? { 'content-security-policy': policyOf(file.mediaType) } : {})
    .type(file.ending === 'csv' ? `${file.mediaType}; charset=utf-8` : file.mediaType)
    .send(body)
}
