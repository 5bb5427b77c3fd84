/** Whether the database is new enough, has had this program's migrations, and what waits in its outbox. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import { migrationsFolder } from '../db/migrate.ts'
import { mail } from '../mail/tables.ts'
import { count, type Finding, note, ok, wrong } from './finding.ts'

const OLDEST_SERVER = 150_000

/** @throws the driver's error when nobody answers */
export async function examineDatabase(db: Db): Promise<Finding[]> {
  const { rows } = await db.execute<{ version: string; number: number }>(
    sql`select current_setting('server_version') as version, current_setting('server_version_num')::int as number`,
  )
  const { version, number } = rows[0]!
  if (number < OLDEST_SERVER) return [wrong('database', `This is PostgreSQL ${version}; 15 or newer is needed.`)]
  return [ok('database', `PostgreSQL ${version} answers.`), await examineMigrations(db)]
}

async function examineMigrations(db: Db): Promise<Finding> {
  const journal = JSON.parse(readFileSync(join(migrationsFolder(), 'meta', '_journal.json'), 'utf8')) as {
    entries: { when: number }[]
  }
  const { rows: there } = await db.execute(sql`select to_regclass('drizzle.__drizzle_migrations') as name`)
  if (there[0]!['name'] === null)
    return wrong('database', 'This is not a database of Samling: it has had no migrations. "npm start" makes it one.')
  const { rows } = await db.execute<{ when: string }>(sql`select created_at as when from drizzle.__drizzle_migrations`)
  const had = new Set(rows.map((row) => Number(row.when)))
  const missing = journal.entries.filter(({ when }) => !had.has(when)).length
  if (missing > 0)
    return wrong(
      'database',
      `${count(missing, 'migration')} of this version ${missing === 1 ? 'is' : 'are'} missing: "npm start" applies them.`,
    )
  if (had.size > journal.entries.length)
    return wrong('database', 'It was migrated by a newer version of Samling than this one. Run that version.')
  return ok('database', `Its schema is that of this version (${count(had.size, 'migration')}).`)
}

/** Mail that was given up, and mail that waits for longer than any queue does. */
export async function examineOutbox(db: Db): Promise<Finding[]> {
  const [found] = await db
    .select({
      failed: sql<number>`count(*) filter (where ${mail.state} = 'failed')::int`,
      late: sql<number>`count(*) filter (where ${mail.state} = 'waiting' and ${mail.createdAt} < now() - interval '1 day')::int`,
    })
    .from(mail)
  const findings: Finding[] = []
  if (found!.failed > 0)
    findings.push(note('mail', `${count(found!.failed, 'mail')} could not be sent; the outbox says why, and sends again.`))
  if (found!.late > 0)
    findings.push(note('mail', `${count(found!.late, 'mail')} ${found!.late === 1 ? 'has' : 'have'} waited for more than a day.`))
  return findings
}
