/** Minutes on their way from a draft to what stands: read through and corrected by those who were there, approved, added to, closed. */
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, narrow, needsBrowser, noBrowser, openBrowser, signInAs, wide } from './browser.ts'
import { startSample } from './program.ts'

const MEETING = '/troms-og-finnmark/biblioteksjef-ledermote-april-2020'
const OPEN = 'Alle saker må ha et utfall før møtet avsluttes.'

const program = await startSample()
let browser: Browser
/** Who takes the minutes. */
let taker: Page
/** Who was there, on a phone, where no script runs. */
let member: Page
let organiser: Page
/** The item's page. */
let item: string

const meeting = () => `${program.address}${MEETING}`
const said = (page: Page, text: string) => page.getByText(text).first().waitFor()

/** Acts on a control as those do who have no mouse. */
async function press(control: Locator, key = 'Enter'): Promise<void> {
  await control.focus()
  await control.press(key)
}

describe.skipIf(noBrowser)(`minutes until they stand${needsBrowser}`, () => {
  beforeAll(async () => {
    browser = await openBrowser()
    const phone = { locale: 'nb-NO', viewport: narrow, javaScriptEnabled: false }
    taker = await signInAs(await browser.newContext({ locale: 'nb-NO', viewport: wide }), program.address, /Ole Vold/)
    member = await signInAs(await browser.newContext(phone), program.address, /Lise Vik/)
    organiser = await signInAs(await browser.newContext({ locale: 'nb-NO', viewport: wide }), program.address, /Lars Holm/)
    await taker.goto(meeting())
    item = `${program.address}${await taker.getByRole('link', { name: 'Om E-bøker', exact: true }).first().getAttribute('href')}`
  })
  afterAll(() => browser?.close())

  it('are laid out for reading through until a day', async () => {
    await taker.goto(`${item}/minutes`)
    await taker.locator('#minutes-text[contenteditable=true]').waitFor()
    await taker.getByLabel('Siste dag for rettelser').fill('2035-05-15')
    await press(taker.getByRole('button', { name: 'Legg fram til gjennomlesing' }))
    await said(taker, 'Referatet er lagt fram til gjennomlesing.')
    await said(taker, 'Rettelser kan foreslås til og med 15. mai 2035')
  })

  it('are corrected in place by a member, on a phone and without script', async () => {
    await member.goto(item)
    await member.getByRole('link', { name: 'Les gjennom og foreslå rettelser til og med 15. mai 2035' }).click()
    const first = member.locator('.sm-passage').first()
    await first.getByText('Foreslå en rettelse').click()
    const field = first.getByLabel('Slik bør det stå')
    const before = await field.inputValue()
    await first.getByRole('button', { name: 'Send forslaget' }).click()
    await said(member, 'Rett i teksten, eller skriv en merknad.')
    await member.locator('.sm-passage').first().getByLabel('Slik bør det stå').fill(`${before} Ordet ble gitt videre.`)
    await member.locator('.sm-passage').first().getByRole('button', { name: 'Send forslaget' }).click()
    await said(member, 'Forslaget er sendt.')
    await said(member, 'Venter på svar')
    // It is for others to take in, and for oneself to take back.
    expect(await member.getByRole('button', { name: 'Ta inn rettelsen' }).count()).toBe(0)
    expect(await member.getByRole('button', { name: 'Trekk tilbake' }).count()).toBe(1)
    expect(await member.locator('#corrections ins').allTextContents()).toEqual([
      expect.stringContaining('Ordet ble gitt videre.'),
    ])
  })

  it('are not approved while a correction waits, and say what was accepted', async () => {
    await organiser.goto(`${item}/minutes`)
    await organiser.getByRole('button', { name: 'Godkjenn', exact: true }).click()
    await said(organiser, 'Det er rettelser som venter på svar.')
    await taker.goto(`${item}/minutes`)
    await press(taker.getByRole('link', { name: 'Se rettelsene' }))
    await taker.waitForURL(/\/minutes\/corrections$/)
    await expectAccessible(taker, 'corrections that wait')
    await press(taker.getByRole('button', { name: 'Ta inn rettelsen' }))
    await said(taker, 'Rettelsen er tatt inn i referatet.')
    await said(taker, 'Godtatt')
    await member.goto(item)
    await said(member, 'Ordet ble gitt videre.')
    await taker.goto(`${item}/minutes/revisions`)
    await said(taker, 'Rettelse tatt inn')
  })

  it('are approved, locked, and added to with a number', async () => {
    await organiser.goto(`${item}/minutes`)
    await press(organiser.getByRole('button', { name: 'Godkjenn', exact: true }))
    await said(organiser, 'Referatet er godkjent og låst.')
    expect(await organiser.locator('#minutes-text').count()).toBe(0)
    await organiser.getByLabel('Nytt tillegg').fill('Alta deltok også.')
    await press(organiser.getByRole('button', { name: 'Legg til', exact: true }))
    await said(organiser, 'Tillegg 1 er lagt til.')
    await expectAccessible(organiser, 'approved minutes with an amendment')
    await member.goto(item)
    await said(member, 'Alta deltok også.')
    await said(member, 'Tillegg 1, ')
    await member.goto(`${item}/minutes/corrections`)
    expect(await member.getByRole('button', { name: 'Send forslaget' }).count()).toBe(0)
  })

  it('are closed when every item says what came of it, and not before', async () => {
    await organiser.goto(`${meeting()}/minutes`)
    await organiser.getByRole('link', { name: 'Fullfør referatet' }).click()
    await said(organiser, OPEN)
    expect(await organiser.getByRole('button', { name: 'Avslutt møtet' }).count()).toBe(0)
    await expectAccessible(organiser, 'a meeting whose items lack an outcome')
    const refused = await organiser.evaluate(
      async (to) => (await fetch(to, { method: 'POST', body: new URLSearchParams() })).text(),
      `${meeting()}/closing/close`,
    )
    expect(refused).toContain(OPEN)

    // The way leads from what lacks to where it is said.
    await press(organiser.getByRole('link', { name: /^Diverse info.*: si hva utfallet ble$/ }))
    await organiser.waitForURL(/#outcome-\d+$/)
    const open = organiser.locator(new URL(organiser.url()).hash)
    await open.getByLabel('Hva ble utfallet?').selectOption({ label: 'Sendt videre' })
    await press(open.getByText('Utsatt eller sendt videre: hvor?'))
    await open.getByLabel('Sendt videre til').fill('Styret')
    await press(organiser.getByRole('button', { name: 'Lagre utfallene' }))
    await said(organiser, 'utfall er lagret.')
    await press(organiser.getByRole('button', { name: 'Avslutt møtet' }))
    await said(organiser, 'Møtet er avsluttet.')
    await said(organiser, 'Avsluttet av Lars Holm')
    await expectAccessible(organiser, 'a closed meeting')
    await member.goto(meeting())
    await said(member, 'Sendt videre til Styret')
  })

  it('are opened again with a trace', async () => {
    await press(organiser.getByRole('button', { name: 'Åpne møtet igjen' }))
    await said(organiser, 'Møtet er åpnet igjen.')
    await said(organiser, 'Åpnet igjen av Lars Holm')
    await said(organiser, 'Avsluttet av Lars Holm')
    await organiser.getByRole('button', { name: 'Avslutt møtet' }).waitFor()
  })
})
