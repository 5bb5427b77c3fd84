import { randomBytes } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { Db } from './db.ts'
import { secret } from './tables.ts'

/** A secret made once and shared by all processes on one database: whoever comes first makes it. 32 random bytes, base64url. */
export async function sharedSecret(db: Db, name: string): Promise<string> {
  await db
    .insert(secret)
    .values({ name, value: randomBytes(32).toString('base64url') })
    .onConflictDoNothing()
  const [row] = await db.select({ value: secret.value }).from(secret).where(eq(secret.name, name))
  return row!.value
}
