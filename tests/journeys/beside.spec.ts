/** What lies beside minutes on its way into them: a result, a question, a page of a file, what the meeting before left to do. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { expectAccessible, narrow, needsBrowser, noBrowser, openBrowser, signInAs, wide } from './browser.ts'
import { startSample } from './program.ts'

const NETWORK = '/troms-og-finnmark'
const MEETING = `${NETWORK}/biblioteksjef-ledermote-april-2020`

const program = await startSample()
let browser: Browser
let page: Page
/** The minutes of the plan in April, opened again. */
let minutes: string

const text = (on = page) => on.locator('#minutes-text')
const ready = (on = page) => on.locator('#minutes-text[contenteditable=true]').waitFor()
const saved = () =>
  page
    .locator('#minutes-saved')
    .getByText(/^Lagret kl\./)
    .waitFor()
/** Opens a part beside the text, where it is folded away. */
const unfold = (id: string, on = page) => on.locator(`#${id}`).evaluate((part) => part.setAttribute('open', ''))
/** Sends a form as a page of the meeting would. */
const send = (to: string, fields: Record<string, string>) =>
  page.evaluate(async ([to, fields]) => (await fetch(to, { method: 'POST', body: new URLSearchParams(fields) })).ok, [
    `${program.address}${MEETING}${to}`,
    fields,
  ] as const)

