/** Reading a file in the page: by button, key, finger and link, as large as the screen, and without script; captions of a recording. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { expectAccessible, narrow, needsBrowser, noBrowser, openBrowser, signInAs, wide } from './browser.ts'
import { startSample } from './program.ts'

const { address } = await startSample()
const april = `${address}/troms-og-finnmark/biblioteksjef-ledermote-april-2020`
let browser: Browser
/** Three pages, as a PDF: they are made without anything else on the machine. */
const item = 'Om handlingsplan'

/** The address of the plan's pages, once they are made. */
const planPath = (page: Page): Promise<string> =>
  vi.waitFor(
    async () => {
      await page.goto(april)
      const made = page.locator('.sm-row', { hasText: item }).first().locator('a.sm-pres:has(img)')
      const path = await made.getAttribute('href', { timeout: 500 })
      if (!path?.includes('/view/')) throw new Error(`no pages yet: ${path}`)
      return `${address}${path}`
    },
    { timeout: 90_000, interval: 1000 },
  )

describe.skipIf(noBrowser)(`reading in the page${needsBrowser}`, () => {
  let page: Page
  let plan: string
  beforeAll(async () => {
    browser = await openBrowser()
    page = await (await browser.newContext({ locale: 'nb-NO', viewport: wide })).newPage()
    plan = await planPath(page)
  })
  afterAll(() => browser.close())

  /** Which pages are seen. */
  const seen = async (of = page) => of.locator('.sm-slide:visible').evaluateAll((all) => all.map((one) => one.id))

  it('shows the first page and how many there are in the programme', async () => {
    const cell = page.locator('.sm-row', { hasText: item }).first().locator('a.sm-pres')
    await cell.getByText('3 sider').waitFor()
    const picture = cell.locator('img')
    await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(96)
    await expectAccessible(page, 'a programme with pictures')
  })

  it('turns the pages by button and by key, says where it is, and stops at the ends', async () => {
    await page.goto(plan)
    const resting = (name: string) => page.getByRole('button', { name }).getAttribute('aria-disabled')
    await page.getByRole('button', { name: 'Neste side' }).waitFor()
    expect([await resting('Forrige side'), await resting('Neste side')]).toEqual(['true', null])
    await page.getByRole('button', { name: 'Neste side' }).click()
    await expect.poll(() => seen()).toEqual(['slide-2'])
    expect(page.url()).toBe(`${plan}#slide-2`)
    await page.getByRole('status').getByText('Side 2 av 3').waitFor()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => seen()).toEqual(['slide-3'])
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Neste side')
    expect([await resting('Forrige side'), await resting('Neste side')]).toEqual([null, 'true'])
    await page.keyboard.press('Home')
    await expect.poll(() => seen()).toEqual(['slide-1'])
    await page.getByLabel('Gå til side').selectOption('2')
    await expect.poll(() => seen()).toEqual(['slide-2'])
    const picture = page.locator('#slide-2 img')
    await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(400)
    expect((await page.locator('#slide-2 .sm-slide__text').textContent())?.length).toBeGreaterThan(40)
    await expectAccessible(page, 'one page at a time')
  })

  it('opens at the page that a link names, and shows all of them when asked', async () => {
    await page.goto('about:blank')
    await page.goto(`${plan}#slide-3`)
    await expect.poll(() => seen()).toEqual(['slide-3'])
    await page.getByRole('button', { name: 'Alle sider' }).click()
    await expect.poll(() => seen()).toEqual(['slide-1', 'slide-2', 'slide-3'])
    await expect.poll(() => page.locator('#slide-3').evaluate((one) => one.getBoundingClientRect().top < innerHeight)).toBe(true)
    await expectAccessible(page, 'all pages')
    await page.getByRole('button', { name: 'Én side om gangen' }).click()
    await expect.poll(() => seen()).toEqual(['slide-3'])
  })

  it('fills the screen with one page, still turned by keys, and comes back', async () => {
    await page.goto(plan)
    await page.getByRole('button', { name: 'Fullskjerm' }).click()
    await page.getByRole('button', { name: 'Ut av fullskjerm' }).waitFor()
    await page.keyboard.press('PageDown')
    await expect.poll(() => seen()).toEqual(['slide-2'])
    const box = await page.locator('#slide-2 img').boundingBox()
    expect(box!.y + box!.height).toBeLessThanOrEqual(wide.height)
    expect(box!.height).toBeGreaterThan(wide.height * 0.8)
    // The words are not seen, and still there to be heard.
    expect(await page.locator('#slide-2 .sm-slide__text').boundingBox()).toMatchObject({ width: 1, height: 1 })
    await page.getByRole('button', { name: 'Ut av fullskjerm' }).click()
    await page.getByRole('button', { name: 'Fullskjerm', exact: true }).waitFor()
  })

  it('is turned with a finger on a phone', async () => {
    const context = await browser.newContext({ locale: 'nb-NO', viewport: narrow, hasTouch: true, isMobile: true })
    const phone = await context.newPage()
    await phone.goto(plan)
    const picture = phone.locator('.sm-slide:visible .sm-slide__pic')
    await phone.getByRole('button', { name: 'Neste side' }).waitFor()
    const swipe = async (by: number) => {
      const box = (await picture.boundingBox())!
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
      const line = await context.newCDPSession(phone)
      const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', at: number) =>
        line.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x: at, y }] })
      await touch('touchStart', x)
      for (const part of [0.25, 0.5, 0.75, 1]) await touch('touchMove', x + by * part)
      await touch('touchEnd', x + by)
    }
    await swipe(-120)
    await expect.poll(() => seen(phone)).toEqual(['slide-2'])
    await swipe(120)
    await expect.poll(() => seen(phone)).toEqual(['slide-1'])
    expect(new URL(phone.url()).hash).toBe('#slide-1')
    await context.close()
  })

  it('is a plain list of pages without script', async () => {
    const context = await browser.newContext({ locale: 'nb-NO', viewport: narrow, javaScriptEnabled: false })
    const plain = await context.newPage()
    await plain.goto(plan)
    expect(await plain.locator('.sm-slide').count()).toBe(3)
    expect(await plain.locator('.sm-slide:visible').count()).toBe(3)
    await plain.goto(`${plan}#slide-2`)
    expect(await plain.getByRole('heading', { name: 'Side 2' }).isVisible()).toBe(true)
    expect(await plain.getByRole('link', { name: /^Last ned PDF/ }).getAttribute('href')).toMatch(/^\/files\//)
    await context.close()
  })

  it('takes captions for a recording, which is hidden until it is published, and gives them to readers', async () => {
    const organiser = await signInAs(await browser.newContext({ locale: 'nb-NO', viewport: wide }), address, /Lars Holm/)
    await organiser.goto(plan)
    await organiser.getByRole('heading', { name: 'Tilgjengelighet' }).waitFor()
    await expectAccessible(organiser, 'what stands in the way')
    const work = (await organiser.getByRole('link', { name: 'Rediger' }).getAttribute('href'))!.replace(/\/[^/]+$/, '')
    await organiser.goto(`${address}${work}`)
    await organiser.locator('#address > summary').click()
    const form = organiser.locator('#address form')
    await form.getByLabel('Nettadresse').fill('https://video.example.no/42')
    await form.getByRole('radio', { name: 'Opptak' }).check()
    await form.locator('input[name="title"]').fill('Opptak av gjennomgangen')
    await form.getByRole('button', { name: 'Legg til' }).click()
    await organiser.waitForLoadState()
    await organiser.getByRole('link', { name: 'Opptaket har ingen teksting.' }).click()
    await organiser.waitForLoadState()
    await expectAccessible(organiser, 'captions of a recording')
    const file = (content: string) => ({ name: 'opptak.srt', mimeType: 'application/x-subrip', buffer: Buffer.from(content) })
    await organiser.getByLabel('Fil med teksting').setInputFiles(file('Hei'))
    await organiser.getByRole('button', { name: 'Lagre teksting' }).click()
    await organiser.getByText('Filen er verken WebVTT eller SubRip.').first().waitFor()
    await organiser.getByLabel('Fil med teksting').setInputFiles(file('1\n00:00:01,000 --> 00:00:02,000\nVelkommen, alle.'))
    await organiser.getByRole('button', { name: 'Lagre teksting' }).click()
    await organiser.getByText('Tekstet: opptak.srt').waitFor()
    const view = organiser.url().replace(/\/captions$/, '')
    const visitor = await (await browser.newContext({ locale: 'nb-NO', viewport: wide })).newPage()
    expect((await visitor.goto(view))!.status()).toBe(404)
    await organiser.goto(`${address}${work}`)
    await organiser.getByRole('button', { name: 'Publiser Opptak av gjennomgangen' }).click()
    await organiser.waitForLoadState()
    await visitor.goto(view)
    await visitor.getByRole('link', { name: 'Se opptaket hos video.example.no' }).waitFor()
    await visitor.getByText('Velkommen, alle.').waitFor()
    await expectAccessible(visitor, 'a recording')
  })
})
