/** Writing in the programme on the meeting's own page: by keyboard, with errors, off the line, and with somebody else at it. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, needsBrowser, noBrowser, openBrowser, signInAs, wide } from './browser.ts'
import { startSample } from './program.ts'

const { address } = await startSample()
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
    await page.locator('samling-island[data-name="programme/edit"][data-awake]').waitFor({ state: 'attached' })
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
    await page.locator('samling-island[data-name="programme/edit"][data-awake]').waitFor({ state: 'attached' })
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
    await row('Om tall').locator('form').waitFor({ state: 'detached', timeout: 20_000 })
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

  /** A second organiser, in a browser of her own, on the same meeting. */
  const colleague = async () => {
    const other = await signInAs(await browser.newContext({ locale: 'nb-NO', viewport: wide }), address, /Marte Kirkerud/)
    await other.goto(page.url())
    await other.locator('samling-island[data-name="programme/edit"][data-awake]').waitFor({ state: 'attached' })
    return other
  }

  it('brings together what two write in the same item at once', async () => {
    const other = await colleague()
    const theirs = other.locator('li.sm-row').filter({ hasText: 'Om lesing' })
    await theirs.locator('a.sm-row__edit').click()
    await open('Om lesing')
    await theirs.getByLabel('Tittel').first().fill('Om lesing og lyst')
    await row('Om lesing').getByLabel('Til', { exact: true }).fill('12.45')
    await theirs.getByRole('button', { name: 'Lagre', exact: true }).click()
    await theirs.locator('form').waitFor({ state: 'detached' })
    await save('Om lesing')
    await row('Om lesing og lyst').waitFor()
    await row('Om lesing og lyst').locator('form').waitFor({ state: 'detached' })
    await other.reload()
    expect(await other.locator('li.sm-row').filter({ hasText: 'Om lesing og lyst' }).locator('.sm-row__time').textContent()).toBe(
      '12.00–12.45',
    )
    await other.context().close()
  })

  it('sends by itself what was saved while the line was down', async () => {
    await open('Om tall')
    await page.context().setOffline(true)
    await row('Om tall').getByLabel('Tittel').first().fill('Om tall og mål')
    await save('Om tall')
    await row('Om tall').getByText('får ikke kontakt').waitFor()
    await page.context().setOffline(false)
    await row('Om tall og mål').locator('form').waitFor({ state: 'detached', timeout: 20_000 })
    await row('Om tall og mål').waitFor()
  })

  it('has what was typed again when the page was lost before it was saved, and merges it with what came since', async () => {
    await open('Om tall og mål')
    await row('Om tall og mål').getByLabel('Tittel').first().fill('Om tall, mål og vekt')
    await page.waitForTimeout(600)
    // The page goes down; nobody is asked anything. Meanwhile a colleague moves the item.
    const [lost, at] = [page, page.url()]
    const other = await colleague()
    const theirs = other.locator('li.sm-row').filter({ hasText: 'Om tall og mål' })
    await theirs.locator('a.sm-row__edit').click()
    await theirs.getByLabel('Til', { exact: true }).fill('10.50')
    await theirs.getByRole('button', { name: 'Lagre', exact: true }).click()
    await theirs.locator('form').waitFor({ state: 'detached' })
    await other.context().close()
    page = await lost.context().newPage()
    await lost.close({ runBeforeUnload: false })
    await page.goto(at)
    await row('Om tall og mål').getByText('ble ikke lagret').waitFor()
    expect(await row('Om tall og mål').getByLabel('Tittel').first().inputValue()).toBe('Om tall, mål og vekt')
    await expectAccessible(page, 'a row with what was kept')
    await save('Om tall og mål')
    await row('Om tall, mål og vekt').waitFor()
    await row('Om tall, mål og vekt').locator('form').waitFor({ state: 'detached' })
    expect(await row('Om tall, mål og vekt').locator('.sm-row__time').textContent()).toBe('10.10–10.50')
    await page.reload()
    await page.locator('samling-island[data-name="programme/edit"][data-awake]').waitFor({ state: 'attached' })
    expect(await row('Om tall, mål og vekt').locator('form').count()).toBe(0)
  })

  it('undoes one’s own, and asks about what a colleague has changed since', async () => {
    const other = await colleague()
    await open('Om lesing og lyst')
    await row('Om lesing og lyst').getByLabel('Tittel').first().fill('Om lesing og liv')
    await row('Om lesing og lyst').getByLabel('Til', { exact: true }).fill('13')
    await save('Om lesing og lyst')
    await row('Om lesing og liv').waitFor()
    await row('Om lesing og liv').locator('form').waitFor({ state: 'detached' })
    await other.reload()
    await other.locator('samling-island[data-name="programme/edit"][data-awake]').waitFor({ state: 'attached' })
    const theirs = other.locator('li.sm-row').filter({ hasText: 'Om lesing og liv' })
    await theirs.locator('a.sm-row__edit').click()
    await theirs.getByLabel('Tittel').first().fill('Om leseliv')
    await theirs.getByRole('button', { name: 'Lagre', exact: true }).click()
    await theirs.locator('form').waitFor({ state: 'detached' })

    await page.goto(`${new URL(page.url()).href.split('#')[0]}/programme/versions`)
    await expectAccessible(page, 'versions of a programme')
    await page.getByRole('button', { name: 'Angre' }).click()
    await page.getByRole('heading', { name: 'Endret siden' }).waitFor()
    await expectAccessible(page, 'an undo that is contested')
    expect(await page.getByText('Behold slik det står nå: Om leseliv').isVisible()).toBe(true)
    await page.getByText('Tilbake til: Om lesing og lyst').click()
    await page.getByRole('button', { name: 'Angre med disse valgene' }).click()
    await page.getByText('Angret.').waitFor()
    await other.reload()
    const back = other.locator('li.sm-row').filter({ hasText: 'Om lesing og lyst' })
    expect(await back.locator('.sm-row__time').textContent()).toBe('12.00–12.45')
    await other.goto(`${new URL(other.url()).href.split('#')[0]}/programme/versions/compare?from=0&to=2`)
    await expectAccessible(other, 'two versions compared')
    await other.context().close()
  })
})
