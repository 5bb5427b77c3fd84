/** The sample's plan: invented goals and measures, as they might have been discussed on the item of April 2020. */
import { and, eq, isNull, like, sql } from 'drizzle-orm'
import { action } from '#actions/tables.ts'
import { type Actor, personActor } from '#actor.ts'
import { meeting } from '#meeting/tables.ts'
import { organisation } from '#network/tables.ts'
import { addGoal } from '#plans/goals/writes.ts'
import { addIndicator, addReading } from '#plans/indicators/writes.ts'
import { addLink } from '#plans/links/writes.ts'
import { addMeasure, addOwner, changeMeasure, movePeriod } from '#plans/measures/writes.ts'
import { tell } from '#plans/telling/writes.ts'
import { addPlan, changePlan, setPublished } from '#plans/writes.ts'
import type { Db } from '#platform/db/db.ts'
import type { Ground } from '#platform/ground.ts'
import { item } from '#programme/tables.ts'
import type { SampleHome } from './people.ts'
import { type SampleMeasure, samplePlanGoals } from './plancontent.ts'

export async function loadSamplePlan(
  { db }: Pick<Ground, 'db'>,
  home: Pick<SampleHome, 'networkId' | 'seriesId' | 'people'>,
): Promise<void> {
  const { networkId, seriesId, people } = home
  const actor = await personActor(db, people.owner, { networkId })
  const edit = {
    title: {
      nb: 'Handlingsplan for bibliotekutvikling i Troms og Finnmark',
      nn: 'Handlingsplan for bibliotekutvikling i Troms og Finnmark',
      en: 'Action plan for library development in Troms and Finnmark',
    },
    description: {
      nb: 'Bygger på den nasjonale bibliotekstrategien 2020–2023 «Rom for demokrati og dannelse».',
      nn: 'Byggjer på den nasjonale bibliotekstrategien 2020–2023 «Rom for demokrati og danning».',
      en: 'Builds on the national library strategy for 2020–2023.',
    },
    starts: '2020-01-01',
    ends: '2023-12-31',
    seriesId,
    audience: 'public',
    state: 'draft',
  } as const
  const plan = await addPlan(db, actor, networkId, edit)
  for (const goal of samplePlanGoals) {
    const { id } = await addGoal(db, actor, plan.id, { nb: goal.title, nn: goal.nn })
    for (const one of goal.measures) await add(db, actor, { networkId, planId: plan.id, goalId: id }, one)
  }
  await changePlan(db, actor, plan.id, plan.version, { ...edit, slug: 'handlingsplan' })
  await setPublished(db, actor, plan.id, true)
}

async function add(
  db: Db,
  actor: Actor,
  { networkId, planId, goalId }: { networkId: string; planId: string; goalId: string },
  one: SampleMeasure,
): Promise<void> {
  const title = { nb: one.title, nn: one.nn }
  const { id, version: first } = await addMeasure(db, actor, planId, goalId, title)
  const description = one.about ? { nb: one.about } : null
  let { version } = await changeMeasure(db, actor, planId, id, first, { title, description, weight: null, goalId })
  await addOwner(db, actor, planId, id, await libraryOf(db, networkId, one.owner ?? 'county', 'owner'))
  for (const place of one.takesPart ?? [])
    await addOwner(db, actor, planId, id, await libraryOf(db, networkId, place, 'takes_part'))
  const period = { starts: one.starts ?? null, ends: one.ends ?? null, reason: '' }
  version = (await movePeriod(db, actor, planId, id, { ...period, version })).version
  if (one.moved) {
    const { ends, reason, at } = one.moved
    version = (await movePeriod(db, actor, planId, id, { ...period, ends, reason, version }, at)).version
  }
  for (const { at, text, status, progress = null } of one.told ?? [])
    version = (await tell(db, actor, planId, id, { text, status, progress, version }, 'nb', at)).version
  if (one.counts) await count(db, actor, planId, id, one.counts)
  const itemId = one.item && (await itemOf(db, networkId, one.item))
  if (itemId) await addLink(db, actor, planId, id, { kind: 'item', subjectId: itemId })
  const actionId = one.action && (await actionOf(db, networkId, one.action))
  if (actionId) await addLink(db, actor, planId, id, { kind: 'action', subjectId: actionId })
}

async function count(db: Db, actor: Actor, planId: string, measureId: string, counts: NonNullable<SampleMeasure['counts']>) {
  const { name, unit, target, readings, of } = counts
  const made = await addIndicator(
    db,
    actor,
    planId,
    { measureId, goalId: null },
    { name: { nb: name }, unit: { nb: unit }, kind: of ? 'share' : 'count', target, baseline: null },
  )
  for (const [on, n] of readings) {
    const share = of ? { value: (100 * n) / of, numerator: n, denominator: of } : { value: n, numerator: null, denominator: null }
    await addReading(db, actor, planId, made.id, { on, ...share, note: null })
  }
}

/** @param place whose library: a municipality, or 'county' */
async function libraryOf(db: Db, networkId: string, place: string, role: 'owner' | 'takes_part') {
  const type = place === 'county' ? 'county' : 'public'
  const [found] = await db
    .select({ id: organisation.id })
    .from(organisation)
    .where(
      and(
        eq(organisation.networkId, networkId),
        eq(organisation.type, type),
        place === 'county' ? undefined : sql`${organisation.name} ->> 'nb' ilike ${`${place}%`}`,
      ),
    )
    .limit(1)
  if (!found) throw new Error(`the sample has no library at ${place}`)
  return { organisationId: found.id, personId: null, role }
}

/** An item of the meeting in April 2020, by how its title begins. */
async function itemOf(db: Db, networkId: string, title: string): Promise<string | null> {
  const [found] = await db
    .select({ id: item.id })
    .from(item)
    .innerJoin(meeting, eq(meeting.id, item.meetingId))
    .where(
      and(
        eq(item.networkId, networkId),
        isNull(item.deletedAt),
        sql`${item.title} ->> 'nb' like ${`${title}%`}`,
        sql`${meeting.startsAt} between '2020-04-29' and '2020-04-30'`,
      ),
    )
    .limit(1)
  return found?.id ?? null
}

/** An action from the minutes of that meeting, by how it begins. */
async function actionOf(db: Db, networkId: string, text: string): Promise<string | null> {
  const [found] = await db
    .select({ id: action.id })
    .from(action)
    .where(and(eq(action.networkId, networkId), isNull(action.deletedAt), like(action.text, `${text}%`)))
    .limit(1)
  return found?.id ?? null
}
