/** What someone meets who was only sent the address: the pages that need no sign-in, with and without script. */
import { brotliCompressSync } from 'node:zlib'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, narrow, needsBrowser, noBrowser, openBrowser } from './browser.ts'
import { startSample } from './program.ts'

const { address } = await startSample()
const meeting = '/troms-og-finnmark/biblioteksjef-ledermote-april-2020'
let browser: Browser

describe.skipIf(noBrowser)(`a reader${needsBrowser}`, () => {
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser.close())

  it('reads programme, slides and minutes without script', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, locale: 'nb-NO', viewport: narrow })
    const page = await context.newPage()
    await page.goto(`${address}/`)
    // By its address: other journeys publish meetings of the same name.
    await page.locator(`a[href="${meeting}"]`).first().click()
    await page.getByRole('heading', { level: 1, name: 'Biblioteksjef/ledermøte – april 2020' }).waitFor()
    const minutes = page
      .locator('li.sm-row')
      .filter({ hasText: 'Om handlingsplan for bibliotekutvikling' })
      .locator('details.sm-row__ref')
    const text = minutes.getByText('Møtet delte seg i åtte grupper')
    expect(await text.isVisible()).toBe(false)
    await minutes.locator('summary').click()
    expect(await text.isVisible()).toBe(true)
    await context.close()
  })

  it('gets a first visit of at most 40 kB, next to nothing of it script', async () => {
    const page = await browser.newPage({ locale: 'nb-NO' })
    const bytes: Promise<number>[] = []
    const kinds = new Set<string>()
    const scripts: Promise<number>[] = []
    page.on('response', (response) => {
      const kind = response.request().resourceType()
      if (!['document', 'stylesheet', 'script'].includes(kind)) return
      kinds.add(kind)
      const size = response.body().then((body) => brotliCompressSync(body).length)
      bytes.push(size)
      if (kind === 'script') scripts.push(size)
    })
    const answer = await page.goto(`${address}${meeting}`, { waitUntil: 'networkidle' })
    const total = async (all: Promise<number>[]) => (await Promise.all(all)).reduce((sum, one) => sum + one, 0)
    expect([...kinds]).toEqual(expect.arrayContaining(['document', 'stylesheet']))
    expect(await total(bytes)).toBeLessThanOrEqual(40_000)
    // No module: all that runs is what notes that somebody was here, for the day they come back.
    expect(await answer!.text()).not.toContain('<script type="module"')
    expect(await total(scripts)).toBeLessThanOrEqual(500)
    expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('samling.visit.')))).toHaveLength(1)
    await page.close()
  })

  it('opens minutes with the keyboard, and focus stays seen', async () => {
    const page = await browser.newPage({ locale: 'nb-NO' })
    await page.goto(`${address}${meeting}`)
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Hopp til innholdet')
    await page.keyboard.press('Enter')
    expect(new URL(page.url()).hash).toBe('#content')
    for (let i = 0; i < 60; i++) {
      await page.keyboard.press('Tab')
      if (await page.evaluate(`document.activeElement.matches('summary.sm-ref')`)) break
    }
    const outline = await page.evaluate(
      `getComputedStyle(document.activeElement).outlineStyle + ' ' + parseFloat(getComputedStyle(document.activeElement).outlineWidth)`,
    )
    expect(outline).toMatch(/^solid [2-9]/)
    await page.keyboard.press('Enter')
    expect(await page.evaluate('document.activeElement.parentElement.open')).toBe(true)
    await page.close()
  })

  it('reads in nynorsk and English, with Bokmål texts marked as such', async () => {
    const page = await browser.newPage({ locale: 'en-GB' })
    await page.goto(`${address}${meeting}`)
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
    expect(
      await page
        .locator('h1')
        .first()
        .evaluate((node) => (node as unknown as { closest(s: string): { lang: string } | null }).closest('[lang="nb"]')?.lang),
    ).toBe('nb')
    await page.getByRole('link', { name: 'Nynorsk' }).click()
    expect(await page.locator('html').getAttribute('lang')).toBe('nn')
    await page.getByText('Ikkje enno').first().waitFor()
    // The choice goes with them to the next page.
    await page.goto(`${address}/troms-og-finnmark`)
    expect(await page.locator('html').getAttribute('lang')).toBe('nn')
    await page.close()
  })

  it.each([
    ['the front page', '/'],
    ['the network', '/troms-og-finnmark'],
    ['the series', '/troms-og-finnmark/series/biblioteksjefmote'],
    ['the meeting', meeting],
    ['the meeting in English', `${meeting}?lang=en`],
    ['the postponed conference', '/troms-og-finnmark/bibliotekkonferanse-for-troms-og-finnmark-2020'],
    ['an item', `${meeting}/21`],
    ['sign-in', '/sign-in'],
    ['a spent link', '/sign-in/link/no-such-token'],
    ['what is not there', '/finnes/ikke'],
  ])('finds %s accessible', async (what, path) => {
    const page = await browser.newPage({ locale: 'nb-NO' })
    await page.goto(`${address}${path}`)
    await page.locator('main').waitFor()
    // What is folded away counts too.
    await page.evaluate(`document.querySelectorAll('details').forEach((one) => (one.open = true))`)
    await expectAccessible(page, what)
    await page.close()
  })
})
