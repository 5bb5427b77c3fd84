/** The next meeting's programme gets what the last one left: taken, left, taken back. And the topic it is about tells of it. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, needsBrowser, noBrowser, openBrowser, signInAs, wide } from './browser.ts'
import { startSample } from './program.ts'

const { address } = await startSample()
const home = `${address}/troms-og-finnmark`
const programme = 'Biblioteksjefmøte mai 2028\n12. mai 2028\n09.00 Velkommen\n09.30 Budsjettet\n11.00 Slutt\n'
let browser: Browser

describe.skipIf(noBrowser)(`what the last meeting left${needsBrowser}`, () => {
  let page: Page
  let meeting: string
  beforeAll(async () => {
    browser = await openBrowser()
    page = await signInAs(await browser.newContext({ locale: 'nb-NO', viewport: wide }), address, /Lars Holm/)
  })
  afterAll(() => browser.close())

  const press = async (name: string | RegExp) => {
    await page.getByRole('button', { name }).first().click()
    await page.waitForLoadState()
  }
  const offered = () => page.locator('#open .sm-carry > li')

  it('is offered with why when the next one of the series is made', async () => {
    await page.goto(`${home}/new`)
    await page.getByLabel('Programmet').fill(programme)
    await page.getByLabel('Møterekke').first().selectOption({ index: 1 })
    await press('Les programmet')
    await press('Opprett møtet')
    meeting = page.url().split('?')[0]!
    await page.getByRole('link', { name: 'Oversikt', exact: true }).click()
    await page.getByRole('link', { name: /forslag fra tidligere møter/ }).click()
    await offered().filter({ hasText: 'Om E-bøker' }).getByText('1 åpen oppfølging').waitFor()
    await expectAccessible(page, 'what comes back')
  })

  it('is taken with one press, with what is to be done and to be remembered', async () => {
    const [before] = [await offered().count()]
    await press('Sist på fredag 12. mai: «Om E-bøker»')
    await page.getByText('«Om E-bøker» er tatt med.').waitFor()
    expect(await offered().count()).toBe(before! - 1)
    await page.locator('#taken').getByRole('link', { name: 'Om E-bøker' }).click()
    const main = page.getByRole('main')
    for (const text of ['Avtalene fornyes hvert år i januar.', 'Oppfølging: Lage oversikt over e-bokavtaler (Under arbeid)'])
      await main.getByText(text).first().waitFor()
    // Of the same matter as before.
    await page.getByRole('link', { name: /^Hele saken:/ }).click()
    await main.getByRole('heading', { name: 'Verdt å huske' }).waitFor()
    await expectAccessible(page, 'a matter')
  })

  it('is left, and both choices are taken back', async () => {
    await page.goto(`${meeting}/carry-over`)
    const first = offered().first()
    const title = (await first.locator('.sm-story__t').textContent())!.trim()
    await first.getByRole('button', { name: /^Ikke nå/ }).click()
    await page.locator('#left').getByText(title).waitFor()
    await press(`Angre: «${title}»`)
    await offered().filter({ hasText: title }).waitFor()
    await press('Angre: «Om E-bøker»')
    await offered().filter({ hasText: 'Om E-bøker' }).waitFor()
    await page.goto(meeting)
    expect(await page.getByRole('main').getByText('Om E-bøker').count()).toBe(0)
  })

  it('is told on the page of its topic in the order of time, which can be followed', async () => {
    await page.goto(`${home}/topics`)
    await page.getByRole('main').getByRole('link', { name: 'E-bøker' }).first().click()
    const story = (await page.locator('.sm-story').textContent())!
    const places = ['Bibliotekene kartlegger bruken', 'lager en oversikt over e-bokavtalene'].map((one) => story.indexOf(one))
    expect(places[0]).toBeGreaterThan(-1)
    expect(places[1]).toBeGreaterThan(places[0]!)
    await page.locator('#matters').getByRole('link', { name: 'E-bøker i bibliotekene' }).waitFor()
    await press('Følg temaet')
    await page.getByText('Du følger').first().waitFor()
    await expectAccessible(page, 'a topic')
  })
})
