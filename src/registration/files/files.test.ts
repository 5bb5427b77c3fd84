/** Files as answers: taken by their content, kept while the rest is corrected, for organisers alone, gone with the registration. */
import { PDFDocument } from 'pdf-lib'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { MeetingRow } from '#meeting/reads.ts'
import { file } from '#platform/files/tables.ts'
import { sweepFile } from '#platform/files/writes.ts'
import { type Clamd, hasClamd, MARK, startClamd } from '../../../tests/clamd.ts'
import { openConference } from '../../../tests/conference.ts'
import { formIn } from '../../../tests/form.ts'
import { makeWorld, type Who, type World } from '../../../tests/world.ts'
import { registrationLink } from '../link/rules.ts'
import { answerFile, registration, registrationForm } from '../tables.ts'
import { forgetUnconfirmed } from '../unconfirmed/writes.ts'
import { scanAnswers } from './jobs.ts'
import { keptIn, keptToken } from './rules.ts'

const pdf = async (title: string): Promise<Buffer> => {
  const made = await PDFDocument.create()
  made.addPage()
  made.setTitle(title)
  return Buffer.from(await made.save())
}
const questions = [
  { id: 'q1', kind: 'file', label: { nb: 'Sammendrag' }, required: true },
  { id: 'q2', kind: 'file', label: { nb: 'Bilde' }, required: false },
  {
    id: 'q3',
    kind: 'choices',
    label: { nb: 'Velg' },
    required: false,
    options: ['a', 'b'].map((id) => ({ id, label: { nb: id } })),
  },
] as const

/** A world with a meeting that asks for files. */
async function asking(env: Record<string, string> = {}) {
  const world = await makeWorld({ env })
  const { meeting, path } = await openConference(world)
  await world.ground.db.update(registrationForm).set({ questions })
  return { world, meeting, path }
}

type Sent = Record<string, string | string[] | { name: string; content: Buffer }>
async function post(world: World, who: Who | null, url: string, fields: Sent) {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields))
    for (const one of [value].flat())
      if (typeof one === 'string') form.append(name, one)
      else form.append(name, new Blob([new Uint8Array(one.content)]), one.name)
  const made = new Response(form)
  const headers = { 'content-type': made.headers.get('content-type')! }
  return world.as(who, { method: 'POST', url, headers, payload: Buffer.from(await made.arrayBuffer()) })
}

