/** A transcript taken in, set right and quoted from: with the keyboard, without script, and accessible on every page of the way. */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, needsBrowser, noBrowser, openBrowser, signInAs, wide } from './browser.ts'
import { startSample } from './program.ts'

const { address } = await startSample()
const meeting = `${address}/troms-og-finnmark/biblioteksjef-ledermote-april-2020`
const file = `WEBVTT

a/1-0
0:21:0.0 --> 0:21:5.0
<v Peder Ås (Guest)>Hva koster lisensene for de små bibliotekene?</v>

a/2-0
0:22:0.0 --> 0:22:5.0
<v Møterom 2>Det svarer vi på skriftlig.</v>

a/3-0
0:23:0.0 --> 0:23:5.0
<v Peder Ås (Guest)>Takk for det.</v>
`
let browser: Browser
let context: BrowserContext
let page: Page
/** The minutes of the item the words were said in. */
let minutes: string

describe.skipIf(noBrowser)(`a transcript${needsBrowser}`, () => {
  beforeAll(async () => {
    browser = await openBrowser()
    context = await browser.newContext({ locale: 'nb-NO', viewport: wide })
    page = await signInAs(context, address, /Lars Holm/)
    await page.goto(meeting)
    minutes = `${address}${await page.getByRole('link', { name: 'E-bøker' }).first().getAttribute('href')}/minutes`
  })
  afterAll(() => browser.close())

  it('is found beside the minutes and taken in', async () => {
    await page.goto(minutes)
    await page.getByRole('link', { name: 'Alle transkripsjoner' }).click()
    await page.getByRole('heading', { level: 1, name: 'Transkripsjoner' }).waitFor()
    await expectAccessible(page, 'the list of transcripts')
    await page.setInputFiles('#file', { name: 'bilde.vtt', mimeType: 'text/vtt', buffer: Buffer.from('ikke noe') })
    await page.getByRole('button', { name: 'Last opp' }).click()
    await page.getByRole('link', { name: 'Dette er ikke en transkripsjon.' }).waitFor()
    await page.setInputFiles('#file', { name: 'ledermøte.vtt', mimeType: 'text/vtt', buffer: Buffer.from(file) })
    await page.getByRole('button', { name: 'Last opp' }).click()
    await page.getByText('Filen sier ikke når opptaket begynte.').waitFor()
  })

  it('is set by when a line was said, and its speakers by whoever takes a suggestion', async () => {
    await page.getByRole('link', { name: 'Endre: Hva koster lisensene' }).press('Enter')
    await page.getByRole('button', { name: 'Still klokka her' }).waitFor()
    await expectAccessible(page, 'a line that is changed')
    await page.locator('#line-date').fill('2020-04-29')
    await page.locator('#line-time').fill('12.21')
    await page.locator('#line-time').press('Enter')
    await page.getByText('Klokka er stilt').waitFor()
    await page.getByRole('heading', { name: 'Om E-bøker' }).waitFor()
    await page.getByText('Forslag, etter navnet').waitFor()
    await page.getByRole('button', { name: 'Lagre hvem som snakket' }).click()
    await page.getByText('Lagret hvem som snakket.').waitFor()
    await expectAccessible(page, 'a transcript')
    await page.getByRole('button', { name: 'Legg ved referatet' }).click()
    await page.getByText('Transkripsjonen ligger ved referatet.').waitFor()
  })

  it('is searched beside the minutes, and quoted where one writes', async () => {
    await page.goto(minutes)
    const text = page.locator('#minutes-text[contenteditable=true]')
    await text.waitFor()
    const lines = page.locator('#transcript-lines > li:visible')
    await expect.poll(() => lines.count()).toBe(3)
    await page.getByLabel('Søk i transkripsjonen').fill('koster')
    await expect.poll(() => lines.count()).toBe(1)
    await page.getByText('1 linje passer').waitFor()
    await page.getByRole('button', { name: 'Sett inn i referatet: Hva koster' }).press('Enter')
    await text.locator('blockquote', { hasText: '«Hva koster lisensene for de små bibliotekene?»' }).waitFor()
    await text.locator('blockquote', { hasText: 'Peder Ås, kl. 12.21' }).waitFor()
    await page
      .locator('#minutes-saved')
      .getByText(/^Lagret kl\./)
      .waitFor()
    await expectAccessible(page, 'minutes with a transcript beside them')
  })

  it('is quoted from without script too', async () => {
    const plain = await browser.newContext({ locale: 'nb-NO', viewport: wide, javaScriptEnabled: false })
    const other = await signInAs(plain, address, /Ole Vold/)
    await other.goto(minutes)
    await other.getByRole('button', { name: 'Sett inn i referatet: Det svarer vi' }).click()
    await other.getByText('Satt inn i referatet.').waitFor()
    expect(await other.locator('#text').inputValue()).toContain('> «Det svarer vi på skriftlig.»\n>\n> Møterom 2, kl. 12.22')
    // What the other window wrote a moment ago is there too.
    expect(await other.locator('#text').inputValue()).toContain('> «Hva koster lisensene')
  })
})
