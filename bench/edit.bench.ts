/**
 * Moving an item in a programme: what it costs the server, whether the number of queries grows with the programme, and how
 * long the editor keeps a hand waiting in a real browser.
 */
import type { Browser, Page } from 'playwright-core'
import { openBrowser } from '../tests/journeys/browser.ts'
import { calibrate, median, say, tell } from './figures.ts'
import { addMeeting, benchWorld, signIn, type Timed } from './world.ts'

const RUNS = 60

calibrate('edit')
const world = await benchWorld({ SERVER_TIMING: 'yes', WORKER: 'no' })
const cookie = await signIn(world)
const meetings = { 40: await addMeeting(world, 'mote-40', 40), 400: await addMeeting(world, 'mote-400', 400) }
await world.sql.query('vacuum analyze')

for (const items of [40, 400] as const) {
  const steps = await moves(items, (i) => ({ step: `${i % 2 ? 'up' : 'down'}:middle` }))
  tell({ bench: 'edit', figure: `move-${items}-items-p50`, value: median(steps.map((run) => run.ms)), unit: 'ms' })
  tell({ bench: 'edit', figure: `move-${items}-items-p95`, value: p95(steps.map((run) => run.ms)), unit: 'ms' })
  tell({ bench: 'edit', figure: `move-${items}-items-queries`, value: median(steps.map((run) => run.queries)), unit: 'queries' })
}
const all = await moves(400, (i) => ({ do: 'stretch', item: 'first', minutes: i % 2 ? '-1' : '1' }))
tell({ bench: 'edit', figure: 'move-all-of-400-p95', value: p95(all.map((run) => run.ms)), unit: 'ms' })
await inBrowser()
await world.end()

/** The same gesture there and back, one request after another, after a warm-up. The words 'middle' and 'first' stand for items. */
async function moves(items: 40 | 400, fields: (i: number) => Record<string, string>): Promise<Timed[]> {
  const found = await world.sql.query('select id from item where meeting_id = $1 order by position', [meetings[items]])
  const ids = { middle: found.rows[items / 2].id as string, first: found.rows[0].id as string }
  const runs: Timed[] = []
  for (let i = -20; i < RUNS; i++) {
    const text = new URLSearchParams(fields(i & 1)).toString().replace('middle', ids.middle).replace('first', ids.first)
    const began = performance.now()
    const answer = await fetch(`${world.program.address}/bench/mote-${items}/programme/gesture`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie, origin: world.program.address, 'content-type': 'application/x-www-form-urlencoded' },
      body: `rest=flow&${text}`,
    })
    await answer.arrayBuffer()
    if (answer.status !== 303) throw new Error(`a move was answered ${answer.status}`)
    const queries = Number(/desc="(\d+) queries"/.exec(answer.headers.get('server-timing') ?? '')?.[1] ?? Number.NaN)
    if (i >= 0) runs.push({ ms: performance.now() - began, queries })
  }
  return runs
}

function p95(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1]!
}

/** From a key to the next painted frame, with 400 items on the board: each step of a carried item, and putting it down. */
async function inBrowser(): Promise<void> {
  let browser: Browser
  try {
    browser = await openBrowser()
  } catch {
    return say('No browser to measure in. Package: chromium, or libnss3 and libnspr4')
  }
  const context = await browser.newContext({ locale: 'nb-NO', viewport: { width: 1280, height: 800 } })
  const { hostname } = new URL(world.program.address)
  await context.addCookies(
    cookie.split('; ').map((one) => {
      const at = one.indexOf('=')
      return { name: one.slice(0, at), value: one.slice(at + 1), domain: hostname, path: '/' }
    }),
  )
  const page = await context.newPage()
  await page.goto(`${world.program.address}/bench/mote-400/programme`)
  await page.locator('.sm-brow__grip').nth(399).waitFor({ state: 'attached' })
  const devtools = await context.newCDPSession(page)
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' })
  /** What the page's thread has worked so far: unlike the wait, it does not grow when the machine has other things to do. */
  const worked = async () =>
    (await devtools.send('Performance.getMetrics')).metrics.find((one) => one.name === 'TaskDuration')!.value * 1000
  await keyTimes(page, 10)
  const before = await worked()
  const [steps, drops] = [(await keyTimes(page, 40)).slice(0, -1), [] as number[]]
  tell({ bench: 'edit', figure: 'gesture-step-400-items-work', value: ((await worked()) - before) / 42, unit: 'ms' })
  for (let i = 0; i < 10; i++) drops.push((await keyTimes(page, 3)).at(-1)!)
  tell({ bench: 'edit', figure: 'gesture-step-400-items-p50', value: median(steps), unit: 'ms' })
  tell({ bench: 'edit', figure: 'gesture-step-400-items-p95', value: p95(steps), unit: 'ms' })
  tell({ bench: 'edit', figure: 'gesture-drop-400-items-p50', value: median(drops), unit: 'ms' })
  await browser.close()
}

/** Picks up an item in the middle, carries it some places, puts it down: the wait after each key, the last for putting it down. */
async function keyTimes(page: Page, steps: number): Promise<number[]> {
  const times = (await page.evaluate(`(async () => {
    const grip = document.querySelectorAll('.sm-brow__grip')[200]
    grip.focus()
    const press = async (key) => {
      const began = performance.now()
      document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
      await new Promise((painted) => requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = painted
        port2.postMessage(0)
      }))
      return performance.now() - began
    }
    await press(' ')
    const times = []
    for (let i = 0; i < ${steps}; i++) times.push(await press('ArrowDown'))
    times.push(await press(' '))
    return times
  })()`)) as number[]
  // The answer of the server is drawn before the next one begins.
  await page.waitForTimeout(1500)
  return times
}
