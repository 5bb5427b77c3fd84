import { writeSync } from 'node:fs'
import pg from 'pg'
import { startEmbedded } from '../../src/platform/db/embedded/keeper.ts'

// A small program to be killed: node tests/kill/writer.ts DATA_DIR
// It says what it found (`have [ids]`), the database's process (`postmaster N`), and then each row after its commit (`ok id`).
// Written past Node's streams: a line in a buffer would be lost with us, and the test would ask for less than was promised.
const say = (line: string) => writeSync(1, `${line}\n`)

const server = await startEmbedded({ dataDir: process.argv[2]!, log: (line) => say(`log ${line}`) })
say(`postmaster ${server.pid}`)
const pool = new pg.Pool({ connectionString: server.url, max: 4 })
await pool.query('CREATE TABLE IF NOT EXISTS written (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, text text NOT NULL)')
const { rows } = await pool.query<{ id: string }>(`SELECT id FROM written WHERE text = repeat('æ', 1 + id::int % 500)`)
say(`have ${JSON.stringify(rows.map(({ id }) => Number(id)))}`)

async function write(): Promise<never> {
  for (;;) {
    const client = await pool.connect()
    await client.query('BEGIN')
    const inserted = await client.query<{ id: string }>(`INSERT INTO written (text) VALUES ('') RETURNING id`)
    const id = inserted.rows[0]!.id
    await client.query(`UPDATE written SET text = repeat('æ', 1 + id::int % 500) WHERE id = $1`, [id])
    await client.query('COMMIT')
    say(`ok ${id}`)
    client.release()
  }
}
await Promise.all([write(), write(), write()])
