import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { meeting } from '#meeting/tables.ts'
import type { Sought, Trace } from '#people/traces/rules.ts'
import { either } from '#platform/db/conditions.ts'
import type { Db } from '#platform/db/db.ts'
import { appearance, item, speaker } from '../tables.ts'

export async function programmeTraces(db: Db, { speakerIds }: Sought): Promise<Trace[]> {
  if (speakerIds.length === 0) return []
  const rows = await db
    .select({
      meeting: meeting.title,
      item: item.title,
      name: speaker.name,
      office: speaker.office,
      email: speaker.email,
      role: speaker.role,
      about: appearance.bio,
    })
    .from(speaker)
    .innerJoin(meeting, eq(meeting.id, speaker.meetingId))
    .innerJoin(item, eq(item.id, speaker.itemId))
    .leftJoin(appearance, eq(appearance.speakerId, speaker.id))
    .where(inArray(speaker.id, [...speakerIds]))
  return [{ kind: 'appearance', rows }]
}

/**
 * The appearances of somebody: tied to their account, under their address, or under their name where nothing ties it to
 * anybody and nobody else is called so.
 * @param networkIds where to look; everywhere when null
 */
export async function appearancesOf(
  db: Db,
  who: Omit<Sought, 'speakerIds'>,
  networkIds: readonly string[] | null = null,
): Promise<{ id: string; name: string; networkId: string }[]> {
  const names = who.names.map((name) => name.toLowerCase())
  return db
    .select({ id: speaker.id, name: speaker.name, networkId: speaker.networkId })
    .from(speaker)
    .where(
      and(
        either(
          who.personId !== null && eq(speaker.personId, who.personId),
          who.email !== null && eq(sql`lower(${speaker.email})`, who.email),
          names.length > 0 && and(inArray(sql`lower(${speaker.name})`, names), isNull(speaker.personId), isNull(speaker.email)),
        ),
        networkIds ? inArray(speaker.networkId, [...networkIds]) : undefined,
      ),
    )
}
