/** Counts what was held, asked, done and written in a period: a fixed number of queries however much that is. */
import { type SQL, sql } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import type { Audience } from '#meeting/tables.ts'
import type { NetworkRow } from '#network/reads.ts'
import type { OrganisationType } from '#network/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { NotFound } from '#platform/errors.ts'
import { locales, type Words } from '#platform/words/text.ts'
import { type Counts, countedFor, maySeeStatistics, type Period } from './rules.ts'

export interface Asked {
  readonly period: Period
  /** One series alone; null for all meetings. */
  readonly seriesId: string | null
}

async function rowsOf<Row extends Record<string, unknown>>(db: Db, query: SQL): Promise<Row[]> {
  return ((await db.execute(query)) as unknown as { rows: Row[] }).rows
}

/** In SQL: the meetings that count, whenever they were. What was cancelled, or postponed and not held since, was not held. */
function held(network: NetworkRow, audiences: readonly Audience[], now: Temporal.Instant): SQL {
  const last = (...of: string[]) => sql`(select change.status from schedule_change as change where change.meeting_id = m.id
    and change.status in ${of} order by change.at desc, change.id desc limit 1)`
  return sql`m.network_id = ${network.id} and not m.template and m.deleted_at is null and m.published_at is not null
    and m.audience in ${audiences} and coalesce(m.ends_at, m.starts_at) < ${now.toString()}::timestamptz
    and ${last('cancelled', 'resumed', 'scheduled')} is distinct from 'cancelled'
    and ${last('postponed', 'rescheduled', 'scheduled')} is distinct from 'postponed'`
}

/** The years in which meetings were held, the last first. @throws NotFound to all but members */
export async function yearsOf(db: Db, actor: Actor, network: NetworkRow, now: Temporal.Instant): Promise<number[]> {
  only(actor, network)
  const rows = await rowsOf<{ year: number }>(
    db,
    sql`select distinct extract(year from m.starts_at at time zone ${network.timezone})::int as year from meeting as m
      where ${held(network, countedFor(actor), now)} and m.starts_at is not null order by 1 desc`,
  )
  return rows.map((row) => row.year)
}

/** @throws NotFound to all but members */
export async function countIn(db: Db, actor: Actor, network: NetworkRow, asked: Asked, now: Temporal.Instant): Promise<Counts> {
  only(actor, network)
  const audiences = countedFor(actor)
  const { from, to } = asked.period
  const meetings = sql`(select m.id, m.attendance, m.title, m.summary, m.starts_at from meeting as m
    where ${held(network, audiences, now)} and (m.starts_at at time zone ${network.timezone})::date between ${from} and ${to}
    ${asked.seriesId === null ? sql`` : sql`and m.series_id = ${asked.seriesId}`}) as counted`
  return {
    meetings: await countMeetings(db, meetings),
    ...(await countPeople(db, network, meetings, to)),
    questions: await countQuestions(db, meetings),
    actions: await countActions(db, network, asked, audiences),
    languages: await countWords(db, meetings),
    registrations: await countRegistrations(db, meetings),
  }
}

function only(actor: Actor, network: NetworkRow): void {
  if (maySeeStatistics(actor) !== 'yes' || actor.network?.id !== network.id) throw new NotFound()
}

async function countMeetings(db: Db, meetings: SQL): Promise<Counts['meetings']> {
  const rows = await rowsOf<{ attendance: 'onsite' | 'online' | 'mixed'; n: number; hours: number }>(
    db,
    sql`select counted.attendance, count(*)::int as n, coalesce(sum(lasted.hours), 0)::float as hours from ${meetings}
      left join lateral (select sum(one.hours) as hours from (
        select greatest(extract(epoch from max(coalesce(item."end", item.start)::time) - min(item.start::time)) / 3600, 0) as hours
        from item where item.meeting_id = counted.id and item.deleted_at is null and item.day_id is not null
          and item.parent_id is null and item.start is not null group by item.day_id) as one) as lasted on true
      group by counted.attendance`,
  )
  const of = (form: 'onsite' | 'online' | 'mixed') => {
    const row = rows.find((one) => one.attendance === form)
    return { n: row?.n ?? 0, hours: Math.round(row?.hours ?? 0) }
  }
  return { onsite: of('onsite'), online: of('online'), mixed: of('mixed') }
}

