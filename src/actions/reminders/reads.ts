/** Who is to be reminded of what, as things stand. */
import { and, eq, inArray, isNotNull, isNull, lte, notInArray, or, sql } from 'drizzle-orm'
import { network } from '#network/tables.ts'
import { activity } from '#platform/activity/tables.ts'
import type { Db } from '#platform/db/db.ts'
import type { ActionRow } from '../rules.ts'
import { action, actionReminder } from '../tables.ts'
import { receiversOfAll } from '../telling/reads.ts'
import { AHEAD_DAYS, callsToday, isNear } from './rules.ts'

/** The act of putting a reminder in the outbox, about the mail. */
export const REMINDED = 'actions.reminded'

/** Networks in which something is due soon, or was. @param now in UTC; a day more or less is for the rule to say */
export async function networksWithDuties(db: Db, now: Temporal.Instant): Promise<(typeof network.$inferSelect)[]> {
  const latest = now
    .toZonedDateTimeISO('UTC')
    .toPlainDate()
    .add({ days: AHEAD_DAYS + 1 })
  const rows = await db
    .selectDistinct({ id: action.networkId })
    .from(action)
    .where(and(openOnes, lte(action.due, latest.toString())))
  const ids = rows.map((one) => one.id)
  // The sample's people are invented, and long overdue.
  const written = and(inArray(network.id, ids), eq(network.sample, false))
  return ids.length === 0 ? [] : db.select().from(network).where(written).orderBy(network.id)
}

const openOnes = and(
  isNull(action.deletedAt),
  isNotNull(action.due),
  notInArray(action.status, ['done', 'dropped', 'no_conclusion']),
  or(isNotNull(action.personId), isNotNull(action.organisationId)),
)

export interface Duty {
  readonly personId: string
  readonly email: string
  readonly locale: ActionRow['locale'] | null
  /** What is near or over, what is due first standing first. */
  readonly actions: readonly ActionRow[]
}

/**
 * Everybody who owns something that calls for a word today, each with all that is near; of what is an organisation's alone, those who belong to it.
 * @param today on the network's clock
 */
export async function dutiesToday(db: Db, networkId: string, today: string): Promise<Duty[]> {
  const rows = await db
    .select()
    .from(action)
    .where(and(eq(action.networkId, networkId), openOnes))
    .orderBy(action.due, action.publicId)
  const near = rows.filter((one) => isNear(one, today))
  const sent = await db
    .select()
    .from(actionReminder)
    .where(
      inArray(
        actionReminder.actionId,
        near.map((one) => one.id),
      ),
    )
  const days = Map.groupBy(sent, ({ actionId, personId, due }) => `${actionId} ${personId} ${due}`)
  const receiversOf = await receiversOfAll(db, networkId, near)
  const owners = new Map<string, { to: Omit<Duty, 'actions'>; actions: ActionRow[]; calls: boolean }>()
  for (const row of near)
    for (const { personId, email, locale } of receiversOf(row)) {
      const own = owners.get(personId) ?? { to: { personId, email, locale }, actions: [], calls: false }
      const on = days.get(`${row.id} ${personId} ${row.due}`)?.map((one) => one.on) ?? []
      own.actions.push(row)
      own.calls ||= callsToday(row, today, on)
      owners.set(personId, own)
    }
  return [...owners.values()].filter((one) => one.calls).map(({ to, actions }) => ({ ...to, actions }))
}

/** What a mail in the outbox was made from; null when it is no reminder. */
export async function madeOf(db: Db, mailId: string): Promise<{ networkId: string; personId: string; ids: string[] } | null> {
  const [row] = await db
    .select({ networkId: activity.networkId, after: activity.after })
    .from(activity)
    .where(and(eq(activity.aboutId, mailId), eq(activity.action, REMINDED)))
  return row?.networkId ? { networkId: row.networkId, ...(row.after as { personId: string; ids: string[] }) } : null
}

/** Whether somebody has been reminded in a network on a day, of anything. */
export const wasReminded = async (db: Db, networkId: string, personId: string, on: string): Promise<boolean> =>
  (await db.$count(
    actionReminder,
    and(eq(actionReminder.networkId, networkId), eq(actionReminder.personId, personId), sql`${actionReminder.on} = ${on}`),
  )) > 0
