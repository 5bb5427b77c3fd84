/** Personal data: what is kept and for how long, one's own, and somebody erased who asked; with a keyboard's worth of script and without. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, narrow, needsBrowser, noBrowser, openBrowser, signInAs, wide } from './browser.ts'
import { startSample } from './program.ts'

const { address } = await startSample()
const network = `${address}/troms-og-finnmark`
let browser: Browser

describe.skipIf(noBrowser)(`personal data${needsBrowser}`, () => {
  let owner: Page
  beforeAll(async () => {
    browser = await openBrowser()
    owner = await signInAs(await browser.newContext({ locale: 'nb-NO', viewport: wide }), address, /Marte Kirkerud/)
  })
  afterAll(() => browser.close())

  it('a visitor on a phone without script reads from the footer what is kept and for how long', async () => {
    const context = await browser.newContext({ locale: 'nb-NO', viewport: narrow, javaScriptEnabled: false })
    const page = await context.newPage()
    await page.goto(network)
    await page.getByRole('contentinfo').getByRole('link', { name: 'Personvern' }).click()
    await page.getByRole('heading', { level: 1, name: 'Personvern' }).waitFor()
    await page.getByText('30 dager etter at møtet er slutt').first().waitFor()
    await context.close()
    const reader = await (await browser.newContext({ locale: 'nb-NO' })).newPage()
    await reader.goto(`${network}/privacy`)
    await expectAccessible(reader, 'the privacy page')
  })

  it('an owner sets a term, is told what is wrong, and everybody reads the new one', async () => {
    await owner.goto(`${network}/settings`)
    await owner.getByRole('link', { name: 'Hvor lenge ting lagres' }).click()
    await owner.getByLabel('Kosthold og overnatting: dager').fill('400')
    await owner.getByRole('button', { name: 'Lagre' }).click()
    await owner.getByRole('link', { name: /Kosthold og overnatting: Skriv et helt antall/ }).waitFor()
    expect(await owner.getByLabel('Kosthold og overnatting: dager').inputValue()).toBe('400')
    await expectAccessible(owner, 'terms with one that is out of bounds')
    await owner.getByLabel('Kosthold og overnatting: dager').fill('14')
    await owner.getByRole('button', { name: 'Lagre' }).click()
    await owner.getByText('Tidene er lagret.').waitFor()
    await owner.goto(`${network}/privacy`)
    await owner.getByText('14 dager etter at møtet er slutt').waitFor()
  })

  it('a member sees what there is of them, takes it along, and reads what being erased would mean', async () => {
    const context = await browser.newContext({ locale: 'nb-NO', viewport: wide, acceptDownloads: true })
    const member = await signInAs(context, address, /Peder Ås/)
    await member.goto(`${address}/me`)
    await member.getByRole('link', { name: 'Se, ta med deg eller slett alt som er lagret om deg' }).click()
    await member.getByRole('rowheader', { name: 'Medlemskap' }).waitFor()
    await expectAccessible(member, 'one’s own data')
    const [download] = await Promise.all([
      member.waitForEvent('download'),
      member.getByRole('link', { name: 'Last ned alt' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('samling-data.zip')
    expect(await download.failure()).toBeNull()
    await member.getByRole('link', { name: 'Bli slettet' }).click()
    await member.getByText('Du blir slettet overalt').waitFor()
    await member.getByLabel(/^Skriv .* for å bekrefte/).fill('feil@example.org')
    await member.getByRole('button', { name: 'Slett alt' }).click()
    await member.getByRole('link', { name: 'Skriv e-postadressen akkurat slik den står.' }).waitFor()
    await expectAccessible(member, 'being erased, typed wrong')
    await context.close()
  })

  it('somebody without an account who asked for it is found by their address and erased, on a phone without script', async () => {
    await owner.goto(`${network}/new`)
    await owner.getByLabel('Programmet').fill('Fagdag om personvern\n\nonsdag 10. mars 2049\n09.00-10.00 Om sletting')
    await owner.getByRole('button', { name: 'Les programmet' }).click()
    await owner.getByRole('button', { name: 'Opprett møtet' }).first().click()
    await owner.waitForURL(/fagdag-om-personvern/)
    const meeting = owner.url().replace(/[?#].*/, '')
    await owner.getByRole('button', { name: 'Publiser' }).first().click()
    await owner.waitForLoadState()
    const context = await browser.newContext({
      ...{ locale: 'nb-NO', viewport: narrow, javaScriptEnabled: false },
      storageState: await owner.context().storageState(),
    })
    const visitor = await (await browser.newContext({ locale: 'nb-NO' })).newPage()
    await visitor.goto(meeting)
    await visitor.getByRole('link', { name: 'Om sletting' }).first().click()
    await visitor.getByRole('link', { name: 'Send inn spørsmål eller innspill' }).click()
    await visitor.getByLabel('Hva vil du si eller spørre om?').first().fill('Hvor lenge lagres dette?')
    await visitor.getByLabel('Navn', { exact: true }).first().fill('Glemsom Gjest')
    await visitor.locator('input[name="email"]').first().fill('glemsom.gjest@example.org')
    await visitor.getByRole('button', { name: 'Send inn', exact: true }).first().click()
    await visitor.getByText('Takk! Arrangørene har fått det, og du får e-post').waitFor()

    const page = await context.newPage()
    await page.goto(`${network}/settings/privacy`)
    await page.getByRole('link', { name: 'Slett en person' }).click()
    await page.getByLabel('E-postadresse').fill('glemsom.gjest@example.org')
    await page.getByRole('button', { name: 'Finn' }).click()
    await page.getByRole('heading', { name: 'Glemsom Gjest' }).waitFor()
    const found = page.url()
    await page.getByLabel('Skriv glemsom.gjest@example.org for å bekrefte').fill('glemsom.gjest@example.org')
    await owner.goto(found)
    await expectAccessible(owner, 'somebody found')
    await page.getByRole('button', { name: 'Slett alt' }).click()
    await page.getByText('Personen er slettet.').waitFor()
    await page.goto(found)
    await page.getByText('Vi finner ingen med denne adressen.').first().waitFor()
    await page.goto(`${meeting}/questions`)
    expect(await page.getByText('Glemsom Gjest').count()).toBe(0)
  })
})
