/** The operator's list of personal data names every table there is: those that hold it, with how long, and those that hold none. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { purposes } from '#privacy/retention/rules.ts'
import { freshDatabase } from './world.ts'

const page = readFileSync(join(import.meta.dirname, '..', 'docs', 'operating.md'), 'utf8')
const section = page.slice(page.indexOf('\n## Personal data\n')).split('\n## ')[1]!
const [table, rest] = [
  section.split('\n').filter((line) => line.startsWith('| `')),
  /Nobody is named in ([^:]*):/s.exec(section)![1]!,
]
const names = (text: string) => [...text.matchAll(/`(\w+)`/g)].map((match) => match[1]!)
const holding = table.flatMap((line) => names(line.split('|')[1]!))

it('every table of the database stands in it, and none that is not there', async () => {
  const database = await freshDatabase()
  try {
    const { rows } = await database.db.execute<{ name: string }>(
      sql`select table_name as name from information_schema.tables where table_schema in ('public', 'auth') and table_type = 'BASE TABLE'`,
    )
    const there = rows.map((row) => row.name).sort()
    // The queue makes its own tables when it starts.
    const listed = [...new Set([...holding, ...names(rest)])].filter((name) => name !== 'job_common' && name !== 'pgboss').sort()
    expect(listed).toEqual(there)
  } finally {
    await database.drop()
  }
})

it('a table with names, addresses or accounts in it is not among those that hold nobody', async () => {
  const database = await freshDatabase()
  try {
    const { rows } = await database.db.execute<{ name: string }>(
      sql`select distinct table_name as name from information_schema.columns where table_schema in ('public', 'auth')
        and (column_name in ('email', 'person_id', 'by_name', 'office', 'phone', 'to') or column_name like '%by_person'
          or (column_name = 'name' and data_type = 'text' and table_name <> 'secret'))`,
    )
    expect(rows.map((row) => row.name).filter((name) => !holding.includes(name))).toEqual([])
  } finally {
    await database.drop()
  }
})

it('says of each how long, in the terms of the one table of purposes', () => {
  for (const line of table) expect(line.split('|')[3]!.trim(), line).not.toBe('')
  const days = (id: string) => purposes.find((one) => one.id === id)!.days
  expect([days('special'), days('visit'), days('mail'), days('profile'), days('unconfirmed')]).toEqual([30, 180, 90, 30, 7])
  expect([days('registration'), days('invoice'), days('history')]).toEqual([365, 1825, 1825])
})
