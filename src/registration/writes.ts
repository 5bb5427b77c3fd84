/** Registering, changing, withdrawing and coming back. Every one of them holds the form first: the line is moved by one hand at a time. */
import { sql } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { personByEmail } from '#people/reads.ts'
import { type Doer, inTransaction } from '#platform/activity/writes.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { Conflict, Invalid, Refused } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { Locale } from '#platform/words/text.ts'
import type { Answered } from './answers/rules.ts'
import { keepFiles } from './files/writes.ts'
import type { Who } from './forms.ts'
import { hasRoom, placeFor } from './line/rules.ts'
import { countPlaces, holdForm, inTurn, moveLine, type Tell } from './line/writes.ts'
import { activeByEmail, organisationCalled } from './reads.ts'
import { type At, becomesOf, change, changeApart, forget, held, insert, keepApart, note, showPlaces } from './rows/writes.ts'
import {
  groupCalled,
  isActive,
  mayChange,
  mayComeBack,
  mayRegister,
  mayRegisterOthers,
  mayWithdraw,
  type RegistrationRow,
  standingOf,
} from './rules.ts'
import { passOn } from './substitute/writes.ts'

/** What is needed where files may be among the answers. */
type Stores = Pick<Ground, 'db' | 'files' | 'config'>
const filesOf = ({ files, config }: Omit<Stores, 'db'>) => ({ store: files, scanning: config.CLAMD_URL !== null })

export interface Registering {
  readonly who: Who
  readonly answered: Answered
  /** The language they are written to in. */
  readonly locale: Locale
}

/** What became of it, as may be told to whoever pressed the button. */
export type Became = 'confirm' | 'already' | 'registered' | 'requested' | 'waiting'

/**
 * Registers somebody. For oneself when signed in, and for others when a member, it counts at once; anybody else's address is
 * asked first by mail, and an address that is registered already gets a mail with its link instead of a second registration.
 * @throws Refused when it is not open; Invalid for a substitute of nobody
 */
export async function register(
  { db, ...ground }: Stores,
  actor: Actor,
  meeting: At,
  { who, answered, locale }: Registering,
  tell: Tell,
): Promise<{ became: Became; row: RegistrationRow }> {
  const own = actor.person?.email?.toLowerCase() === who.email
  const vouched = own || mayRegisterOthers(actor) === 'yes'
  if (who.for === 'substitute' && !vouched) throw new Refused('registration_others_members')
  // What does not hang on the line is read before anybody has to wait for us.
  const someone = own ? actor.person : await personByEmail(db, who.email)
  const from = await organisationOf(db, meeting.networkId, who)
  const write = async (tx: Tx): Promise<{ became: Became; row: RegistrationRow }> => {
    const form = await holdForm(tx, meeting.id)
    const counted = await countPlaces(tx, meeting.id, who.email)
    const may = mayRegister(actor, meeting, standingOf(form, counted.taken, meeting, Temporal.Now.instant()))
    if (may !== 'yes') throw new Refused(may)
    const values = {
      ...from,
      networkId: meeting.networkId,
      meetingId: meeting.id,
      number: counted.next,
      state: vouched ? placeFor(form, answered.attendance, counted.taken) : 'unconfirmed',
      // Whoever writes an address in a form does not speak for the person who has it.
      personId: vouched ? (someone?.id ?? null) : null,
      name: who.name,
      email: who.email,
      office: who.office,
      locale: someone?.locale ?? locale,
      attendance: answered.attendance,
      days: answered.days,
      groupId: groupCalled(form, who.group)?.id ?? null,
      answers: answered.answers,
      substituteFor: who.for === 'substitute' ? who.substituteFor : null,
      byPerson: own ? null : (actor.person?.id ?? null),
      byName: own ? null : (actor.person?.name ?? null),
      confirmedAt: vouched ? sql`now()` : null,
      sequence: counted.sequence,
    } as const
    let row = await insert(tx, values)
    if (!row) {
      const before = (await activeByEmail(tx, meeting.id, who.email))!
      if (before.state !== 'unconfirmed' || !vouched) {
        // Not told on the page: whether an address is registered is between it and us.
        const becomes = before.state === 'unconfirmed' ? 'confirm' : 'already'
        await tell(tx, before, becomes)
        return { became: vouched ? becomes : 'confirm', row: before }
      }
      await forget(tx, before)
      row = (await insert(tx, values))!
    }
    await keepApart(tx, form, row, answered)
    // A new one has none to let go: whoever gives none costs the line no query.
    if (Object.keys(answered.files).length > 0) await keepFiles(tx, filesOf(ground), row, answered)
    const placed = row.substituteFor ? await passOn(tx, actor, form, row, tell) : row
    await note(tx, actor, placed, vouched ? 'registration.made' : 'registration.asked', { state: placed.state })
    await tell(tx, placed, vouched ? becomesOf(placed) : 'confirm')
    if (placed.state === 'registered') {
      // Who takes a place from nobody need not be counted for it.
      const now = placed === row ? counted.taken + (row.attendance === 'onsite' ? 1 : 0) : undefined
      await showPlaces(tx, form, counted.taken, now)
    }
    return { became: vouched ? becomesOf(placed) : 'confirm', row: placed }
  }
  return inTurn(meeting.id, () => inTransaction(db, write))
}

