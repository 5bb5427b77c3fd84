/** What an operator has: folders, an installation that people use, commands, and the power to kill. */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { personActor } from '#actor.ts'
import { createMeeting, publish } from '#meeting/writes.ts'
import { membership, network } from '#network/tables.ts'
import { makeAuth } from '#people/signin/writes.ts'
import { person } from '#people/tables.ts'
import { openDatabase } from '#platform/db/db.ts'
import { processesIn } from '#platform/db/embedded/orphans.ts'
import { findRunning } from '#platform/db/embedded/running.ts'
import { newId } from '#platform/db/id.ts'
import { sharedSecret } from '#platform/db/secret.ts'
import { emptyEdit } from '#programme/forms.ts'
import { addItem } from '#programme/writes.ts'
import { bareEnvironment } from '../program.ts'

const checkout = join(import.meta.dirname, '..', '..')

/** A folder under /tmp that only its owner may enter, and names below it that nobody has used. */
export function makeRoom() {
  const folder = mkdtempSync(join(tmpdir(), 'samling-operator-'))
  let made = 0
  return {
    folder,
    /** Not made yet. */
    place: (name = 'data') => join(folder, `${name}${++made}`),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

export interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** Runs a file of the checkout on Node 26 until it ends. */
export function run(file: string, args: readonly string[] = [], env: Record<string, string> = {}): Promise<Ended> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', resolve(checkout, file), ...args], {
    env: { ...bareEnvironment, LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [out, err] = ['', '']
  child.stdout.on('data', (chunk) => (out += chunk))
  child.stderr.on('data', (chunk) => (err += chunk))
  return new Promise((end) => child.once('close', (code) => end({ code, out, err })))
}

/** samling ARGS…, without the file that looks for the right Node first. */
export const samling = (args: readonly string[], env: Record<string, string>) => run('src/cli.ts', args, env)

/** What works in the embedded database of a data folder. */
export function databaseProcesses(dataDir: string): number[] {
  const cluster = join(dataDir, 'postgres')
  return existsSync(cluster) ? processesIn(cluster) : []
}

/** The embedded database of a program that runs on this data folder. */
export async function databaseOf(dataDir: string): Promise<string> {
  const url = await findRunning(dataDir)
  if (!url) throw new Error(`no program runs on ${dataDir}`)
  return url
}

/** Rows of the database, asked over a connection of one's own. */
export async function rows<T extends object>(url: string, query: string, values: unknown[] = []): Promise<T[]> {
  const { pool, end } = openDatabase(url, { connections: 1 })
  return pool
    .query<T>(query, values)
    .then((result) => result.rows)
    .finally(end)
}

/** Somebody who is signed in: an organiser of the network. */
export interface Client {
  readonly id: string
  readonly cookie: string
}

export interface Installation {
  readonly networkId: string
  readonly meetingId: string
  /** The address of the published meeting and of its one item. */
  readonly meeting: string
  readonly item: string
  readonly clients: readonly Client[]
}

/** A network with a published, public meeting of one item, and so many organisers who are signed in. */
export async function furnish(url: string, organisers: number): Promise<Installation> {
  const { db, end } = openDatabase(url, { connections: 2 })
  try {
    const [networkId, slug] = [newId(), `drift-${newId().slice(-6)}`]
    await db.insert(network).values({ id: networkId, slug, name: { nb: 'Bibliotek i drift' } })
    const auth = makeAuth(db, await sharedSecret(db, 'signing'), { baseUrl: 'http://localhost:3000' })
    const clients: Client[] = []
    for (let i = 0; i < organisers; i++) {
      const [id, email] = [newId(), `organiser${i}@${slug}.example`]
      await db.insert(person).values({ id, name: `Organiser ${i}`, email })
      await db.insert(membership).values({ networkId, personId: id, role: 'organiser' })
      const set = await auth.spendLinkToken(await auth.makeLinkToken(email), new Headers())
      clients.push({ id, cookie: set!.map((line) => line.split(';')[0]).join('; ') })
    }
    const actor = await personActor(db, clients[0]!.id, { networkId })
    const made = await createMeeting(db, actor, networkId, {
      title: { nb: 'Ledermøte' },
      locale: 'nb',
      slug: 'ledermote',
      days: [{ date: '2026-11-25' }],
    })
    await publish(db, actor, made.meeting.id)
    const place = { dayId: made.days[0]!.id }
    const item = await addItem(db, actor, made.meeting.id, place, { ...emptyEdit, title: { nb: 'Åpning' }, expectsMinutes: true })
    const meeting = `/${slug}/ledermote`
    return { networkId, meetingId: made.meeting.id, meeting, item: `${meeting}/${item.publicId}-apning`, clients }
  } finally {
    await end()
  }
}

/** What a browser sends with a form, without following where it leads. */
export function post(
  address: string,
  client: Client | null,
  path: string,
  body: Record<string, string> | FormData | string,
  headers: Record<string, string> = {},
): Promise<Response> {
  const sent = typeof body === 'string' || body instanceof FormData ? body : new URLSearchParams(body)
  return fetch(address + path, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: address, ...(client && { cookie: client.cookie }), ...headers },
    body: sent,
  })
}

/** A page as somebody sees it. */
export async function page(address: string, client: Client | null, path: string): Promise<string> {
  const answer = await fetch(address + path, { headers: client ? { cookie: client.cookie } : {}, redirect: 'manual' })
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`)
  return answer.text()
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function numbersFrom(start: number): () => number {
  let state = start
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}