describe.skipIf(noBrowser)(`beside the minutes${needsBrowser}`, () => {
  beforeAll(async () => {
    browser = await openBrowser()
    page = await signInAs(await browser.newContext({ locale: 'nb-NO', viewport: wide }), program.address, /Lars Holm/)
    await page.goto(`${program.address}${MEETING}`)
    const path = await page.getByRole('link', { name: 'Om handlingsplan' }).first().getAttribute('href')
    minutes = `${program.address}${path}/minutes`
    await page.goto(minutes)
    await page.getByRole('button', { name: 'Åpne igjen' }).click()
    await ready()
    await page.goto(`${program.address}${MEETING}/chair/polls`)
    const item = (await page.locator('select[name=item] option', { hasText: 'Om handlingsplan' }).first().getAttribute('value'))!
    expect(await send('/chair/polls/agreed', { item, question: 'Vi kjøper inn sammen' })).toBe(true)
    await page.goto(`${program.address}${MEETING}/room`)
    expect(await send('/room/questions', { text: 'Hva koster det?', item })).toBe(true)
    await page.goto(`${program.address}${MEETING}/chair`)
    await page.getByText('Hva koster det?').first().waitFor()
    const note = await page.locator('form[action*="/questions/"][action$="/minutes"]').first().getAttribute('action')
    expect(await send(note!.slice(MEETING.length), { on: 'yes' })).toBe(true)
    // The pages of the sample's files are made after the start.
    const paged = () => page.evaluate(async (at) => (await (await fetch(at)).text()).includes('/pages/1/'), minutes)
    await vi.waitUntil(paged, { timeout: 180_000, interval: 500 })
  }, 300_000)
  afterAll(() => browser?.close())

  it('enters at the cursor by a press, and whoever else writes sees it come', async () => {
    const other = await (await browser.newContext({ locale: 'nb-NO', viewport: wide })).newPage()
    await other.goto(`${program.address}/sign-in`)
    await other.getByRole('button', { name: /Ole Vold/ }).click()
    await other.waitForLoadState()
    await other.goto(minutes)
    await ready(other)
    await page.goto(minutes)
    await ready()
    await text().locator('p').first().click()
    await page.keyboard.press('End')
    await page.keyboard.type(' Så var det ordet fritt.')
    await page.getByRole('button', { name: 'Sett inn i referatet: Vi kjøper inn sammen' }).click()
    await text(other).locator('[data-block=decision]').getByText('Vi kjøper inn sammen').waitFor()
    // There, and not at the end: the blocks that stood there before come after it.
    const first = text(other).locator('[data-block]').first()
    expect(await first.textContent()).toContain('Vi kjøper inn sammen')
    expect(await text(other).locator('[data-block]').count()).toBeGreaterThan(1)
    await page.getByRole('button', { name: /^Sett inn i referatet: Hva koster det\?/ }).click()
    await text(other).locator('[data-block=answer]').getByText('Hva koster det?').waitFor()
    await unfold('slides')
    await page.locator('#slides summary').nth(1).click()
    const picture = page.locator('#slides img').first()
    await picture.waitFor()
    await picture.evaluate(async (image: HTMLImageElement) => image.decode())
    await page.getByRole('button', { name: /^Siter teksten: .*side 1$/ }).click()
    await text(other)
      .locator('blockquote')
      .getByRole('link', { name: /, side 1$/ })
      .waitFor()
    // Told where it was pressed, and to the other one too.
    await page.locator('#slides [data-quoted]:not([hidden])').waitFor()
    await other.locator('#room [data-quoted]:not([hidden])').first().waitFor()
    await saved()
    await other.close()
  })

  it('is well to look at and to hear, folded and unfolded', async () => {
    for (const id of ['slides', 'present', 'last-time', 'programme']) await unfold(id)
    await expectAccessible(page, 'the minutes with all that lies beside them')
    await page.setViewportSize(narrow)
    // On a phone the list of items folds behind the open one, and nothing lies over the text.
    const list = page.locator('.sm-write__items')
    expect(await list.locator('ol').isVisible()).toBe(false)
    await list.locator('summary').click()
    await list.getByRole('link', { name: /Digital formidling/ }).waitFor()
    const boxes = async (selector: string) => (await page.locator(selector).boundingBox())!
    const [nav, main, side] = [await boxes('.sm-write__nav'), await boxes('.sm-write__main'), await boxes('.sm-write__side')]
    expect(nav.y + nav.height).toBeLessThanOrEqual(main.y)
    expect(main.y + main.height).toBeLessThanOrEqual(side.y)
    await page.setViewportSize(wide)
  })

  it('goes from item to item by the keyboard', async () => {
    await page.goto(minutes)
    await ready()
    await text().click()
    await page.keyboard.press('Alt+Shift+N')
    // To one that is approved, and nothing to write in; and back.
    await page.waitForURL(/om-biblioteksystem\/minutes/)
    await page.getByText('Alt + Shift + N og P').waitFor()
    await page.keyboard.press('Alt+Shift+P')
    await page.waitForURL(minutes)
  })

  it('is begun from the programme, undone by a key, and takes what the meeting before left to do', async () => {
    await page.goto(`${program.address}${NETWORK}/new`)
    await page
      .getByLabel('Programmet')
      .fill('Ledermøte mai 2020\n\n27. mai 2020\n10.00 Om E-bøker\nVed Kari Nes, rådgiver\n11.00 Slutt')
    await page.locator('select[name=series]').selectOption({ index: 1 })
    await page.getByRole('button', { name: 'Les programmet' }).click()
    await page.getByRole('button', { name: 'Opprett møtet' }).first().click()
    await page.waitForURL(/ledermote-mai-2020/)
    const may = new URL(page.url()).pathname
    await page.goto(`${program.address}${may}`)
    const path = await page.getByRole('link', { name: 'Om E-bøker' }).first().getAttribute('href')
    await page.goto(`${program.address}${path}/minutes`)
    await ready()
    const begin = page.getByRole('button', { name: 'Begynn fra programmet' })
    await begin.click()
    await text().getByText('v/ Kari Nes, rådgiver').waitFor()
    await begin.waitFor({ state: 'hidden' })
    await page.keyboard.press('Control+z')
    await text().getByText('v/ Kari Nes, rådgiver').waitFor({ state: 'detached' })
    await begin.click()
    await text().getByText('v/ Kari Nes, rådgiver').waitFor()
    await unfold('last-time')
    await page.getByRole('button', { name: 'Sett inn i referatet: Lage oversikt over e-bokavtaler.' }).click()
    const quoted = text().locator('blockquote')
    // As it stands now: whose it became, and what was told of it since.
    await quoted.getByText(/Ansvarlig: Troms og Finnmark fylkesbibliotek\. .*27 av 39 kommuner har svart\./).waitFor()
    await quoted.getByRole('link', { name: 'Biblioteksjef/ledermøte – april 2020' }).waitFor()
    await saved()
    await page.reload()
    await page.locator('#last-time [data-quoted]:not([hidden])').waitFor({ state: 'attached' })
  })

  it('opens no line to an editor for those who read', async () => {
    const context = await browser.newContext({ locale: 'nb-NO', viewport: wide })
    const reader = await context.newPage()
    const lines: string[] = []
    reader.on('websocket', (line) => lines.push(line.url()))
    await reader.goto(minutes)
    await reader.getByRole('heading', { level: 1, name: /Om handlingsplan/ }).waitFor()
    expect(await reader.locator('.sm-prose').first().textContent()).not.toBe('')
    expect(new URL(reader.url()).pathname).not.toMatch(/\/minutes$/)
    expect(await reader.locator('[contenteditable]').count()).toBe(0)
    expect(lines).toEqual([])
    await context.close()
  })
})
