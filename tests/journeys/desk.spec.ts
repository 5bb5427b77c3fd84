/** The organiser's overview: what is missing, reminders with a look before they go, a plan, and a link to pass on. */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, narrow, needsBrowser, noBrowser, openBrowser, signInAs, wide } from './browser.ts'
import { startSample } from './program.ts'

const { address } = await startSample()
const inYears = (years: number) => String(new Date().getFullYear() + years)
const text =
  `Høstmøte for bibliotekene\n\n5. mai ${inYears(1)}\n\n09.00 – 10.00 Om handlingsplan ved Kari Nordmann, biblioteksjef. Se presentasjon.\n10.00 – 10.15 Pause\n` +
  '10.15 – 11.00 Om e-bøker ved Ola Hansen, rådgiver. Se presentasjon. Se referat.\n11.00 – 12.00 Om lokaler ved Per Olsen, rådgiver. Se presentasjon.\n'
let browser: Browser

describe.skipIf(noBrowser)(`the organiser's overview${needsBrowser}`, () => {
  let context: BrowserContext
  let page: Page
  let path: string

  beforeAll(async () => {
    browser = await openBrowser()
    context = await browser.newContext({ locale: 'nb-NO', viewport: wide, permissions: ['clipboard-read', 'clipboard-write'] })
    page = await signInAs(context, address, /Lars Holm/)
    await page.goto(`${address}/troms-og-finnmark/new`)
    await page.getByLabel('Programmet').fill(text)
    await press('Les programmet')
    await press('Opprett møtet')
    path = new URL(page.url()).pathname
  })
  afterAll(() => browser.close())

  const press = async (name: string | RegExp) => {
    await page.getByRole('button', { name }).first().click()
    await page.waitForLoadState()
  }
  const overview = async () => {
    await page.goto(`${address}${path}`)
    await page.getByRole('link', { name: 'Oversikt', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'Arrangørens oversikt' }).waitFor()
  }
  const giveAddress = async (item: string, email: string) => {
    await overview()
    const href = await page.getByRole('rowheader', { name: item }).getByRole('link').getAttribute('href')
    await page.goto(`${address}${href}/edit`)
    await page.locator('input[type=email]').first().fill(email)
    await press(/^Lagre/)
  }

  it('of a draft tells what is missing, and that nobody is written to yet', async () => {
    await overview()
    await page.getByText('Møtet er ikke publisert. Først da kan vi skrive til innlederne.').waitFor()
    expect(await page.getByRole('link', { name: /Be om den/ }).count()).toBe(0)
    await page.goto(`${address}${path}`)
    await press(/^Publiser/)
    await overview()
    await page.getByRole('heading', { name: 'Finn e-postadressen til 3 innledere' }).waitFor()
  })

  it('gives the link of one whose address nobody knows, with a button or without script', async () => {
    const link = page.getByLabel('Lenken til Per Olsen', { exact: true })
    const href = await link.inputValue()
    expect(href).toMatch(/\/s\/[\w-]{60,}$/)
    await link.scrollIntoViewIfNeeded()
    await page.getByRole('button', { name: 'Kopier: Lenken til Per Olsen' }).click()
    await page.getByText('Kopiert').waitFor()
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(href)
    const plain = await browser.newContext({ locale: 'nb-NO', viewport: narrow, javaScriptEnabled: false })
    const still = await signInAs(plain, address, /Lars Holm/)
    await still.goto(`${address}${path}/desk`)
    expect(await still.getByLabel('Lenken til Per Olsen', { exact: true }).inputValue()).toBe(href)
    await plain.close()
  })

  it('asks for what is missing with one press, once it is known whom to write to', async () => {
    await giveAddress('Om handlingsplan', 'kari@bibliotek.example')
    await giveAddress('Om e-bøker', 'ola@bibliotek.example')
    await overview()
    await page.getByRole('heading', { name: 'Be 2 innledere om presentasjonen' }).waitFor()
    await page.getByText('2 mottakere').waitFor()
    await expectAccessible(page, 'the overview with a next step')
    await page.getByRole('link', { name: /^Be om den.*Om e-bøker/ }).click()
    await page.getByRole('heading', { level: 1, name: 'Purr dem som mangler noe' }).waitFor()
    expect(await page.getByLabel('Ola Hansen').isChecked()).toBe(true)
    expect(await page.getByLabel('Kari Nordmann').isChecked()).toBe(false)
    await page.getByLabel(/Noe du vil si selv/).fill('Vi skriver ut programmet på fredag.')
    await press('Vis slik det blir')
    await page.locator('.sm-letter').getByText('Vi skriver ut programmet på fredag.').waitFor()
    await expectAccessible(page, 'before reminders go')
    await press('Send til dem du har valgt')
    await page.getByText('1 e-post er lagt i utboksen.').waitFor()
    await page.getByRole('heading', { name: 'Be 1 innleder om presentasjonen' }).waitFor()
    await press('Send til 1')
    await page
      .getByRole('row', { name: /Om handlingsplan/ })
      .getByText(/^Bedt om \d/)
      .waitFor()
  })

  it('suggests a plan, takes another, and takes it back', async () => {
    await press('Bruk planen')
    await page.getByText('Planen er lagret.').waitFor()
    const plan = page.locator('#plan')
    expect(await plan.getByText('Venter', { exact: true }).count()).toBe(3)
    await plan.getByText('Endre planen').click()
    await plan.getByLabel('Dager før møtet').fill('21, 3')
    await press('Lagre planen')
    await plan.getByText('21 dager før').waitFor()
    await press('Angre')
    await plan.getByText('14 dager før').waitFor()
    await expectAccessible(page, 'the overview with a plan')
  })

  it('is printed as a list of what is missing, without links that are somebody’s own', async () => {
    await page.emulateMedia({ media: 'print' })
    expect(await page.getByText('Om lokaler').first().isVisible()).toBe(true)
    expect(await page.getByLabel('Lenken til Per Olsen', { exact: true }).isVisible()).toBe(false)
    await page.emulateMedia({ media: 'screen' })
  })

  it('works from the keyboard and without script on a phone', async () => {
    const plain = await browser.newContext({ locale: 'nb-NO', viewport: narrow, javaScriptEnabled: false })
    const still = await signInAs(plain, address, /Lars Holm/)
    await still.goto(`${address}${path}/desk`)
    const all = still.locator('#waiting')
    await all.getByText('Per Olsen: ').waitFor()
    await still.getByText('Endre planen').focus()
    await still.keyboard.press('Enter')
    await still.getByLabel('Dager før møtet').fill('0')
    await still.keyboard.press('Enter')
    await still.getByText('Skriv hele tall fra 1 til 90, og ikke mer enn seks av dem.').first().waitFor()
    expect(await still.getByLabel('Dager før møtet').inputValue()).toBe('0')
    await plain.close()
  })
})
