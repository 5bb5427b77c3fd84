/** Writing in the programme on the meeting's own page: by keyboard, with errors, off the line, and with somebody else at it. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { expectAccessible, needsBrowser, noBrowser, openBrowser, signInAs, wide } from './browser.ts'

const address = inject('address')
let browser: Browser

describe.skipIf(noBrowser)(`editing in place${needsBrowser}`, () => {
  let page: Page
  beforeAll(async () => {
    browser = await openBrowser()
    page = await signInAs(await browser.newContext({ locale: 'nb-NO', viewport: wide }), address, /Lars Holm/)
    await page.goto(`${address}/troms-og-finnmark/new`)
    await page
      .getByLabel('Programmet')
      .fill('Redigeringsmøte\n\ntirsdag 2. mars 2027\n09.00-10.00 Om lesing\n10.00-11.00 Om tall\n11.00-12.00 Om kart')
    await page.getByRole('button', { name: 'Les programmet' }).click()
    await page.getByRole('button', { name: 'Opprett møtet' }).first().click()
    await page.waitForURL(/redigeringsmote/)
    await page.locator('samling-island[data-awake]').waitFor({ state: 'attached' })
  })
  afterAll(() => browser.close())

  const row = (title: string) => page.locator('li.sm-row').filter({ hasText: title })
  const open = async (title: string) => {
    await row(title).locator('a.sm-row__edit').focus()
    await page.keyboard.press('Enter')
    await row(title).locator('form').waitFor()
  }
  const save = (title: string) => row(title).getByRole('button', { name: 'Lagre', exact: true }).click()
  const times = () => page.locator('li.sm-row .sm-row__time').allTextContents()

  it('opens by keyboard with the first field ready, saves, and moves the row to its new time', async () => {
    await open('Om lesing')
    expect(await page.evaluate('document.activeElement.name')).toBe('title/nb')
    await row('Om lesing').getByLabel('Fra', { exact: true }).fill('12')
    await row('Om lesing').getByLabel('Til', { exact: true }).fill('12.30')
    await page.keyboard.press('Enter')
    await row('Om lesing').locator('form').waitFor({ state: 'detached' })
    expect(await times()).toEqual(['10.00–11.00', '11.00–12.00', '12.00–12.30'])
    expect(await page.evaluate('document.activeElement.className')).toBe('sm-row__edit')
    await page.reload()
    expect(await times()).toEqual(['10.00–11.00', '11.00–12.00', '12.00–12.30'])
    await page.locator('samling-island[data-awake]').waitFor({ state: 'attached' })
  })

  it('keeps what is typed when it cannot be used, and when the line is down', async () => {
    await open('Om tall')
    await row('Om tall').getByLabel('Fra').fill('25.70')
    await save('Om tall')
    await row('Om tall').getByText('Skriv klokkeslettet som 09.00').first().waitFor()
    expect(await row('Om tall').getByLabel('Fra').inputValue()).toBe('25.70')
    await page.context().setOffline(true)
    await row('Om tall').getByLabel('Fra').fill('10.10')
    await save('Om tall')
    await row('Om tall').getByRole('alert').filter({ hasText: 'Ikke lagret' }).waitFor()
    await page.context().setOffline(false)
    await save('Om tall')
    await row('Om tall').locator('form').waitFor({ state: 'detached' })
    expect(await times()).toContain('10.10–11.00')
  })

  it('asks when somebody else has changed the same field meanwhile', async () => {
    await open('Om kart')
    const other = await signInAs(
      await browser.newContext({ locale: 'nb-NO', javaScriptEnabled: false }),
      address,
      /Marte Kirkerud/,
    )
    await other.goto(address + (await row('Om kart').locator('form').getAttribute('action')))
    await other.getByLabel('Tittel').first().fill('Om kart og terreng')
    await other.getByRole('button', { name: 'Lagre', exact: true }).click()
    await other.context().close()

    await row('Om kart').getByLabel('Tittel').first().fill('Om kart og kompass')
    await save('Om kart')
    await row('Om kart').getByText('Noen andre endret det samme').waitFor()
    await expectAccessible(page, 'a conflict in a row')
    await row('Om kart').getByText('Det som står nå: Om kart og terreng').click()
    await save('Om kart')
    await row('Om kart').locator('form').waitFor({ state: 'detached' })
    await row('Om kart og terreng').waitFor()
  })
})