describe('a file as an answer', () => {
  let world: World
  let meeting: MeetingRow
  let path: string
  const db = () => world.ground.db
  const kari = { for: 'self', name: 'Kari', email: 'kari@example.org', 'q.q3': ['a', 'b'] }
  const summary = async () => ({ name: 'Sammendrag Čáhci.pdf', content: await pdf('Sammendrag') })
  const rows = () => db().select().from(registration)
  const kept = () => db().select().from(answerFile)
  const link = async () => registrationLink(world.ground.secret, (await rows())[0]!)

  beforeAll(async () => {
    ;({ world, meeting, path } = await asking())
  })
  afterAll(() => world.end())
  beforeEach(async () => {
    await db().delete(registration)
    await db().delete(answerFile)
    await db().delete(file)
  })

  it('is kept with what was ticked beside it, and read by organisers alone', async () => {
    const sent = await summary()
    await post(world, 'member', `${path}/register`, { ...kari, email: 'member@nord.example', 'q.q1': sent })
    const [row] = await rows()
    expect(row!.answers).toEqual({ q3: ['a', 'b'] })
    expect(await kept()).toMatchObject([{ questionId: 'q1', fileName: sent.name, mediaType: 'application/pdf', scan: 'off' }])
    const url = `${path}/registrations/${row!.id}/files/q1`
    const read = await world.as('organiser', { url })
    expect(read.rawPayload.equals(sent.content)).toBe(true)
    expect(read.headers['cache-control']).toBe('private, no-store')
    for (const who of [null, 'member', 'outsider'] as const) expect((await world.as(who, { url })).statusCode).toBe(404)
    expect((await world.as('organiser', { url: `${path}/registrations/${row!.id}` })).body).toContain(`href="${url}"`)
    expect((await world.as('organiser', { url: `${path}/registrations/all.csv` })).body).toContain(sent.name)
    const own = (await world.as(null, { url: await link() })).body
    expect(own).toContain(sent.name)
    expect(own).not.toContain('/files/q1')
  })

  it('need not be chosen again when something else must be corrected', async () => {
    const back = await post(world, null, `${path}/register`, { ...kari, name: '', 'q.q1': await summary() })
    expect(back.statusCode).toBe(422)
    expect(back.body).toContain('Sammendrag Čáhci.pdf')
    expect(await kept()).toEqual([])
    const again = { ...formIn(back.body, `${path}/register`), name: 'Kari' }
    expect((await post(world, null, `${path}/register`, again)).statusCode).toBe(303)
    expect(await kept()).toMatchObject([{ questionId: 'q1', fileName: 'Sammendrag Čáhci.pdf' }])
  })

  it('is a document or a picture by its content, of a size that can be read, and asked for where it must be there', async () => {
    const program = { name: 'sammendrag.pdf', content: Buffer.from('MZ\x90\x00\x03\x00\x00\x00\x04\x00', 'latin1') }
    const page = { name: 'bilde.png', content: Buffer.from('<!doctype html><script>alert(1)</script>') }
    const wrong = await post(world, null, `${path}/register`, { ...kari, 'q.q1': program, 'q.q2': page })
    expect(wrong.statusCode).toBe(422)
    for (const field of ['q.q1', 'q.q2']) expect(wrong.body).toContain(`href="#${field}"`)
    expect(wrong.body).toContain('Send et dokument eller et bilde')
    // What stands behind a file that is too large is read all the same.
    const large = { name: 'film.pdf', content: Buffer.alloc(10_000_001, '%PDF-1.7 ') }
    const heavy = await post(world, null, `${path}/register`, { 'q.q1': large, ...kari })
    expect(heavy.statusCode).toBe(422)
    expect(heavy.body).toContain('Filen er for stor')
    expect(heavy.body).toContain('value="kari@example.org"')
    expect((await post(world, null, `${path}/register`, kari)).body).toContain('Velg en fil')
    expect(await kept()).toEqual([])
  })

  it('is changed, stays or goes by one’s own link', async () => {
    const picture = { name: 'notat.txt', content: Buffer.from('Et notat') }
    await post(world, 'member', `${path}/register`, {
      ...kari,
      email: 'member@nord.example',
      'q.q1': await summary(),
      'q.q2': picture,
    })
    const own = await link()
    const change = async (more: Sent) => {
      const stands = formIn((await world.as(null, { url: own })).body, `${own}/change`)
      const { 'q.q1': _, 'q.q2': __, ...typed } = stands
      expect((await post(world, null, `${own}/change`, { ...typed, ...more })).statusCode).toBe(303)
    }
    await change({})
    expect((await kept()).map((row) => row.fileName).sort()).toEqual(['Sammendrag Čáhci.pdf', 'notat.txt'])
    await change({ 'remove.q2': 'on' })
    expect((await kept()).map((row) => row.fileName)).toEqual(['Sammendrag Čáhci.pdf'])
    const before = (await kept())[0]!
    await change({ 'q.q1': { name: 'nytt.pdf', content: await pdf('Nytt') } })
    expect((await kept()).map((row) => row.fileName)).toEqual(['nytt.pdf'])
    // What nothing speaks of any more is forgotten, so that the sweep takes its bytes.
    expect((await db().select().from(file)).map((row) => row.sha256)).toEqual([(await kept())[0]!.sha256])
    expect(await sweepFile(db(), world.ground.files, world.networkId, before.sha256, 0)).toBe(true)
  })

  it('goes with a registration that nobody confirmed, unless another has given the same', async () => {
    const sent = await summary()
    await post(world, null, `${path}/register`, { ...kari, email: 'kari.vik@example.org', 'q.q1': sent })
    await post(world, 'member', `${path}/register`, { ...kari, email: 'member@nord.example', 'q.q1': sent })
    await db().update(registration).set({ createdAt: '2020-01-01T00:00:00Z' })
    expect(await forgetUnconfirmed(db())).toBe(1)
    expect(await kept()).toHaveLength(1)
    expect(await db().select().from(file)).toHaveLength(1)
    await db().update(registration).set({ state: 'unconfirmed' })
    expect(await forgetUnconfirmed(db())).toBe(1)
    expect(await kept()).toEqual([])
    expect(await db().select().from(file)).toEqual([])
  })

  it('what proves that a file came holds for its own question and form alone', () => {
    const given = { sha256: 'a'.repeat(64), size: 3, mediaType: 'text/plain', fileName: 'å.txt' }
    const token = keptToken('secret', meeting.id, 'q1', given)
    expect(keptIn('secret', meeting.id, 'q1', token)).toEqual(given)
    expect(keptIn('secret', meeting.id, 'q2', token)).toBeNull()
    expect(keptIn('other', meeting.id, 'q1', token)).toBeNull()
    for (const made of ['', 'x', `x${token}`, `${token}x`]) expect(keptIn('secret', meeting.id, 'q1', made)).toBeNull()
  })
})

describe.skipIf(!hasClamd)('with a ClamAV daemon (the package clamav-daemon)', () => {
  let clamd: Clamd
  let world: World
  let path: string
  beforeAll(async () => {
    clamd = await startClamd()
    ;({ world, path } = await asking({ CLAMD_URL: clamd.url }))
  }, 60_000)
  afterAll(async () => {
    await world?.end()
    await clamd?.end()
  })

  it('nobody gets a file before it is looked through, and an infected one never', async () => {
    const sick = { name: 'syk.txt', content: Buffer.from(`før ${MARK} etter`) }
    const well = { name: 'frisk.txt', content: Buffer.from('frisk') }
    const fields = { for: 'self', name: 'Kari', email: 'member@nord.example', 'q.q1': sick, 'q.q2': well }
    await post(world, 'member', `${path}/register`, fields)
    const [row] = await world.ground.db.select().from(registration)
    const read = (question: string) =>
      world.as('organiser', { url: `${path}/registrations/${row!.id}/files/${question}` }).then((answer) => answer.statusCode)
    expect([await read('q1'), await read('q2')]).toEqual([403, 403])
    const away = { ...world.ground, config: { ...world.ground.config, CLAMD_URL: 'unix:/nowhere/s' } }
    await expect(scanAnswers(away)).rejects.toThrow()
    expect([await read('q1'), await read('q2')]).toEqual([403, 403])
    expect(await scanAnswers(world.ground)).toBe(2)
    expect([await read('q1'), await read('q2')]).toEqual([403, 200])
    expect(await scanAnswers(world.ground)).toBe(0)
  })
})
