/** What is new since one's last visit: kept by the browser alone for a visitor, by the program for somebody who is signed in. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, narrow, needsBrowser, noBrowser, openBrowser, signInAs, wide } from './browser.ts'
import { startSample } from './program.ts'

const { address } = await startSample()
const april = `${address}/troms-og-finnmark/biblioteksjef-ledermote-april-2020`
let browser: Browser

describe.skipIf(noBrowser)(`new since last${needsBrowser}`, () => {
  let organiser: Page
  beforeAll(async () => {
    browser = await openBrowser()
    organiser = await signInAs(await context(), address, /Lars Holm/)
  })
  afterAll(() => browser.close())

  const context = (options = {}) => browser.newContext({ locale: 'nb-NO', viewport: wide, ...options })
  const list = (page: Page) => page.locator('#since')
  const marks = (page: Page) => page.locator('.sm-row .sm-new')

  async function addLink(words: string, title: string) {
    await organiser.goto(april)
    const item = await organiser.locator(`a[href*="${words}"]`).first().getAttribute('href')
    await organiser.goto(`${address}${item!.split('#')[0]}/materials`)
    await organiser.locator('#address > summary').click()
    const form = organiser.locator('#address form')
    await form.getByLabel('Nettadresse').fill('https://example.org/nytt')
    await form.getByLabel('Tittel').fill(title)
    await form.getByRole('button').last().click()
    await organiser.waitForLoadState()
    expect(await organiser.locator('main').textContent()).toContain(title)
  }
  /** As if this browser had been away for an hour. */
  const away = (page: Page) =>
    page.evaluate(() => {
      for (const key of Object.keys(localStorage).filter((one) => one.startsWith('samling.visit.'))) {
        const visit = JSON.parse(localStorage.getItem(key)!)
        localStorage.setItem(key, JSON.stringify({ ...visit, looked: visit.looked - 3_600_000 }))
      }
    })

  it('a visitor’s browser remembers by itself, and nothing of it is sent', async () => {
    const page = await (await context()).newPage()
    const sent: string[] = []
    page.on('request', (request) => {
      if (request.method() !== 'GET') sent.push(request.url())
    })
    await page.goto(april)
    await page.waitForFunction(() => Object.keys(localStorage).some((key) => key.startsWith('samling.visit.')))
    expect(await list(page).count()).toBe(0)
    await away(page)
    await addLink('-om-biblioteksystem', 'Kravspesifikasjon')
    await page.reload()
    await list(page).waitFor()
    expect(await list(page).getByRole('listitem').allTextContents()).toEqual(['Om biblioteksystem: lenke'])
    await expect.poll(() => marks(page).count()).toBe(1)
    // A reload is the same visit.
    await page.reload()
    await list(page).waitFor()
    await expectAccessible(page, 'what is new to a visitor')
    await list(page).getByRole('link', { name: 'Om biblioteksystem' }).click()
    expect(page.url()).toMatch(/#sak-\d+$/)
    await page.getByRole('button', { name: 'Merk alt som sett' }).click()
    await expect.poll(() => marks(page).count()).toBe(0)
    await page.reload()
    expect(await list(page).count()).toBe(0)
    expect(sent).toEqual([])
    await page.context().close()
  })

  it('somebody who is signed in has it on every machine, and without script by a button', async () => {
    const plain = await context({ javaScriptEnabled: false, viewport: narrow })
    const phone = await signInAs(plain, address, /Peder Ås/)
    await phone.goto(april)
    await phone.getByRole('button', { name: 'Husk at jeg har vært her' }).click()
    await phone.getByText('Neste gang ser du hva som er nytt siden nå.').waitFor()
    expect(await list(phone).count()).toBe(0)
    const member = await signInAs(await context(), address, /Peder Ås/)
    const noted = member.waitForResponse((response) => response.url().endsWith('/seen'))
    await member.goto(april)
    expect((await noted).status()).toBe(204)
    // Nothing of it lies in the browser.
    expect(await member.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('samling.visit.')))).toEqual([])
    await phone.context().close()
    await member.context().close()
  })
})
