/** What must not be lost: minutes written over a dead line, in a page that dies, and in two windows at once. */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { narrow, needsBrowser, noBrowser, openBrowser, signInAs, wide } from './browser.ts'

const address = inject('address')
const meeting = `${address}/troms-og-finnmark/biblioteksjef-ledermote-april-2020`
let browser: Browser
let context: BrowserContext
/** The minutes of an item that nobody has written of yet. */
let minutes: string

const state = (page: Page) => page.locator('#minutes-saved')
const saved = (page: Page) =>
  state(page)
    .getByText(/^Lagret kl\./)
    .waitFor()
const text = (page: Page) => page.locator('#minutes-text')

async function open(): Promise<Page> {
  const page = await context.newPage()
  await page.goto(minutes)
  await text(page).waitFor()
  return page
}

/** Opens the page to write: a window that was killed holds the pen for a while, and this one takes it. */
async function openToWrite(): Promise<Page> {
  const page = await open()
  const taken = page.getByRole('button', { name: 'Overta' })
  if (await taken.isVisible()) await taken.click()
  await page.locator('#minutes-text[contenteditable=true]').waitFor()
  return page
}

async function type(page: Page, words: string): Promise<void> {
  await text(page).click()
  await page.keyboard.press('Control+End')
  await page.keyboard.type(words)
}

describe.skipIf(noBrowser)(`minutes${needsBrowser}`, () => {
  beforeAll(async () => {
    browser = await openBrowser()
    context = await browser.newContext({ locale: 'nb-NO', viewport: wide })
    const page = await signInAs(context, address, /Lars Holm/)
    await page.goto(meeting)
    minutes = `${address}${await page.getByRole('link', { name: 'Diverse info' }).first().getAttribute('href')}/minutes`
    await page.close()
  })
  afterAll(() => browser.close())

  it('says that nothing is saved while the line is dead, and saves when it lives again', async () => {
    const page = await openToWrite()
    await type(page, ' Før.')
    await saved(page)
    await context.setOffline(true)
    await type(page, ' Under.')
    await state(page)
      .getByText(/^Ikke lagret/)
      .waitFor()
    await page.getByText('Tjeneren har ikke svart siden').waitFor()
    await context.setOffline(false)
    await saved(page)
    await page.reload()
    await text(page).getByText('Før. Under.').waitFor()
    await page.close()
  })

  it('offers back what a page had not saved when it died', async () => {
    const page = await openToWrite()
    await type(page, ' Trygt.')
    await saved(page)
    await context.setOffline(true)
    await type(page, ' Nesten tapt.')
    await state(page)
      .getByText(/^Ikke lagret/)
      .waitFor()
    // The browser hands what a page stores to its own process in its own time: a page killed at once could take it along.
    await page.waitForFunction("Object.values(localStorage).some((kept) => kept.includes('Nesten tapt'))")
    await page.waitForTimeout(500)
    // A page that is closed may still send what it has; one that dies may not.
    const died = page.waitForEvent('crash')
    void (await context.newCDPSession(page)).send('Page.crash').catch(() => {})
    await died
    await page.close()
    await context.setOffline(false)
    const again = await open()
    await again.getByText('tekst som ikke ble lagret').waitFor()
    await again.getByRole('button', { name: 'Ta inn teksten' }).click()
    await saved(again)
    await again.reload()
    await text(again).getByText('Trygt. Nesten tapt.').waitFor()
    await again.close()
  })

  it('lets one window write at a time, and keeps the text of the one that was late', async () => {
    const first = await openToWrite()
    await type(first, ' Felles.')
    await saved(first)
    const second = await open()
    await second.getByText('Du skriver her i et annet vindu').waitFor()
    expect(await text(second).getAttribute('contenteditable')).toBe('false')
    await second.getByRole('button', { name: 'Overta' }).click()
    await second.locator('#minutes-text[contenteditable=true]').waitFor()
    await type(second, ' Fra det andre.')
    await saved(second)

    await type(first, ' Fra det første.')
    await first.getByText('Teksten din står her, men er ikke lagret').waitFor()
    await first.getByRole('button', { name: 'Overta' }).click()
    await state(first).getByText('Tatt vare på som versjon').waitFor()
    await first.getByRole('link', { name: 'Sammenlign' }).click()
    await first.getByRole('heading', { name: 'Ta inn deler' }).waitFor()
    await first.getByRole('button', { name: 'Ta inn denne delen' }).first().click()
    await first.getByText('Delen er tatt inn').waitFor()
    await first.goto(minutes)
    await text(first).getByText('Fra det første.').waitFor()
    await text(first).getByText('Fra det andre.').waitFor()
    await Promise.all([first.close(), second.close()])
  })

  it('can be used with a keyboard alone', async () => {
    const page = await openToWrite()
    await text(page).focus()
    await page.keyboard.press('Control+End')
    await page.keyboard.press('Alt+Shift+B')
    await page.keyboard.type('Vedtatt.')
    await page.keyboard.press('Control+Enter')
    await page.keyboard.type('Etterpå.')
    await saved(page)
    expect(await text(page).locator('[data-block=decision] .sm-block__text').last().textContent()).toBe('Vedtatt.')
    await page.getByRole('toolbar').getByRole('button').first().focus()
    await page.keyboard.press('ArrowRight')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Oppfølging')
    await page.close()
  })

  it('can be written on a phone', async () => {
    const page = await openToWrite()
    await page.setViewportSize(narrow)
    await type(page, ' På telefon.')
    await page.getByRole('region', { name: 'Sett inn' }).getByRole('button', { name: 'Oppfølging' }).click()
    await page.keyboard.type('Ringe rundt.')
    await page.getByLabel('Ansvarlig').last().fill('Kari')
    await saved(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    await page.close()
  })
})
