/** Registrations and how a meeting's registration stands. */
import { and, eq, isNull, notInArray, sql } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { namesIn } from '#network/names/reads.ts'
import { membership, organisation } from '#network/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { isId } from '#platform/db/id.ts'
import { NotFound } from '#platform/errors.ts'
import type { Words } from '#platform/words/text.ts'
import type { Answers } from './answers/rules.ts'
import { type FormRow, mayArrange, type RegistrationRow, type Standing, type Stands, standingOf } from './rules.ts'
import { registration, registrationForm, specialAnswer } from './tables.ts'

export type { FormRow, RegistrationRow }

/** How registration stands for one reader: everything a page needs for its button, in one query. */
export interface Shown {
  readonly standing: Exclude<Standing, 'none'>
  readonly form: Pick<FormRow, 'meetingId' | 'opensAt' | 'closesAt' | 'bindingFrom' | 'capacity' | 'approval'>
  /** One's own, where one is signed in and has one. */
  readonly own: Pick<RegistrationRow, 'id' | 'linkVersion' | 'state' | 'attendance'> | null
  /** How many have a place and how many wait: for members. */
  readonly counts: { readonly registered: number; readonly waiting: number } | null
}

/** Null where no organiser has made a form. The caller has checked that the meeting may be read. */
export async function readShown(
  db: Db,
  actor: Actor,
  meeting: Stands & { readonly id: string },
  now = Temporal.Now.instant(),
): Promise<Shown | null> {
  const count = (state: string, also = sql`true`) =>
    sql<number>`(select count(*)::int from ${registration} as r where r.meeting_id = ${registrationForm.meetingId} and r.state = ${state} and ${also})`
  const [row] = await db
    .select({
      form: registrationForm,
      taken: count('registered', sql`r.attendance = 'onsite'`),
      registered: count('registered'),
      waiting: count('waiting'),
      own: {
        id: registration.id,
        linkVersion: registration.linkVersion,
        state: registration.state,
        attendance: registration.attendance,
      },
    })
    .from(registrationForm)
    .leftJoin(
      registration,
      and(
        eq(registration.meetingId, registrationForm.meetingId),
        actor.person ? eq(registration.personId, actor.person.id) : sql`false`,
        notInArray(registration.state, ['withdrawn', 'declined']),
      ),
    )
    .where(eq(registrationForm.meetingId, meeting.id))
    .limit(1)
  if (!row) return null
  const standing = standingOf(row.form, row.taken, meeting, now)
  if (standing === 'none') return null
  return {
    standing,
    form: row.form,
    own: row.own,
    counts: actor.network?.role ? { registered: row.registered, waiting: row.waiting } : null,
  }
}

export async function formOf(db: Db, meetingId: string): Promise<FormRow | null> {
  const [row] = await db.select().from(registrationForm).where(eq(registrationForm.meetingId, meetingId))
  return row ?? null
}

/** How many places on site are held. */
export async function placesTaken(db: Db, meetingId: string): Promise<number> {
  const [row] = await db
    .select({ taken: sql<number>`count(*)::int` })
    .from(registration)
    .where(
      and(eq(registration.meetingId, meetingId), eq(registration.state, 'registered'), eq(registration.attendance, 'onsite')),
    )
  return row!.taken
}

/** One registration, without access checked: for whoever holds its link, and for writes. */
export async function registrationById(db: Db, id: string): Promise<RegistrationRow | null> {
  if (!isId(id)) return null
  const [row] = await db.select().from(registration).where(eq(registration.id, id))
  return row ?? null
}

/** The registration of an address that counts, or null. */
export async function activeByEmail(db: Db, meetingId: string, email: string): Promise<RegistrationRow | null> {
  const [row] = await db
    .select()
    .from(registration)
    .where(
      and(
        eq(registration.meetingId, meetingId),
        eq(registration.email, email),
        notInArray(registration.state, ['withdrawn', 'declined']),
      ),
    )
  return row ?? null
}

/** What was answered apart, of one registration. For the one it is about and for those who may read such. */
export async function specialOf(db: Db, registrationId: string): Promise<Answers> {
  const rows = await db.select().from(specialAnswer).where(eq(specialAnswer.registrationId, registrationId))
  return Object.fromEntries(rows.map((row) => [row.questionId, row.answer]))
}

/** Whether this actor may read what is kept apart: owners, and members who were given that. */
export async function readsSpecial(db: Db, actor: Actor): Promise<boolean> {
  const { network, person: who } = actor
  if (network?.role === 'owner') return true
  if (!network?.role || !who) return false
  const [row] = await db
    .select({ reads: membership.readsSpecial })
    .from(membership)
    .where(and(eq(membership.networkId, network.id), eq(membership.personId, who.id), isNull(membership.to)))
  return row?.reads ?? false
}

/** What a form is filled in with beforehand for someone signed in. */
export interface Prefilled {
  readonly name: string
  readonly email: string
  readonly office: string
  readonly organisationId: string | null
}

export async function prefillFor(db: Db, actor: Actor): Promise<Prefilled | null> {
  if (!actor.person) return null
  const [row] = actor.network
    ? await db
        .select({ office: membership.office, organisationId: membership.organisationId })
        .from(membership)
        .where(and(eq(membership.networkId, actor.network.id), eq(membership.personId, actor.person.id), isNull(membership.to)))
    : []
  return {
    name: actor.person.name,
    email: actor.person.email ?? '',
    office: row?.office ?? '',
    organisationId: row?.organisationId ?? null,
  }
}

/** Names to choose among for members: organisations, and people one may come instead of. */
export interface Choosable {
  readonly organisations: readonly { readonly id: string; readonly name: Words }[]
  readonly members: readonly { readonly personId: string; readonly name: string }[]
}

/** Empty for those who are no members: they write the name of where they come from. */
export async function choosableBy(db: Db, actor: Actor, networkId: string): Promise<Choosable> {
  if (!actor.network?.role) return { organisations: [], members: [] }
  const { people, organisations } = await namesIn(db, networkId)
  return { organisations, members: people.map(({ id, name }) => ({ personId: id, name })) }
}

/** The organisation of a network that is called so, in any language, or null. */
export async function organisationCalled(db: Db, networkId: string, name: string): Promise<string | null> {
  const [row] = await db
    .select({ id: organisation.id })
    .from(organisation)
    .where(
      and(
        eq(organisation.networkId, networkId),
        isNull(organisation.deletedAt),
        sql`exists (select 1 from jsonb_each_text(${organisation.name}) as n where lower(n.value) = lower(${name}))`,
      ),
    )
    .limit(1)
  return row?.id ?? null
}

/** One registration for an organiser. @throws NotFound alike when there is none and when it is not for them */
export async function openRegistration(
  db: Db,
  actor: Actor,
  meeting: { readonly id: string; readonly networkId: string },
  id: string,
): Promise<RegistrationRow> {
  const row = await registrationById(db, id)
  if (!row || row.meetingId !== meeting.id || mayArrange(actor, meeting) !== 'yes') throw new NotFound()
  return row
}
