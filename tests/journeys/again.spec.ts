/** Meetings that come again: series with a rhythm, a meeting after another, templates, what members do not know yet, and who has spoken. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, needsBrowser, noBrowser, openBrowser, signInAs, wide } from './browser.ts'
import { startSample } from './program.ts'

const { address } = await startSample()
const network = `${address}/troms-og-finnmark`
const april = `${network}/biblioteksjef-ledermote-april-2020`
let browser: Browser

describe.skipIf(noBrowser)(`meetings that come again${needsBrowser}`, () => {
  let page: Page
  beforeAll(async () => {
    browser = await openBrowser()
    // All of it without script.
    const context = await browser.newContext({ locale: 'nb-NO', viewport: wide, javaScriptEnabled: false })
    page = await signInAs(context, address, /Lars Holm/)
  })
  afterAll(() => browser.close())

  /** axe runs as a script, so on a page of its own in the same person's name. */
  async function accessible(what: string, url = page.url()): Promise<void> {
    const context = await browser.newContext({
      locale: 'nb-NO',
      viewport: wide,
      storageState: await page.context().storageState(),
    })
    const own = await context.newPage()
    await own.goto(url)
    await own.evaluate(`document.querySelectorAll('main details').forEach((one) => (one.open = true))`)
    await expectAccessible(own, what)
    await context.close()
  }
  const press = async (name: string) => {
    await page.getByRole('button', { name, exact: true }).first().click()
    await page.waitForLoadState()
  }

  it('a series gets a rhythm, and proposes its next meeting', async () => {
    await page.goto(network)
    await page.locator('#series a').first().click()
    await page.getByRole('link', { name: 'Endre møterekken' }).click()
    await page.getByLabel('En bestemt ukedag i måneden').check()
    await page.getByLabel('Hvilken i måneden').selectOption({ label: 'tredje' })
    await page.getByLabel('Ukedag', { exact: true }).selectOption({ label: 'mandag' })
    await page.getByLabel('mai', { exact: true }).check()
    await accessible('changing a series')
    await press('Lagre')
    await page.getByText('Den tredje mandagen i mai').first().waitFor()
    await page
      .getByText(/mandag \d+\. mai \d{4}/)
      .first()
      .waitFor()
    await accessible('a series with its plan')
  })

  it('the next meeting is made after the last, on the day proposed', async () => {
    await page.getByRole('link', { name: 'Lag neste møte' }).click()
    await accessible('a new meeting after another')
    const date = await page.getByLabel('Dato', { exact: true }).inputValue()
    expect(date).toMatch(/^\d{4}-05-/)
    await page.getByLabel('Tittel', { exact: true }).fill('Ledermøte i mai')
    await press('Lag møtet')
    expect(page.url()).toContain('/ledermote-i-mai')
    await page.getByText('Dette er et utkast.').waitFor()
    await page.locator('li.sm-row').filter({ hasText: 'Om biblioteksystem' }).waitFor()
    expect(await page.getByText('Anne Torill Eriksen Balto').count()).toBe(0)
  })

  it('a meeting is saved as a template, and the template makes meetings', async () => {
    await page.goto(`${page.url().split('?')[0]}/settings`)
    await page.getByLabel('Navn på malen').fill('En dag på nett')
    await accessible('saving as a template')
    await press('Lagre som mal')
    await page.getByText('En dag på nett er lagret som mal.').waitFor()
    await accessible('templates')
    await page.getByRole('link', { name: 'En dag på nett', exact: true }).click()
    await page.getByText('Dette er en mal.').waitFor()
    await accessible('a template')
    await page.getByRole('link', { name: 'Lag et møte av malen' }).click()
    await page.getByLabel('Dato', { exact: true }).fill('2028-03-14')
    await page.getByLabel('Tittel', { exact: true }).fill('Møte av malen')
    await press('Lag møtet')
    await page.getByText('Tirsdag 14. mars 2028').first().waitFor()
    await page.goto(`${network}/new/from`)
    await accessible('choosing what to make a meeting after')
    await page.goto(network)
    expect(await page.getByText('En dag på nett').count()).toBe(0)
  })

  it('a template goes, and comes back', async () => {
    await page.goto(`${network}/templates`)
    await press('Fjern En dag på nett')
    expect(await page.getByRole('link', { name: 'En dag på nett', exact: true }).count()).toBe(0)
    await press('Angre')
    await page.goto(`${network}/templates`)
    await page.getByRole('link', { name: 'En dag på nett', exact: true }).waitFor()
  })

  it('what has changed since members were told stands ready for a notice', async () => {
    await page.goto(`${april}/told`)
    await accessible('before the first notice')
    await press('Merk som sendt')
    await page.goto(april)
    const item = await page.getByRole('link', { name: 'Digital formidling' }).first().getAttribute('href')
    await page.goto(`${address}${item}/edit`)
    await page.getByLabel('Fra', { exact: true }).fill('13.20')
    await press('Lagre')
    await page.goto(april)
    await page.getByRole('link', { name: /^1 endring siden deltakerne ble varslet/ }).click()
    const text = await page.getByLabel('Varselet på bokmål').inputValue()
    expect(text).toContain('– «Digital formidling» er nå kl. 13.20–13.40 (før kl. 13.15–13.40).')
    expect(text).toContain(april)
    await accessible('a notice of changes')
    await press('Merk som sendt')
    await page.getByText(/^Ingenting er endret siden/).waitFor()
    await page.getByRole('button', { name: 'Angre' }).first().click()
    await page
      .getByText(/^1 endring siden/)
      .first()
      .waitFor()
  })

  it('who has spoken where is a click away from a name', async () => {
    await page.goto(april)
    await page.getByRole('link', { name: 'Anne Torill Eriksen Balto' }).click()
    await page.getByRole('link', { name: 'Velkommen til møte' }).first().waitFor()
    await accessible('one speaker')
    await page.getByRole('link', { name: 'Innledere' }).click()
    await page.getByRole('link', { name: 'Birgit Larsen' }).waitFor()
    await accessible('all speakers')
  })
})