interface Organisation extends Record<string, unknown> {
  readonly id: string
  readonly name: Words
  readonly type: OrganisationType
  readonly place: string | null
  readonly parent_id: string | null
  readonly merged_into: string | null
  readonly gone: boolean
  readonly number: string | null
}

/** Who was there, by where they come from, and which organisations were represented. */
async function countPeople(
  db: Db,
  network: NetworkRow,
  meetings: SQL,
  at: string,
): Promise<Pick<Counts, 'attendance' | 'organisations'>> {
  const came = await rowsOf<{ organisation_id: string | null; n: number; online: number }>(
    db,
    sql`select attendance.organisation_id, count(*)::int as n, (count(*) filter (where attendance.mode = 'online'))::int as online
      from ${meetings} join attendance on attendance.meeting_id = counted.id
      where attendance.item_id is null and attendance.presence in ('present', 'substitute') group by 1`,
  )
  const all = await rowsOf<Organisation>(
    db,
    sql`select o.id, o.name, o.type, o.place, o.parent_id, o.merged_into, o.deleted_at is not null as gone,
        (select number.number from organisation_number as number where number.organisation_id = o.id and number.kind = 'municipality'
          and coalesce(number.valid_from, '0001-01-01') <= ${at} and coalesce(number.valid_to, '9999-12-31') >= ${at}
          order by number.valid_from desc nulls last limit 1) as number
      from organisation as o where o.network_id = ${network.id}`,
  )
  const byId = new Map(all.map((one) => [one.id, one]))
  const standing = (id: string | null): Organisation | null => {
    const one = id === null ? undefined : byId.get(id)
    return one?.merged_into ? (byId.get(one.merged_into) ?? one) : (one ?? null)
  }
  const places = new Map<string, { place: Words | null; number: string | null; n: number; online: number }>()
  const represented = new Set<string>()
  for (const { organisation_id, n, online } of came) {
    const one = standing(organisation_id)
    if (one) represented.add(one.id)
    const of = one && (municipalityOf(one, byId) ?? one)
    const before = places.get(of?.id ?? '') ?? { place: of?.name ?? null, number: of?.number ?? null, n: 0, online: 0 }
    places.set(of?.id ?? '', { ...before, n: before.n + n, online: before.online + online })
  }
  const owners = new Set(all.map((one) => one.parent_id))
  const counted = all.filter(
    (one) =>
      !one.gone && one.merged_into === null && !(one.type === 'municipality' && owners.has(one.id) && !represented.has(one.id)),
  )
  return {
    // Of as many, those with a place first.
    attendance: [...places.values()].sort((a, b) => b.n - a.n || Number(a.place === null) - Number(b.place === null)),
    organisations: [...Map.groupBy(counted, (one) => one.type)].map(([type, of]) => ({
      type,
      all: of.length,
      represented: of.filter((one) => represented.has(one.id)).length,
    })),
  }
}

/** The municipality that an organisation belongs to: itself, or the nearest above it. */
function municipalityOf(one: Organisation, byId: ReadonlyMap<string, Organisation>): Organisation | null {
  let at: Organisation | undefined = one
  // An organisation that lies under itself by mistake must not hold us for ever.
  for (let up = 0; at && up < 8; up++) {
    if (at.type === 'municipality' || at.number !== null) return at
    at = at.parent_id === null ? undefined : byId.get(at.parent_id)
  }
  return null
}

async function countQuestions(db: Db, meetings: SQL): Promise<Counts['questions']> {
  const [row] = await rowsOf<{ asked: number; answered: number; days: number | null }>(
    db,
    sql`select count(*)::int as asked, (count(*) filter (where input.answered_at is not null or input.state = 'answered'))::int as answered,
        (percentile_cont(0.5) within group (order by extract(epoch from input.answered_at - input.created_at) / 86400)
          filter (where input.answered_at is not null))::float as days
      from ${meetings} join input on input.meeting_id = counted.id
      where input.kind = 'question' and input.deleted_at is null and input.merged_into is null`,
  )
  return { asked: row!.asked, answered: row!.answered, days: row!.days === null ? null : Math.round(row!.days * 10) / 10 }
}