/** Whoever reads the address's mail says that it was they: from now on it counts, in the order in which they said so. */
export async function confirm(db: Db, by: Doer, meeting: At, id: string, tell: Tell): Promise<RegistrationRow> {
  return inTransaction(db, async (tx) => {
    const form = await holdForm(tx, meeting.id)
    const before = await held(tx, meeting, id)
    // Pressed twice.
    if (before.state !== 'unconfirmed') return before
    const { taken, next } = await countPlaces(tx, meeting.id)
    const standing = standingOf(form, taken, meeting, Temporal.Now.instant())
    if (standing !== 'open' && standing !== 'full') throw new Refused('registration_late')
    const row = await change(tx, before, {
      state: placeFor(form, before.attendance, taken),
      number: next,
      personId: (await personByEmail(tx, before.email))?.id ?? null,
      confirmedAt: sql`now()`,
    })
    await note(tx, by, row, 'registration.confirmed', { state: row.state })
    await tell(tx, row, becomesOf(row))
    await showPlaces(tx, form, taken)
    return row
  })
}

export interface Change extends Answered {
  readonly name: string
  readonly office: string | null
  readonly organisationId: string | null
  readonly organisationName: string | null
  readonly groupId: string | null
}

/**
 * Changes what somebody answered. Who goes from online to on site takes a place, and so needs one that is free.
 * @param as 'self' by their own link; an organiser may after the deadline too
 * @param keepsSpecial an organiser who may not read what is kept apart leaves it as it is
 * @throws Conflict when it was changed meanwhile; Refused after the deadline
 */
export async function changeRegistration(
  { db, ...ground }: Stores,
  by: Doer,
  meeting: At,
  target: { readonly id: string; readonly version: number },
  input: Change,
  options: { readonly as: 'self' | 'organiser'; readonly keepsSpecial: boolean },
  tell: Tell,
): Promise<RegistrationRow> {
  return inTransaction(db, async (tx) => {
    const form = await holdForm(tx, meeting.id)
    const before = await held(tx, meeting, target.id)
    const { taken } = await countPlaces(tx, meeting.id)
    const may = mayChange(before, standingOf(form, taken, meeting, Temporal.Now.instant()))
    if (may !== 'yes' && (options.as === 'self' || may !== 'registration_change_late')) throw new Refused(may)
    if (before.version !== target.version) throw new Conflict<unknown>(before, input)
    const { special: _, files: __, groupId, ...rest } = input
    const toSite = before.attendance === 'online' && input.attendance === 'onsite' && before.state === 'registered'
    if (toSite && !hasRoom(form, 'onsite', taken)) throw new Invalid({ form: 'registration_no_room_onsite' })
    const state = before.state === 'waiting' && input.attendance === 'online' ? 'registered' : before.state
    // Their calendar holds other days now, or another place.
    const moved = before.attendance !== input.attendance || String(before.days) !== String(input.days)
    const sequence = before.sequence + (moved ? 1 : 0)
    const row = await change(tx, before, { ...rest, state, sequence, groupId: groupCalled(form, groupId)?.id ?? null })
    if (!options.keepsSpecial) await changeApart(tx, form, row, input)
    await keepFiles(tx, filesOf(ground), row, input)
    await note(tx, by, row, 'registration.changed', { attendance: row.attendance })
    await tell(tx, row, 'changed')
    await moveLine(tx, form, tell)
    await showPlaces(tx, form, taken)
    return row
  })
}

