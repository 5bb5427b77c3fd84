/** The program is killed while it draws the pages of a file: nothing goes on without it, and the next one takes the work up. */
import { readdirSync, readlinkSync } from 'node:fs'
import { Readable } from 'node:stream'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pagesOf, previewOf } from '#materials/previews/reads.ts'
import { placeOf } from '#materials/reads.ts'
import { addFile } from '#materials/writes.ts'
import { type April, aprilMeeting } from '../april.ts'
import { pdf } from '../presented.ts'
import { startProgram } from '../program.ts'
import { makeWorld, type World } from '../world.ts'

const PAGES = 150
let world: World
let april: April
beforeAll(async () => {
  world = await makeWorld()
  april = await aprilMeeting(world)
})
afterAll(() => world.end())

/** Processes that stand in the folder where a program lets others work. */
const workersOf = (pid: number) =>
  readdirSync('/proc').filter((name) => {
    try {
      return /^\d+$/.test(name) && readlinkSync(`/proc/${name}/cwd`).includes(`samling-work-${pid}-`)
    } catch {
      return false
    }
  })

async function until<T>(ask: () => Promise<T | null>, within: number): Promise<T> {
  for (const began = Date.now(); Date.now() - began < within; await setTimeout(50)) {
    const answer = await ask()
    if (answer) return answer
  }
  throw new Error('it did not come to that in time')
}

test('a kill in the middle of a preview loses nothing and leaves nobody working', { timeout: 300_000 }, async () => {
  const { ground, networkId } = world
  const env = { DATABASE_URL: world.database.url, DATA_DIR: ground.config.dataDir, SAMPLE: 'no' }
  const stored = await ground.files.put(networkId, Readable.from([await pdf(PAGES)]), 1e8)
  const place = await placeOf(ground.db, april.item('E-bøker').id)
  const form = { kind: 'presentation', title: '', description: '', locale: 'nb' }
  await addFile(ground, await world.actor('organiser'), place!, form as never, { ...stored, fileName: 'lang.pdf' })
  const row = async () => (await previewOf(ground.db, networkId, stored.sha256))!

  const first = await startProgram(env)
  await until(async () => (await row()).done >= 3 || null, 60_000)
  expect(workersOf(first.pid).length).toBeGreaterThan(0)
  await first.stop('SIGKILL')
  await until(async () => workersOf(first.pid).length === 0 || null, 10_000)
  expect(await row()).toMatchObject({ state: 'working', pages: PAGES })
  const made = await pagesOf(ground.db, networkId, stored.sha256)
  expect(made.length).toBeLessThan(PAGES)

  const second = await startProgram(env)
  try {
    await until(async () => (await row()).state === 'done' || null, 200_000)
    const pages = await pagesOf(ground.db, networkId, stored.sha256)
    expect(pages.map((page) => page.page)).toEqual(Array.from({ length: PAGES }, (_, i) => i + 1))
    // Pages are drawn side by side: those that were there need not be the first ones.
    expect(pages.filter(({ page }) => made.some((one) => one.page === page))).toEqual(made)
    for (const { small, large } of pages)
      for (const picture of [small, large]) expect(await ground.files.exists(networkId, picture)).toBe(true)
  } finally {
    await second.stop()
  }
})
