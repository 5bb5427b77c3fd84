/** Letters to many: an organiser writes, looks each kind through and sends; the same without script, and on a phone. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, narrow, needsBrowser, noBrowser, openBrowser, signInAs, wide } from './browser.ts'
import { startSample } from './program.ts'

const { address } = await startSample()
const base = '/troms-og-finnmark/biblioteksjef-ledermote-april-2020/notices'
let browser: Browser

describe.skipIf(noBrowser)(`writing to many${needsBrowser}`, () => {
  let organiser: Page
  beforeAll(async () => {
    browser = await openBrowser()
    organiser = await signInAs(await browser.newContext({ locale: 'nb-NO', viewport: wide }), address, /Marte Kirkerud/)
  })
  afterAll(() => browser.close())

  const press = async (page: Page, name: string | RegExp) => {
    await page.getByRole('button', { name }).first().click()
    await page.waitForLoadState()
  }

  it('an organiser begins with a template and sees to how many it goes', async () => {
    await organiser.goto(`${address}${base}`)
    await expectAccessible(organiser, 'the list of letters')
    await organiser.getByRole('link', { name: 'Ny melding' }).click()
    await organiser.waitForLoadState()
    await expectAccessible(organiser, 'choosing a template')
    await press(organiser, 'Start med denne: Invitasjon')
    await organiser.getByText(/Nå går den til \d+ mottakere/).waitFor()
    await organiser.getByLabel('Tekst på bokmål').fill('Hei {navn}.\n\nVelkommen til {stedet}!')
    await expectAccessible(organiser, 'the letter being written')
  })

  it('what is wrong is told where it stands, and nothing typed is lost', async () => {
    await press(organiser, 'Se gjennom før sending')
    await organiser.getByText('«{stedet}» på bokmål blir ikke byttet ut').first().waitFor()
    expect(await organiser.getByLabel('Tekst på bokmål').inputValue()).toContain('{stedet}')
    await expectAccessible(organiser, 'a letter with a fault')
    await organiser.getByLabel('Tekst på bokmål').fill('Hei {navn}.\n\nVelkommen!')
    await press(organiser, 'Se gjennom før sending')
  })

  it('each kind of letter is shown as it will be, and sent after it was looked through', async () => {
    await organiser.getByRole('heading', { name: 'Se gjennom meldingen' }).waitFor()
    const frame = organiser.frameLocator('iframe')
    await frame.getByText(/^Hei .+\.$/).waitFor()
    await frame.getByText('Om biblioteksystem').waitFor()
    await expectAccessible(organiser, 'the letter looked through')
    await organiser.setViewportSize(narrow)
    await expectAccessible(organiser, 'the letter looked through on a phone')
    await organiser.setViewportSize(wide)
    await press(organiser, /^Send til \d+ mottakere$/)
    await organiser.getByText('Kryss av for at du har sett gjennom meldingen.').first().waitFor()
    await organiser.getByLabel(/Jeg har sett gjennom meldingen/).check()
    await press(organiser, /^Send til \d+ mottakere$/)
    await organiser.getByText(/Meldingen er lagt i utboksen til \d+ mottakere/).waitFor()
    await organiser.getByText('Den postkassen leser ikke Samling').waitFor()
    await expectAccessible(organiser, 'a letter that was sent')
  })

  it('without script and on a phone a letter is planned and stopped', async () => {
    const context = await browser.newContext({ locale: 'nb-NO', viewport: narrow, javaScriptEnabled: false })
    const page = await signInAs(context, address, /Marte Kirkerud/)
    await page.goto(`${address}${base}/new`)
    await press(page, 'Start med denne: Tomt ark')
    await page.getByRole('checkbox', { name: /^Medlemmer av nettverket/ }).check()
    await page.getByLabel('Emne på bokmål').fill('Reisen')
    await page.getByLabel('Tekst på bokmål').fill('Hei {navn}. Husk billett.')
    await press(page, 'Se gjennom før sending')
    await page.getByLabel('På et tidspunkt').check()
    await page.getByLabel('Dato').fill('2031-05-03')
    await page.getByLabel('Klokkeslett').fill('09:00')
    await page.getByLabel(/Jeg har sett gjennom meldingen/).check()
    await press(page, /^Send til/)
    await page.getByText('Meldingen blir sendt').waitFor()
    await page.goto(`${address}${base}`)
    await page.getByText(/Sendes .*3\. mai 2031/).waitFor()
    await page.getByRole('link', { name: 'Reisen' }).click()
    await press(page, 'Stopp den')
    await page.getByText('Den er et utkast igjen').waitFor()
    expect(await page.getByLabel('Emne på bokmål').inputValue()).toBe('Reisen')
    await press(page, 'Kast utkastet')
    await press(page, 'Angre')
    await page.getByText('Utkastet er hentet tilbake').waitFor()
    await context.close()
  })
})
