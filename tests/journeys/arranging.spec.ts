/** Arranging a programme on the board: by keys, by pointer, by plain forms, on a phone, and with somebody else at it. */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { expectAccessible, narrow, needsBrowser, noBrowser, openBrowser, signInAs, wide } from './browser.ts'
import { startSample } from './program.ts'

const { address } = await startSample()
const programme = `tirsdag 2. mars 2027
09.00-10.00 Om lesing
10.00-10.30 Om tall
10.30-11.00 Om kart
11.00-12.00 Lunsj
12.00-13.00 Om e-bøker

onsdag 3. mars 2027
09.00-10.00 Om avtaler`
let browser: Browser
let made = 0

describe.skipIf(noBrowser)(`arranging${needsBrowser}`, () => {
  let context: BrowserContext
  let page: Page
  let board: string
  beforeAll(async () => {
    browser = await openBrowser()
    context = await browser.newContext({ locale: 'nb-NO', viewport: wide, hasTouch: true })
    page = await signInAs(context, address, /Lars Holm/)
  })
  afterAll(() => browser.close())
  beforeEach(async () => {
    await page.setViewportSize(wide)
    await page.goto(`${address}/troms-og-finnmark/new`)
    await page.getByLabel('Programmet').fill(`Tavlemøte ${++made}\n\n${programme}`)
    await page.getByRole('button', { name: 'Les programmet' }).click()
    await page.getByRole('button', { name: 'Opprett møtet' }).first().click()
    await page.waitForURL(/tavlemote/)
    board = `${page.url().replace(/[?#].*/, '')}/programme`
    await open()
  })

  const open = async () => {
    await page.goto(board)
    await page.locator('.sm-brow__grip').first().waitFor()
  }
  const list = (n: number) => page.locator('ol.sm-rows').nth(n)
  const rowsIn = async (n: number, on: Page = page): Promise<string[]> =>
    (await on.locator('ol.sm-rows').nth(n).locator('> [data-item]').allInnerTexts()).map((text) =>
      text.replaceAll('\n', ' ').trim(),
    )
  const grip = (title: string) => page.getByRole('button', { name: `Flytt ${title}`, exact: true })
  const told = () => page.locator('main [role="status"]')
  const idle = () => page.locator('.sm-panel, [data-state="saving"]').first().waitFor({ state: 'detached' })
  const tuesday = [
    '09.00–10.00 Om lesing',
    '10.00–10.30 Om tall',
    '10.30–11.00 Om kart',
    '11.00–12.00 Lunsj',
    '12.00–13.00 Om e-bøker',
  ]

  it('carries a row by keys, telling what follows, and takes it back', async () => {
    await grip('Om tall').focus()
    await page.keyboard.press('Space')
    await expect.poll(() => told().textContent()).toContain('Om tall er tatt opp')
    await page.keyboard.press('ArrowUp')
    await expect.poll(() => told().textContent()).toContain('plass 1 av 5')
    await expect.poll(() => told().textContent()).toContain('1 punkt flyttes 30 min senere')
    await expect.poll(() => rowsIn(0)).toContain('09.00 09.30 Om lesing')
    await page.keyboard.press('Space')
    await idle()
    await expect.poll(() => rowsIn(0)).toEqual(['09.00–09.30 Om tall', '09.30–10.30 Om lesing', ...tuesday.slice(2)])
    expect(await page.evaluate('document.activeElement.getAttribute("aria-label")')).toBe('Flytt Om tall')
    await open()
    await expect.poll(() => rowsIn(0)).toEqual(['09.00–09.30 Om tall', '09.30–10.30 Om lesing', ...tuesday.slice(2)])
    await page.keyboard.press('Control+z')
    await expect.poll(() => rowsIn(0)).toEqual(tuesday)
    await page.keyboard.press('Control+Shift+z')
    await expect.poll(() => rowsIn(0)).toContain('09.30–10.30 Om lesing')
  })

  it('lets go on Escape, and carries to another day and to the shelf', async () => {
    await grip('Om kart').focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Escape')
    await expect.poll(() => told().textContent()).toContain('Ikke flyttet')
    await expect.poll(() => rowsIn(0)).toEqual(tuesday)
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Space')
    await idle()
    await expect.poll(() => rowsIn(1)).toEqual(['09.00–10.00 Om avtaler', '10.00–10.30 Om kart'])
    await expect.poll(() => rowsIn(0)).toContain('10.30–11.30 Lunsj')
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await idle()
    await expect.poll(() => rowsIn(2)).toEqual(['30 min Om kart'])
  })

  it('drags by pointer, and asks where something collides', async () => {
    await page.getByRole('link', { name: 'Flytt, del og mer: Lunsj' }).click()
    await page.locator('dialog[open] form[data-gesture="pin"] button').click()
    await page.getByText('Låst', { exact: true }).waitFor()
    await idle()
    const from = (await grip('Om e-bøker').boundingBox())!
    const to = (await list(0).locator('> [data-item]').first().boundingBox())!
    await page.mouse.move(from.x + 8, from.y + 8)
    await page.mouse.down()
    await page.mouse.move(to.x + 200, to.y + 30, { steps: 4 })
    await page.mouse.move(to.x + 200, to.y + 4, { steps: 4 })
    await page.locator('[data-drop]').waitFor({ state: 'attached' })
    await page.locator('.sm-panel').getByText('overlapper').first().waitFor()
    await expect.poll(() => rowsIn(0)).toContain('09.00 10.00 Om lesing')
    await page.mouse.up()
    const ask = page.getByRole('alertdialog')
    await ask.getByText('Om lesing').first().waitFor()
    expect(await ask.textContent()).toContain('det ene er låst')
    await expectAccessible(page, 'what collides')
    await ask.getByRole('button', { name: 'Gjør det likevel' }).click()
    await idle()
    await expect.poll(() => rowsIn(0)).toContain('09.00–10.00 Om e-bøker')
    expect((await rowsIn(0)).some((row) => row.startsWith('11.00–12.00 Lunsj'))).toBe(true)
  })

  it('shows what an insertion shifts while it is written', async () => {
    await page.getByRole('link', { name: 'Nytt punkt etter Om lesing' }).click()
    const dialog = page.locator('dialog[open]')
    await dialog.getByLabel('Tittel').fill('Kaffe')
    await dialog.getByLabel('Minutter').fill('15')
    await dialog.getByText('4 punkter flyttes 15 min senere').waitFor()
    await expectAccessible(page, 'the dialog')
    await dialog.getByText('Bare denne').click()
    await dialog.getByText('Kaffe og Om tall overlapper 15 min.').waitFor()
    await dialog.getByText('La resten flyte').click()
    await dialog.getByRole('button', { name: 'Gjør det' }).click()
    // Times move at once; the new row has its words when the server has answered.
    await expect.poll(() => rowsIn(0)).toEqual(expect.arrayContaining(['10.00–10.15 Kaffe', '10.15–10.45 Om tall']))
  })

  it('does what a button says at the first press, wherever in the dialog it stands', async () => {
    await page.getByRole('link', { name: 'Flytt, del og mer: Lunsj' }).click()
    await page.locator('dialog[open] form[data-gesture="remove"] button').click()
    await expect.poll(async () => (await rowsIn(0)).some((row) => row.includes('Lunsj'))).toBe(false)
    await idle()
  })

  it('moves without script, by a form and a preview', async () => {
    const plain = await browser.newContext({ locale: 'nb-NO', javaScriptEnabled: false, viewport: wide })
    const other = await signInAs(plain, address, /Lars Holm/)
    await other.goto(board)
    await expectNoGrips(other)
    await other.getByRole('link', { name: 'Flytt, del og mer: Om kart' }).click()
    await other.getByLabel('Hvor').selectOption({ label: '09.00 · Etter Om avtaler' })
    await other.getByRole('button', { name: 'Vis hva som skjer' }).first().click()
    await other.getByText('2 punkter flyttes 30 min tidligere').waitFor()
    await other.getByRole('link', { name: 'Bare denne' }).click()
    await other.getByText('Ingenting annet flyttes.').waitFor()
    await expect.poll(() => rowsIn(0)).toEqual(tuesday)
    await other.getByRole('button', { name: 'Gjør det' }).click()
    await expect.poll(() => rowsIn(1, other)).toEqual(['09.00–10.00 Om avtaler', '10.00–10.30 Om kart'])
    await expect.poll(() => rowsIn(0, other)).toContain('11.00–12.00 Lunsj')
    // The other window hears of it when it is looked at.
    await page.evaluate('dispatchEvent(new Event("focus"))')
    await expect.poll(() => rowsIn(1)).toEqual(['09.00–10.00 Om avtaler', '10.00–10.30 Om kart'])
    await plain.close()
  })
  const expectNoGrips = async (on: Page) => expect(await on.locator('.sm-brow__grip').count()).toBe(0)

  it('keeps what was done while the line is down, and sends it after', async () => {
    await context.setOffline(true)
    await page.getByRole('button', { name: 'Flytt Om tall opp' }).click()
    await page.getByText('Ikke lagret ennå').waitFor()
    await expect.poll(() => rowsIn(0)).toContain('09.00–09.30 Om tall')
    await context.setOffline(false)
    await idle()
    await open()
    await expect.poll(() => rowsIn(0)).toContain('09.00–09.30 Om tall')
  })

  it('sends what a lost page had not got through', async () => {
    const gestures = '**/programme/gesture'
    await page.route(gestures, (route) => route.abort())
    await page.getByRole('button', { name: 'Flytt Om tall ned' }).click()
    await page.getByText('Ikke lagret ennå').waitFor()
    const after = await rowsIn(0)
    await page.unroute(gestures)
    page.once('dialog', (leave) => leave.accept())
    await page.reload()
    // Only when all of it has arrived is the page left: before that it would ask whether to.
    const kept = 'Object.keys(localStorage).filter((key) => key.includes("arranging"))'
    await expect.poll(() => page.evaluate(kept), { timeout: 10_000 }).toEqual([])
    await idle()
    await open()
    await expect.poll(() => rowsIn(0)).toEqual(after)
    // When the last one is taken back that button is out of use, and the hand stays among the tools.
    await page.getByRole('button', { name: 'Angre', exact: true }).click()
    await expect.poll(() => rowsIn(0)).toEqual(tuesday)
    await expect.poll(() => page.evaluate('document.activeElement?.closest(".sm-btools button:enabled") !== null')).toBe(true)
  })

  it('is arranged on a phone by touch, and can be used by everyone', async () => {
    await expectAccessible(page, 'the board')
    await page.setViewportSize(narrow)
    const touch = await context.newCDPSession(page)
    const box = (await grip('Om tall').boundingBox())!
    const target = (await list(0).locator('> [data-item]').first().boundingBox())!
    const at = (y: number) => [{ x: box.x + 10, y }]
    await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(box.y + 10) })
    for (const y of [box.y - 10, target.y + 30, target.y + 6])
      await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(y) })
    await page.locator('.sm-panel').getByText('1 punkt flyttes 30 min senere').waitFor()
    await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
    await idle()
    await expect.poll(() => rowsIn(0)).toContain('09.00–09.30 Om tall')
  })
})
