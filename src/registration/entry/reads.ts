/** The ways in: a meeting with how its registration stands, by its address or by the link in a receipt. */
import { and, eq, lt, sql } from 'drizzle-orm'
import { type Actor, actorOf } from '#actor.ts'
import {
  changesOf,
  type DayRow,
  daysOf,
  enterMeeting,
  type MeetingRow,
  type MeetingView,
  meetingById,
  type NetworkRow,
} from '#meeting/reads.ts'
import { mayRead } from '#meeting/rules.ts'
import { stateOf, statusOf } from '#meeting/schedule/rules.ts'
import { networkById } from '#network/reads.ts'
import { organisation } from '#network/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { NotFound } from '#platform/errors.ts'
import { registrationOf } from '../link/rules.ts'
import { formOf, placesTaken, registrationById } from '../reads.ts'
import { type FormRow, mayArrange, type RegistrationRow, type Standing, standingOf } from '../rules.ts'
import { registration } from '../tables.ts'

/** A meeting as registration needs it; `mails.tsx` tells about one like it. */
export interface Here {
  readonly actor: Actor
  readonly network: NetworkRow
  readonly meeting: MeetingView['meeting']
  readonly days: readonly DayRow[]
  readonly form: FormRow | null
  readonly standing: Standing
  /** Places on site that are held. */
  readonly taken: number
  /** `/{network}/{meeting}` */
  readonly path: string
}

/**
 * Where one registers.
 * @throws NotFound alike when there is no such meeting, when it is not for this reader, and while it is a draft for others than organisers
 */
export async function enterRegistration(
  db: Db,
  request: Parameters<typeof actorOf>[1] & { readonly params: { readonly network: string; readonly meeting: string } },
): Promise<Here> {
  const { actor, network, meeting } = await enterMeeting(db, request, request.params)
  if (meeting.template) throw new NotFound()
  return here(db, actor, network, meeting)
}

/** The same for whoever arranges it: others are told no more than that there is no such page. @throws NotFound */
export async function enterToArrange(db: Db, request: Parameters<typeof enterRegistration>[1]): Promise<Here> {
  const entered = await enterRegistration(db, request)
  if (mayArrange(entered.actor, entered.meeting) !== 'yes') throw new NotFound()
  return entered
}

/** A meeting by its id, for telling those who are registered of what happens to them in passing. @throws NotFound when it is gone */
export async function hereById(db: Db, actor: Actor, meetingId: string): Promise<Here> {
  const meeting = await meetingById(db, meetingId)
  const network = meeting && (await networkById(db, meeting.networkId))
  if (!network) throw new NotFound()
  return here(db, actor, network, meeting)
}

async function here(db: Db, actor: Actor, network: NetworkRow, row: MeetingRow): Promise<Here> {
  const now = Temporal.Now.instant()
  const [changes, days, form, taken] = await Promise.all([
    changesOf(db, row.id),
    daysOf(db, row.id),
    formOf(db, row.id),
    placesTaken(db, row.id),
  ])
  const statusNow = statusOf(row.attendance, changes)
  const meeting = { ...row, statusNow, state: stateOf(row, statusNow, now) }
  return {
    actor,
    network,
    meeting,
    days,
    form,
    taken,
    standing: standingOf(form, taken, meeting, now),
    path: `/${network.slug}/${row.slug}`,
  }
}

export interface Held extends Here {
  readonly form: FormRow
  readonly row: RegistrationRow
  /** Whether the holder may read the meeting's page. */
  readonly readable: boolean
}

/**
 * What the link in a receipt opens.
 * @throws NotFound when it is not ours, was made void, or leads to what is gone
 */
export async function openLink(
  { db, secret }: { readonly db: Db; readonly secret: string },
  request: Parameters<typeof actorOf>[1],
  token: string,
): Promise<Held> {
  const claimed = registrationOf(secret, token)
  const row = claimed && (await registrationById(db, claimed.id))
  if (!row || row.linkVersion !== claimed.linkVersion) throw new NotFound()
  const [meeting, network] = await Promise.all([meetingById(db, row.meetingId), networkById(db, row.networkId)])
  if (!meeting || !network) throw new NotFound()
  const actor = await actorOf(db, request, { networkId: network.id, meetingId: meeting.id })
  const found = await here(db, actor, network, meeting)
  if (!found.form) throw new NotFound()
  return { ...found, form: found.form, row, readable: mayRead(actor, meeting) === 'yes' }
}

/** How many stand before somebody in the line. */
export async function aheadOf(db: Db, row: RegistrationRow): Promise<number> {
  const [found] = await db
    .select({ ahead: sql<number>`count(*)::int` })
    .from(registration)
    .where(and(eq(registration.meetingId, row.meetingId), eq(registration.state, 'waiting'), lt(registration.number, row.number)))
  return found!.ahead
}

/** What an organisation is called, in the language it is written in first; empty where there is none. */
export async function organisationName(db: Db, id: string | null): Promise<string> {
  if (id === null) return ''
  const [row] = await db.select({ name: organisation.name }).from(organisation).where(eq(organisation.id, id))
  return row ? (row.name.nb ?? Object.values(row.name)[0] ?? '') : ''
}
