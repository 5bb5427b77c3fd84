/** The line of a browser to a room: one for all its tabs, taken over when the tab that holds it is closed, and asking when there is none. */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { needsBrowser, noBrowser, openBrowser, signInAs, wide } from './browser.ts'
import { startSample } from './program.ts'

const { address } = await startSample()
const april = `${address}/troms-og-finnmark/biblioteksjef-ledermote-april-2020`
let browser: Browser

describe.skipIf(noBrowser)(`the line to a room${needsBrowser}`, () => {
  let chair: Page
  let items: { id: string; title: string }[]
  beforeAll(async () => {
    browser = await openBrowser()
    chair = await signInAs(await context(), address, /Lars Holm/)
    const { parts } = (await (await chair.request.get(`${april}/room/state`)).json()) as {
      parts: { show: { rows: { id: string; title: Record<string, string> }[] } }
    }
    items = parts.show.rows.map(({ id, title }) => ({ id, title: Object.values(title)[0]! }))
  })
  afterAll(() => browser.close())

  const context = () => browser.newContext({ locale: 'nb-NO', viewport: wide })
  const press = async (act: string, fields: Record<string, string>) => {
    const form = { key: crypto.randomUUID(), ...fields }
    const answer = await chair.request.post(`${april}/chair/show/${act}`, { form, headers: { origin: address }, maxRedirects: 0 })
    expect(answer.status()).toBe(303)
  }
  const start = (n: number) => press('start', { item: items[n]!.id })
  const shows = (page: Page, n: number) =>
    page.locator('.sm-now__main', { hasText: items[n]!.title }).waitFor({ timeout: 20_000 })
  /** The streams and the questions of a browser so far. */
  function followed(of: BrowserContext) {
    const asked = { streams: 0, states: 0 }
    of.on('request', (request) => {
      if (request.url().includes('/room/live')) asked.streams++
      if (request.url().endsWith('/room/state')) asked.states++
    })
    return asked
  }
  const live = (page: Page, words: string) => page.getByText(words, { exact: true }).waitFor()

  it('is one for all tabs, and passes to another when the tab that holds it is closed', async () => {
    const reader = await context()
    const asked = followed(reader)
    const one = await reader.newPage()
    await one.goto(`${april}/room`)
    await live(one, 'Tilkoblet')
    const other = await reader.newPage()
    await other.goto(`${april}/room`)
    await live(other, 'Tilkoblet')
    await start(1)
    await shows(one, 1)
    await shows(other, 1)
    expect(asked.streams).toBe(1)
    await one.close()
    await start(2)
    await shows(other, 2)
    expect(asked.streams).toBe(2)
    await reader.close()
  })

  it('asks now and then where streams are stopped on the way, says so, and shows the same', async () => {
    const reader = await context()
    await reader.route('**/room/live*', (route) => route.abort())
    const asked = followed(reader)
    const page = await reader.newPage()
    await page.goto(`${april}/room`)
    await live(page, 'Tilkoblet, henter av og til')
    await start(3)
    await shows(page, 3)
    expect(asked.states).toBeGreaterThan(1)
    await reader.close()
  })
})