/** Withdraws: the place goes to whoever has waited longest, who is told. */
export async function withdraw(db: Db, by: Doer, meeting: At, id: string, tell: Tell): Promise<RegistrationRow> {
  return inTransaction(db, async (tx) => {
    const form = await holdForm(tx, meeting.id)
    const before = await held(tx, meeting, id)
    // Pressed twice.
    if (before.state === 'withdrawn') return before
    const { taken } = await countPlaces(tx, meeting.id)
    const may = mayWithdraw(before, standingOf(form, taken, meeting, Temporal.Now.instant()))
    if (may !== 'yes') throw new Refused(may)
    const row = await change(tx, before, { state: 'withdrawn', withdrawnAt: sql`now()`, sequence: before.sequence + 1 })
    await note(tx, by, row, 'registration.withdrawn', { state: before.state })
    if (before.state !== 'unconfirmed') await tell(tx, row, 'withdrawn')
    await moveLine(tx, form, tell)
    await showPlaces(tx, form, taken)
    return row
  })
}

/**
 * Takes a withdrawal back. Where the place has gone to somebody else meanwhile, they wait for the next one, first in the line
 * by their old number.
 */
export async function comeBack(
  db: Db,
  by: Doer,
  meeting: At,
  id: string,
  options: { readonly as: 'self' | 'organiser' },
  tell: Tell,
): Promise<RegistrationRow> {
  return inTransaction(db, async (tx) => {
    const form = await holdForm(tx, meeting.id)
    const before = await held(tx, meeting, id)
    // Pressed twice.
    if (isActive(before.state)) return before
    const { taken } = await countPlaces(tx, meeting.id)
    const may = mayComeBack(before, standingOf(form, taken, meeting, Temporal.Now.instant()))
    if (may !== 'yes' && (options.as === 'self' || may !== 'registration_late')) throw new Refused(may)
    if (await activeByEmail(tx, meeting.id, before.email)) throw new Refused('registration_still_active')
    const row = await change(tx, before, {
      state: placeFor(form, before.attendance, taken, options.as === 'organiser'),
      withdrawnAt: null,
      sequence: before.sequence + 1,
    })
    await note(tx, by, row, 'registration.came_back', { state: row.state })
    await tell(tx, row, becomesOf(row))
    await showPlaces(tx, form, taken)
    return row
  })
}

/** Whoever was asked after a change of plan still comes. Who does not, withdraws. */
export async function stillComes(db: Db, by: Doer, meeting: At, id: string): Promise<RegistrationRow> {
  return inTransaction(db, async (tx) => {
    await holdForm(tx, meeting.id)
    const before = await held(tx, meeting, id)
    if (!isActive(before.state)) throw new Refused('registration_not_active')
    // Pressed twice.
    if (before.askedAgainAt === null) return before
    const row = await change(tx, before, { askedAgainAt: null })
    await note(tx, by, row, 'registration.still_comes', { state: row.state })
    return row
  })
}

/** The organisation one chose, or the network's own that is called as one wrote. */
async function organisationOf(db: Db, networkId: string, who: Pick<Who, 'organisation' | 'organisationName'>) {
  const called = who.organisationName && !who.organisation ? await organisationCalled(db, networkId, who.organisationName) : null
  const organisationId = who.organisation ?? called
  return { organisationId, organisationName: organisationId ? null : who.organisationName }
}
