/** People and organisations to take along as a spreadsheet: for those who keep the lists. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { takenAlong } from '#materials/download/rules.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { wordsFor } from '#platform/http/visit.ts'
import { type Table, tableCsv } from '#platform/sheet/csv.ts'
import { tableXlsx } from '#platform/sheet/xlsx.ts'
import { enterNetwork, type Here } from '../entry/reads.ts'
import { listOrganisations } from '../organisations/reads.ts'
import { listMembers } from '../people/reads.ts'
import { mayManage, mayOrganise } from '../rules.ts'
import { organisationsTable, peopleTable } from './formats.ts'

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export function takeAlongRoutes(app: App, { db }: Ground): void {
  const lists = {
    people: {
      may: mayManage,
      make: async ({ actor, network }: Here) => {
        const members = await listMembers(db, actor, network.id)
        return () => peopleTable(members, network)
      },
    },
    organisations: {
      may: mayOrganise,
      make: async ({ actor, network }: Here) => {
        const list = await listOrganisations(db, actor, network.id)
        return () => organisationsTable(list, network)
      },
    },
  }

  for (const [path, { may, make }] of Object.entries(lists)) {
    const take = async (request: FastifyRequest): Promise<Table> => {
      const here = await enterNetwork(db, request, may)
      return wordsFor(request, here.actor, await make(here))
    }
    app.get(`/:network/${path}/all.csv`, async (request, reply) => {
      const table = await take(request)
      return send(reply, tableCsv(table), 'text/csv', `${table.title}.csv`)
    })
    app.get(`/:network/${path}/all.xlsx`, async (request, reply) => {
      const table = await take(request)
      return send(reply, await tableXlsx(table), WORKBOOK, `${table.title}.xlsx`)
    })
  }
}

const send = (reply: FastifyReply, content: string | Buffer, mediaType: string, name: string): FastifyReply =>
  reply.headers(takenAlong(mediaType, name)).send(content)
