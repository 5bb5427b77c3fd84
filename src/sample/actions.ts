/** What came of what the sample's meeting agreed to do: told by the county library in the months after it. */
import { and, eq } from 'drizzle-orm'
import { listActions } from '#actions/reads.ts'
import type { ActionStatus } from '#actions/tables.ts'
import { tellOf } from '#actions/writes.ts'
import { personActor } from '#actor.ts'
import type { MeetingRow } from '#meeting/reads.ts'
import { ownerLetter } from '#minutes/objects/mails.tsx'
import { editObject } from '#minutes/objects/writes.ts'
import { minutes } from '#minutes/tables.ts'
import { networkById } from '#network/reads.ts'
import { organisation } from '#network/tables.ts'
import type { Ground } from '#platform/ground.ts'
import { itemById } from '#programme/reads.ts'

interface Told {
  readonly at: string
  readonly status: ActionStatus
  readonly progress: number | null
  readonly text: string
}

/** By how the action begins. What belongs to the county library is given to it. */
const told: Readonly<Record<string, readonly Told[]>> = {
  'Lage oversikt over e-bokavtaler': [
    {
      at: '2020-05-25T09:10:00Z',
      status: 'under_way',
      progress: null,
      text: 'Et skjema er sendt til alle bibliotek. Vi spør om leverandør, pris og hvor lenge avtalen varer.',
    },
    { at: '2020-10-05T11:30:00Z', status: 'under_way', progress: 69, text: '27 av 39 kommuner har svart.' },
  ],
  'Sende ut utkastet til handlingsplan': [
    { at: '2020-05-14T12:05:00Z', status: 'done', progress: null, text: 'Sendt til alle bibliotek på e-post.' },
  ],
  'Melde representant til arbeidsgruppen': [
    {
      at: '2020-06-03T08:40:00Z',
      status: 'blocked',
      progress: null,
      text: 'Seks bibliotek har meldt noen. Resten venter til kommunene har sagt hvem som betaler reisene.',
    },
  ],
}

export async function tellOfActions(ground: Ground, organiserId: string, april: MeetingRow): Promise<void> {
  const { db } = ground
  const network = (await networkById(db, april.networkId))!
  const organiser = await personActor(db, organiserId, { networkId: network.id, meetingId: april.id })
  const [library] = await db
    .select({ id: organisation.id })
    .from(organisation)
    .where(and(eq(organisation.networkId, network.id), eq(organisation.type, 'county')))
  for (const one of await listActions(db, organiser, network, { meetingId: april.id })) {
    if (one.who === 'Fylkesbiblioteket') {
      const [row] = await db.select({ number: minutes.number }).from(minutes).where(eq(minutes.itemId, one.itemId!))
      const place = { meeting: april, item: await itemById(db, april.id, one.itemId!) }
      const owner = { personId: null, organisationId: library!.id }
      const edit = { basedOn: row!.number, change: {}, owner, tellNow: false }
      await editObject({ ground, letter: ownerLetter }, organiser, place, one.blockId!, edit)
    }
    const updates = Object.entries(told).find(([beginning]) => one.text.startsWith(beginning))?.[1] ?? []
    for (const { at, ...update } of updates) {
      const [now] = await listActions(db, organiser, network, { ids: [one.id] })
      await tellOf(ground, organiser, network, one.id, { ...update, version: now!.version }, 'page', null, at)
    }
  }
}
