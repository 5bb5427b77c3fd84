/** People and organisations to take along as a spreadsheet: for those who keep the lists. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { takenAlong } from '#materials/download/rules.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { wordsFor } from '#platform/http/visit.ts'
import { type Table, tableCsv } from '#platform/sheet/csv.ts'
import { tableXlsx, WORKBOOK } from '#platform/sheet/xlsx.ts'
import { enterNetwork, type Here } from '../entry/reads.ts'
import { listOrganisations } from '../organisations/reads.ts'
import { listMembers } from '../people/reads.ts'
import { mayManage, mayOrganise } from '../rules.ts'
import { organisationsTable, peopleTable } from './formats.ts'

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
    for (const ending of ['csv', 'xlsx'] as const)
      app.get(`/:network/${path}/all.${ending}`, async (request, reply) => sendTable(reply, await take(request), ending))
  }
}

/** A list as somebody takes it along, called by its title. */
export async function sendTable(reply: FastifyReply, table: Table, ending: 'csv' | 'xlsx'): Promise<FastifyReply> {
  const [mediaType, content] = ending === 'csv' ? ['text/csv', tableCsv(table)] : [WORKBOOK, await tableXlsx(table)]
  return reply.headers(takenAlong(mediaType, `${table.title}.${ending}`)).send(content)
}
