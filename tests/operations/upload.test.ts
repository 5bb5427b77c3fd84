/** The program is killed, and stopped gently, in the middle of an upload; the client that pages use goes on when it is back. */
import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Upload } from 'tus-js-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeAuth } from '../../src/people/signin/writes.ts'
import { openDatabase } from '../../src/platform/db/db.ts'
import { findRunning } from '../../src/platform/db/embedded/running.ts'
import { sharedSecret } from '../../src/platform/db/secret.ts'
import { freePort, type Program, startProgram } from '../program.ts'

const MB = 1e6
const SIZE = 48 * MB
const PART = 4 * MB

const folder = mkdtempSync(join(tmpdir(), 'samling-upload-'))
let program: Program
let port: number
let headers: Record<string, string>
/** `/{network}/{meeting}/{item}` */
let item: string
const start = () => startProgram({ DATA_DIR: folder, LOG_LEVEL: 'error' }, port)

beforeAll(async () => {
  port = await freePort()
  program = await start()
  const database = openDatabase((await findRunning(folder))!, { connections: 2 })
  const one = async (query: string) => (await database.pool.query(query)).rows[0] as Record<string, string>
  const { email } = await one(`select email from person where name = 'Lars Holm'`)
  const found = await one(`select n.slug as network, m.slug as meeting, i.public_id as item from item i
    join meeting m on m.id = i.meeting_id join network n on n.id = i.network_id where i.title->>'nb' = 'Om biblioteksystem'`)
  const auth = makeAuth(database.db, await sharedSecret(database.db, 'signing'), { baseUrl: program.address })
  const set = await auth.spendLinkToken(await auth.makeLinkToken(email!), new Headers())
  await database.end()
  const cookie = (set ?? []).map((line) => line.split(';')[0]).join('; ')
  headers = { cookie, origin: program.address, accept: 'application/json' }
  item = `/${found['network']}/${found['meeting']}/${found['item']}`
})
afterAll(async () => {
  await program.stop()
  rmSync(folder, { recursive: true, force: true })
})

test.each(['SIGKILL', 'SIGTERM'] as const)('%s in mid-upload costs what was under way, and no more', async (signal) => {
  const content = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(SIZE - 9)])
  const offsets: number[] = []
  let restarted: Promise<void> | null = null
  const url = await new Promise<string>((resolve, reject) => {
    const client = new Upload(content, {
      endpoint: `${program.address}${item}/uploads`,
      headers,
      metadata: { filename: `Avbrutt ${signal}.pdf` },
      chunkSize: PART,
      retryDelays: Array.from({ length: 300 }, () => 100),
      onBeforeRequest: (request) => {
        if (request.getMethod() === 'PATCH') offsets.push(Number(request.getHeader('Upload-Offset')))
      },
      // In the middle of a part.
      onProgress: (sent) => {
        if (restarted || sent < SIZE / 2) return
        restarted = program.stop(signal).then(async () => {
          program = await start()
        })
      },
      onSuccess: () => resolve(new URL(client.url!).pathname),
      onError: reject,
    })
    client.start()
  })
  await restarted
  // Each part begins where the one before ended, but the one that was cut off: it goes on from what had come of it.
  expect(offsets.filter((offset) => offset === 0)).toHaveLength(1)
  expect([...offsets].sort((a, b) => a - b)).toEqual(offsets)
  expect(offsets.length).toBeLessThanOrEqual(SIZE / PART + 3)

  const form = new FormData()
  for (const [name, value] of Object.entries({ kind: 'presentation', locale: 'nb', title: '', description: '' }))
    form.set(name, value)
  form.set('upload', url.split('/').at(-1)!)
  const answer = await fetch(`${program.address}${item}/materials`, { method: 'POST', headers, body: form })
  expect(answer.status, await answer.clone().text()).toBe(201)
  const { id } = (await answer.json()) as { id: string }
  const database = openDatabase((await findRunning(folder))!, { connections: 1 })
  const { rows } = await database.pool.query('select * from material_version where material_id = $1', [id])
  await database.end()
  expect(rows[0].sha256).toBe(createHash('sha256').update(content).digest('hex'))
  const file = await fetch(`${program.address}/files/${rows[0].network_id}/${rows[0].id}/fil.pdf`, { headers })
  expect(Buffer.from(await file.arrayBuffer()).equals(content)).toBe(true)
})
