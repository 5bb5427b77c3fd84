/** Following a meeting: with a click, with an address, and what organisers see before anything goes to many. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, narrow, needsBrowser, noBrowser, openBrowser, signInAs, wide } from './browser.ts'
import { startSample } from './program.ts'

const { address } = await startSample()
const network = `${address}/troms-og-finnmark`
const april = `${network}/biblioteksjef-ledermote-april-2020`
let browser: Browser
/** A job is taken up within a second, and tried again a little later where somebody was writing. */
const withinATry = { timeout: 30_000, interval: 500 }

describe.skipIf(noBrowser)(`following a meeting${needsBrowser}`, () => {
  let member: Page
  let organiser: Page
  beforeAll(async () => {
    browser = await openBrowser()
    const context = async () => browser.newContext({ locale: 'nb-NO', viewport: wide })
    member = await signInAs(await context(), address, /Peder Ås/)
    organiser = await signInAs(await context(), address, /Lars Holm/)
  })
  afterAll(() => browser.close())

  const press = async (page: Page, name: string | RegExp) => {
    await page.getByRole('button', { name }).first().click()
    await page.waitForLoadState()
  }

  it('a member follows with one click, and can take it back', async () => {
    await member.goto(april)
    await press(member, 'Følg møtet')
    await member.getByText('Du følger nå «').waitFor()
    await member.getByText('Du følger dette.').waitFor()
    await press(member, 'Angre')
    await member.getByRole('button', { name: 'Følg møtet' }).waitFor()
    await press(member, 'Følg møtet')
    await member.goto(network)
    await press(member, 'Følg nettverket')
    await expectAccessible(member, 'a home that one follows')
  })

  it('a person sees all they follow, chooses an hour, and stops one thing', async () => {
    await member.goto(`${address}/me`)
    await member.getByRole('link', { name: 'Se og endre hva du får e-post om' }).click()
    await member.getByLabel('Når e-posten kommer').selectOption({ label: 'Hver dag kl. 08.00, når noe er nytt' })
    await press(member, 'Lagre')
    await member.getByText('Tidspunktet er lagret.').waitFor()
    expect(await member.getByLabel('Når e-posten kommer').inputValue()).toBe('8')
    await expectAccessible(member, 'what one follows')
    await press(member, /^Slutt å følge (?!alt|Biblioteksjef)/)
    expect(await member.locator('main .sm-list > li').count()).toBe(1)
  })

  it('a visitor on a phone, without script, is asked for an address, and told the same whoever they are', async () => {
    const context = await browser.newContext({ locale: 'nb-NO', viewport: narrow, javaScriptEnabled: false })
    const page = await context.newPage()
    await page.goto(april)
    await press(page, 'Følg møtet')
    await page.getByLabel('E-post').fill('feil')
    await press(page, 'Følg')
    expect(await page.getByLabel('E-post').inputValue()).toBe('feil')
    await page.getByLabel('E-post').fill('leser@example.org')
    await press(page, 'Følg')
    await page.getByText('Vi har sendt en e-post til leser@example.org.').waitFor()
    await context.close()
    // axe runs as a script.
    const seeing = await (await browser.newContext({ locale: 'nb-NO', viewport: wide })).newPage()
    await seeing.goto(april)
    await press(seeing, 'Følg møtet')
    await expectAccessible(seeing, 'following with an address')
    await seeing.context().close()
  })

  it('the organiser sees what waits and how it will read, holds it back, and sends it now', async () => {
    await organiser.goto(april)
    const item = await organiser.locator('a[href*="-om-biblioteksystem"]').first().getAttribute('href')
    await organiser.goto(`${address}${item!.split('#')[0]}/materials`)
    await organiser.locator('#address > summary').click()
    const form = organiser.locator('#address form')
    await form.getByLabel('Nettadresse').fill('https://example.org/systemer')
    await form.locator('input[name="title"]').fill('Om systemene')
    await form.getByRole('button', { name: 'Legg til' }).click()
    await organiser.waitForLoadState()
    await organiser.goto(`${april}/told`)
    await organiser.getByRole('link', { name: 'Se hva som sendes av seg selv til dem som følger møtet' }).click()
    await organiser.getByText('Om systemene').first().waitFor()
    await organiser.getByText('Går til 1 som følger.').waitFor()
    await organiser.getByRole('heading', { name: 'Slik blir e-posten' }).waitFor()
    await expectAccessible(organiser, 'what waits to be told')
    await press(organiser, /^Hold tilbake/)
    await organiser.getByText('Ingenting venter.').waitFor()
    await press(organiser, 'Angre')
    await organiser.getByText('Går til 1 som følger.').waitFor()
    await press(organiser, 'Send nå til 1')
    await organiser.getByText('Sendes nå til 1 som følger.').waitFor()
    await expect
      .poll(async () => {
        await organiser.reload()
        return organiser.getByText('1 ligger i utboksen').count()
      }, withinATry)
      .toBe(1)
  })
})