async function countActions(
  db: Db,
  network: NetworkRow,
  { period, seriesId }: Asked,
  audiences: readonly Audience[],
): Promise<Counts['actions']> {
  const [row] = await rowsOf<{ in_time: number; late: number; open: number; ended: number }>(
    db,
    sql`with due as (select action.status, (action.done_at at time zone ${network.timezone})::date <= action.due as in_time
        from action left join meeting as m on m.id = action.meeting_id
        where action.network_id = ${network.id} and action.deleted_at is null and action.due between ${period.from} and ${period.to}
          and action.audience in ${audiences} and (m.id is null or m.audience in ${audiences})
          ${seriesId === null ? sql`` : sql`and m.series_id = ${seriesId}`})
      select (count(*) filter (where status = 'done' and in_time is not false))::int as in_time,
        (count(*) filter (where status = 'done' and in_time is false))::int as late,
        (count(*) filter (where status in ('not_started', 'under_way', 'blocked')))::int as open,
        (count(*) filter (where status in ('dropped', 'no_conclusion')))::int as ended from due`,
  )
  return { inTime: row!.in_time, late: row!.late, open: row!.open, ended: row!.ended }
}

const wordsIn = (text: SQL): SQL => sql`coalesce(array_length(regexp_split_to_array(nullif(btrim(${text}), ''), '\\s+'), 1), 0)`

async function countWords(db: Db, meetings: SQL): Promise<Counts['languages']> {
  const rows = await rowsOf<{ locale: string; minutes: number; texts: number }>(
    db,
    sql`with counted_meeting as (select * from ${meetings}),
      said as (
        select title as words from counted_meeting union all select summary from counted_meeting
        union all select unnest(array[item.title, item.description, item.note]) from item join counted_meeting on counted_meeting.id = item.meeting_id
          where item.deleted_at is null and item.day_id is not null
        union all select unnest(array[part.heading, part.body]) from meeting_text as part join counted_meeting on counted_meeting.id = part.meeting_id),
      texts as (select one.key as locale, sum(${wordsIn(sql`one.value`)}) as n from said, jsonb_each_text(said.words) as one
        where said.words is not null group by 1),
      taken as (select minutes.locale, sum(${wordsIn(sql`revision.text`)}) as n from minutes
        join counted_meeting on counted_meeting.id = minutes.meeting_id
        join minutes_revision as revision on revision.minutes_id = minutes.id and revision.number = minutes.published_number
        where minutes.published_at is not null group by 1)
      select coalesce(texts.locale, taken.locale) as locale, coalesce(taken.n, 0)::int as minutes, coalesce(texts.n, 0)::int as texts
      from texts full join taken on taken.locale = texts.locale`,
  )
  return Object.fromEntries(
    locales.map((locale) => {
      const row = rows.find((one) => one.locale === locale)
      return [locale, { minutes: row?.minutes ?? 0, texts: row?.texts ?? 0 }]
    }),
  ) as Counts['languages']
}

async function countRegistrations(db: Db, meetings: SQL): Promise<Counts['registrations']> {
  const rows = await rowsOf<{ title: Words; registered: number; came: number; both: number }>(
    db,
    sql`select counted.title,
        (select count(*)::int from registration where registration.meeting_id = counted.id and registration.state = 'registered') as registered,
        (select count(*)::int from attendance where attendance.meeting_id = counted.id and attendance.item_id is null
          and attendance.presence in ('present', 'substitute')) as came,
        (select count(*)::int from registration where registration.meeting_id = counted.id and registration.state = 'registered'
          and exists (select 1 from attendance where attendance.meeting_id = counted.id and attendance.item_id is null
            and attendance.presence in ('present', 'substitute')
            and (attendance.registration_id = registration.id or attendance.person_id = registration.person_id))) as both
      from ${meetings} order by counted.starts_at, counted.id`,
  )
  return rows.map(({ title, registered, came, both }) => ({ title, registered, came, cameRegistered: both }))
}
