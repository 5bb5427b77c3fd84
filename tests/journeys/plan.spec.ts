/** A plan from a pasted text to an adopted version: out for input, answered, and taken along; read by whoever comes by. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, needsBrowser, noBrowser, openBrowser, signInAs, wide } from './browser.ts'
import { startSample } from './program.ts'

const { address } = await startSample()
const text = `Strategi for bibliotekene 2020–2023
Arbeidsgruppen har skrevet den.
Mål 1: Flere lesere i alle kommuner
Tiltak 1.1: Lesesirkler på nett. Ansvarlig: Troms og Finnmark fylkesbibliotek. Frist: 1. juni 2021. Status: Pågår
Indikator: Andel kommuner med lesesirkel: 80 %
Tiltak 1.2: Bokbuss til utkanten. Ansvarlig: Frivilligsentralen
Mål 2: Synlige bibliotek
Tiltak 2.1: Kampanje. Frist: høsten 2022`
let browser: Browser
let organiser: Page
let plan: string

describe.skipIf(noBrowser)(`a plan${needsBrowser}`, () => {
  beforeAll(async () => {
    browser = await openBrowser()
    organiser = await signInAs(await context(), address, /Lars Holm/)
  })
  afterAll(() => browser.close())

  const context = () => browser.newContext({ locale: 'nb-NO', timezoneId: 'Europe/Oslo', viewport: wide })
  const press = async (page: Page, name: string) => {
    await page.getByRole('button', { name, exact: true }).first().click()
    await page.waitForLoadState()
  }
  const notice = (page: Page, words: string) => page.getByText(words).first().waitFor()

  it('is made of a text that is looked over first, and published', async () => {
    await organiser.goto(`${address}/troms-og-finnmark/plans/import`)
    await organiser.getByLabel('Planen', { exact: true }).fill(text)
    await press(organiser, 'Les planen')
    await notice(organiser, 'Ingen i nettverket heter Frivilligsentralen')
    await expectAccessible(organiser, 'what was read of a plan')
    // What was understood wrong is mended in its own field, and holds.
    await organiser.getByRole('textbox', { name: 'Tittel' }).fill('Felles strategi')
    await press(organiser, 'Lag planen')
    plan = organiser.url()
    expect(plan).toMatch(/\/plans\/felles-strategi$/)
    const visitor = await (await context()).newPage()
    expect((await visitor.goto(plan))!.status()).toBe(404)
    await press(organiser, 'Publiser planen')
    expect((await visitor.goto(plan))!.status()).toBe(200)
    await visitor.getByRole('link', { name: 'Bokbuss til utkanten' }).waitFor()
    await expectAccessible(visitor, 'a plan')
    await visitor.context().close()
  })

  it('goes out for input, and whoever gave some is answered', async () => {
    await organiser.goto(`${plan}/consultation`)
    await organiser.getByLabel('Frist for innspill').fill('2099-01-15T12:00')
    await organiser.getByLabel('Til dem som skal svare').fill('Er målene de rette?')
    await press(organiser, 'Åpne høringen')
    await press(organiser, 'Fortell medlemmene')
    const letter = await organiser.getByLabel('Tekst på bokmål').inputValue()
    for (const words of ['15. januar 2099 kl. 12.00', 'Er målene de rette?', `${plan}/consultation`])
      expect(letter).toContain(words)
    const member = await signInAs(await context(), address, /Peder Ås/)
    await member.goto(`${plan}/consultation`)
    await member
      .getByRole('row', { name: /1\.2 Bokbuss/ })
      .getByRole('link')
      .click()
    expect(await member.getByLabel('Hva gjelder det?').locator('option:checked').textContent()).toBe('1.2 Bokbuss til utkanten')
    await member.getByLabel('Innspill', { exact: true }).fill('Den må stanse ved skolene.')
    await press(member, 'Send innspillet')
    await notice(member, 'Takk, innspillet er mottatt.')
    await organiser.goto(`${plan}/consultation`)
    await organiser.getByText('Svar på innspillet').click()
    await organiser.getByLabel('Svar', { exact: true }).fill('Ja, fra høsten.')
    await press(organiser, 'Lagre svaret')
    await notice(organiser, '1 av 1 innspill er besvart.')
    await expectAccessible(organiser, 'a consultation')
    await member.reload()
    await member.getByText('Ja, fra høsten.').waitFor()
    await member.context().close()
    const owner = await signInAs(await context(), address, /Marte Kirkerud/)
    await owner.goto(`${address}/troms-og-finnmark/outbox`)
    await owner.getByText('Svar på innspillet ditt til «Felles strategi»').first().waitFor()
    await owner.context().close()
  })

  it('is adopted as a version, and taken along as a report', async () => {
    await organiser.goto(`${plan}/versions`)
    await press(organiser, 'Vedta og ta vare på versjonen')
    await notice(organiser, 'Planen er vedtatt som versjon 1.')
    await organiser.goto(`${plan}/versions`)
    await expectAccessible(organiser, 'the versions of a plan')
    const visitor = await (await context()).newPage()
    await visitor.goto(`${plan}/versions/1`)
    await visitor.getByText('1.2 Bokbuss til utkanten').waitFor()
    for (const [ending, begins] of [
      ['pdf', '%PDF'],
      ['docx', 'PK'],
    ] as const) {
      const answer = await visitor.request.get(`${plan}/report/2021.${ending}`)
      expect((await answer.body()).subarray(0, begins.length).toString()).toBe(begins)
    }
    await visitor.context().close()
  })
})
