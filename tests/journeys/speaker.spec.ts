/** A speaker on a phone: hands in, corrects what is said of them, sees what the audience will see; and the organiser decides. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, narrow, needsBrowser, noBrowser, openBrowser, signInAs, wide } from './browser.ts'
import { startSample } from './program.ts'

const { address } = await startSample()
const april = `${address}/troms-og-finnmark/biblioteksjef-ledermote-april-2020`
let browser: Browser

describe.skipIf(noBrowser)(`a speaker on a phone${needsBrowser}`, () => {
  let organiser: Page
  let speaker: Page
  let link: string
  /** The talk's public page. */
  let talk: string

  beforeAll(async () => {
    browser = await openBrowser()
    organiser = await signInAs(await browser.newContext({ locale: 'nb-NO', viewport: wide }), address, /Lars Holm/)
    // The meeting was in 2020: its links hold as long as its organisers say.
    await organiser.goto(`${april}/settings#speakers`)
    await organiser.getByLabel('Lenkene virker til og med').fill('2099-12-31')
    await organiser.locator('form[action$="/settings/speakers"] button').click()
    await organiser.waitForLoadState()
    await expectAccessible(organiser, 'a meeting’s settings')
    await organiser.goto(`${april}/people#speakers`)
    const row = organiser.locator('#speakers li').first()
    link = await row.locator('input').inputValue()
    talk = new URL((await row.locator('a').getAttribute('href'))!, address).href
    const phone = await browser.newContext({ locale: 'nb-NO', viewport: narrow, hasTouch: true, isMobile: true })
    speaker = await phone.newPage()
  })
  afterAll(() => browser.close())

  const press = async (page: Page, name: string | RegExp) => {
    await page.getByRole('button', { name }).first().click()
    await page.waitForLoadState()
  }

  it('finds time, place and what is asked for, and everything within reach of a thumb', async () => {
    await speaker.goto(link)
    await speaker.getByRole('heading', { level: 1, name: /^Hei, / }).waitFor()
    await speaker.getByText('Lenken virker til og med 31. desember 2099.').waitFor()
    await speaker.evaluate("document.querySelectorAll('main details').forEach((one) => (one.open = true))")
    await expectAccessible(speaker, 'a speaker’s own page')
    await speaker.setViewportSize(narrow)
  })

  it('proposes a biography and another title, and sees what the audience will see', async () => {
    await speaker.goto(link)
    const summary = speaker.locator('summary', { hasText: 'Rett tittel' }).first()
    await summary.click()
    await speaker
      .getByLabel(/^Kort om deg/)
      .first()
      .fill('Har drevet biblioteksystemer siden kortkatalogen.')
    await speaker
      .getByLabel(/^Tittel på innlegget/)
      .first()
      .fill('')
    await press(speaker, 'Send forslag')
    await speaker.getByRole('link', { name: 'Skriv en tittel.' }).waitFor()
    expect(
      await speaker
        .getByLabel(/^Kort om deg/)
        .first()
        .inputValue(),
    ).toContain('kortkatalogen')
    await expectAccessible(speaker, 'a correction that comes back')
    await speaker.setViewportSize(narrow)
    await speaker
      .getByLabel(/^Tittel på innlegget/)
      .first()
      .fill('Om biblioteksystem, nå')
    await press(speaker, 'Send forslag')
    await speaker.getByText('Takk! Forslaget er sendt til arrangøren.').waitFor()
    await speaker
      .getByRole('link', { name: /^Se det publikum får se/ })
      .first()
      .click()
    await speaker.getByRole('heading', { level: 1, name: 'Om biblioteksystem, nå' }).waitFor()
    await speaker.getByText('kortkatalogen').waitFor()
    await expectAccessible(speaker, 'what the audience will see')
    await speaker.setViewportSize(narrow)
  })

  it('the organiser sees both beside what stands, takes one in, and changes their mind', async () => {
    await organiser.goto(`${april}/proposals`)
    await organiser.getByText('Om biblioteksystem, nå').waitFor()
    await expectAccessible(organiser, 'proposals')
    await press(organiser, /^Godta: Omtale/)
    await organiser.getByText('Forslaget er tatt inn.').waitFor()
    const reader = await (await browser.newContext({ locale: 'nb-NO', viewport: wide })).newPage()
    await reader.goto(talk)
    await reader.getByRole('heading', { name: 'Om innlederen' }).waitFor()
    await reader.getByText('kortkatalogen').waitFor()
    await expectAccessible(reader, 'a talk with a biography')
    await press(organiser, 'Angre')
    await organiser.getByText('Forslaget venter igjen').waitFor()
    await reader.reload()
    expect(await reader.getByText('kortkatalogen').count()).toBe(0)
    await press(organiser, /^La det stå: Tittel/)
    await organiser.getByText('Det står som det sto.').waitFor()
    await press(organiser, /^Godta: Omtale/)
    await reader.context().close()
  })

  it('hands in where an organiser approves, waits, and is let through', async () => {
    await organiser.goto(`${talk}/materials#rule`)
    await organiser.getByLabel('Når en arrangør har godkjent det').check()
    await organiser.locator('#rule button').click()
    await organiser.getByText('Valget er lagret.').waitFor()
    await speaker.goto(link)
    await speaker.locator('summary', { hasText: 'Legg til en lenke' }).first().click()
    const form = speaker.locator('details[open] form[action$="/links"]').first()
    await form.getByLabel('Nettadresse').fill('https://example.org/kortkatalogen')
    await form.locator('input[name="title"]').fill('Kortkatalogen, en historie')
    await form.getByRole('button', { name: 'Legg til' }).click()
    await speaker.getByText('Venter på godkjenning').first().waitFor()
    await expectAccessible(speaker, 'what waits for approval')
    const reader = await (await browser.newContext({ locale: 'nb-NO', viewport: wide })).newPage()
    await reader.goto(talk)
    expect(await reader.getByText('Kortkatalogen, en historie').count()).toBe(0)
    await organiser.goto(`${talk}/materials`)
    await expectAccessible(organiser, 'an item’s materials with its rule')
    await press(organiser, 'Godkjenn Kortkatalogen, en historie')
    await reader.reload()
    await reader.getByText('Kortkatalogen, en historie').first().waitFor()
    await reader.context().close()
  })

  it('works without script, and says when a link opens nothing', async () => {
    const context = await browser.newContext({ locale: 'nb-NO', viewport: narrow, javaScriptEnabled: false })
    const page = await context.newPage()
    await page.goto(link)
    await page.locator('summary', { hasText: 'Rett tittel' }).first().click()
    await page
      .getByLabel(/^Stilling/)
      .first()
      .fill('systembibliotekar')
    await page.getByRole('button', { name: 'Send forslag' }).first().click()
    await page.getByText('Venter på arrangøren').first().waitFor()
    await page
      .getByRole('button', { name: /^Trekk tilbake forslaget/ })
      .first()
      .click()
    await page.getByText('Forslaget er trukket tilbake.').waitFor()
    await page.goto(`${link.slice(0, -1)}${link.endsWith('A') ? 'B' : 'A'}`)
    await page.getByRole('heading', { name: 'Lenken virker ikke' }).waitFor()
    await context.close()
  })
})
