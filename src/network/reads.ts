/** Networks as such: by address, by id, all of them. */
import { and, eq, isNull } from 'drizzle-orm'
import type { Db } from '#platform/db/db.ts'
import { network, series } from './tables.ts'

export type NetworkRow = typeof network.$inferSelect

/** The network at an address, or null. No access is checked: a network's name and settings are public. */
export async function networkBySlug(db: Db, slug: string): Promise<NetworkRow | null> {
  const [row] = await db.select().from(network).where(eq(network.slug, slug))
  return row ?? null
}

export async function networkById(db: Db, id: string): Promise<NetworkRow | null> {
  const [row] = await db.select().from(network).where(eq(network.id, id))
  return row ?? null
}

/** All networks of the installation, oldest first. There are few: a network is a tenant. */
export async function listNetworks(db: Db): Promise<NetworkRow[]> {
  return db.select().from(network).orderBy(network.createdAt, network.id)
}

/** A network's series, oldest first. No access is checked: a series' name is public, its meetings are not. */
export async function listSeries(db: Db, networkId: string) {
  return db
    .select()
    .from(series)
    .where(and(eq(series.networkId, networkId), isNull(series.deletedAt)))
    .orderBy(series.createdAt, series.id)
}
