/** Addresses that something had before. No access is checked: whoever follows one is let in, or not, where it leads. */
import { and, eq, ne } from 'drizzle-orm'
import type { Db, Tx } from '#platform/db/db.ts'
import { type AddressKind, address } from './tables.ts'

/** What an earlier address leads to; null where it is nobody's. */
export async function earlierAt(db: Db, networkId: string, kind: AddressKind, slug: string): Promise<string | null> {
  const [row] = await db
    .select({ subjectId: address.subjectId })
    .from(address)
    .where(and(eq(address.networkId, networkId), eq(address.kind, kind), eq(address.slug, slug)))
  return row?.subjectId ?? null
}

/** The earlier addresses of a kind: what is new takes none of them. */
export async function earlierSlugs(db: Db | Tx, networkId: string, kind: AddressKind): Promise<string[]> {
  const rows = await db
    .select({ slug: address.slug })
    .from(address)
    .where(and(eq(address.networkId, networkId), eq(address.kind, kind)))
  return rows.map((row) => row.slug)
}

/** Whether an address still leads to something else. */
export async function isAnothers(
  tx: Db | Tx,
  networkId: string,
  kind: AddressKind,
  slug: string,
  subjectId: string,
): Promise<boolean> {
  const [row] = await tx
    .select({ slug: address.slug })
    .from(address)
    .where(
      and(eq(address.networkId, networkId), eq(address.kind, kind), eq(address.slug, slug), ne(address.subjectId, subjectId)),
    )
  return row !== undefined
}
