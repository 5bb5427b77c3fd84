/** Minutes written by two at once, over a dead line, in a page that dies, where no line comes about, and until they are approved. */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, narrow, needsBrowser, noBrowser, openBrowser, signInAs, wide } from './browser.ts'
import { startSample } from './program.ts'

const { address } = await startSample()
const meeting = `${address}/troms-og-finnmark/biblioteksjef-ledermote-april-2020`
let browser: Browser
/** The organiser's, and the minute taker's. */
let context: BrowserContext
let others: BrowserContext
/** The minutes of an item that nobody has written of yet. */
let minutes: string

const state = (page: Page) => page.locator('#minutes-saved')
const saved = (page: Page) =>
  state(page)
    .getByText(/^Lagret kl\./)
    .waitFor()
const text = (page: Page) => page.locator('#minutes-text')

/** The text without the names of those who stand in it. */
const wordsOf = (page: Page) =>
  page.evaluate(() => {
    const shown = document.querySelector('#minutes-text')!.cloneNode(true) as HTMLElement
    for (const caret of shown.querySelectorAll('.sm-caret')) caret.remove()
    return shown.textContent
  })

async function open(who = context): Promise<Page> {
  const page = await who.newPage()
  await page.goto(minutes)
  await text(page).waitFor()
  return page
}

async function type(page: Page, words: string): Promise<void> {
  await text(page).click()
  await page.keyboard.press('Control+End')
  await page.keyboard.type(words)
}

/** The page's lines to the server, to be cut and refused until they are mended. */
async function lineOf(page: Page) {
  const ends = new Set<() => void>()
  let cut = false
  await page.routeWebSocket(/\/minutes\/live/, (line) => {
    if (cut) return void line.close()
    const far = line.connectToServer()
    ends.add(() => {
      void line.close()
      void far.close()
    })
  })
  return {
    cut() {
      cut = true
      for (const end of ends) end()
      ends.clear()
    },
    mend() {
      cut = false
    },
  }
}

/** In the page: whether the browser has kept what is not saved. */
const KEPT = `new Promise((done) => {
  const opening = indexedDB.open('samling.minutes')
  opening.onsuccess = () => {
    const all = opening.result.transaction('copies').objectStore('copies').getAll()
    all.onsuccess = () => {
      opening.result.close()
      done(all.result.some(({ text }) => text.includes('Nesten tapt.')))
    }
  }
})`

describe.skipIf(noBrowser)(`minutes${needsBrowser}`, () => {
  beforeAll(async () => {
    browser = await openBrowser()
    context = await browser.newContext({ locale: 'nb-NO', viewport: wide })
    others = await browser.newContext({ locale: 'nb-NO', viewport: wide })
    await (await signInAs(others, address, /Ole Vold/)).close()
    const page = await signInAs(context, address, /Lars Holm/)
    await page.goto(meeting)
    minutes = `${address}${await page.getByRole('link', { name: 'Diverse info' }).first().getAttribute('href')}/minutes`
    await page.close()
  })
  afterAll(() => browser.close())

  it('is written by two at once, who see each other', async () => {
    const [one, other] = [await open(), await open(others)]
    // Whoever comes later knows at once who is there, though nobody has moved since.
    await other.locator('#minutes-here').getByLabel('Lars Holm').waitFor()
    await text(other).locator('[data-placeholder^="Skriv her"]').waitFor()
    await type(one, 'Ordet var fritt.')
    await text(other).getByText('Ordet var fritt.').waitFor()
    await saved(one)
    await text(other).click()
    await other.keyboard.press('Control+End')
    await other.keyboard.press('Enter')
    await other.keyboard.press('Alt+Shift+B')
    await other.keyboard.type('Planen er vedtatt.')
    await text(one).locator('[data-block=decision]').getByText('Planen er vedtatt.').waitFor()
    // Whose cursor it is, and who is here, by the names that the server knows.
    await text(one).locator('.sm-caret').getByText('Ole Vold').waitFor({ state: 'attached' })
    await one.locator('#minutes-here').getByLabel('Ole Vold').waitFor()
    await one.getByRole('navigation', { name: 'Saker i referatet' }).getByText('Ole Vold').waitFor()
    await saved(other)
    // Each takes back their own.
    await one.keyboard.press('Control+z')
    await text(other).getByText('Ordet var fritt.').waitFor({ state: 'detached' })
    await text(other).getByText('Planen er vedtatt.').waitFor()
    await one.keyboard.press('Control+Shift+z')
    await text(other).getByText('Ordet var fritt.').waitFor()
    await other.close()
    await text(one).locator('.sm-caret').waitFor({ state: 'detached' })
    await one.close()
  })

  it('says that nothing is saved while there is no line, writes on, and saves when there is one again', async () => {
    const page = await context.newPage()
    const line = await lineOf(page)
    await page.goto(minutes)
    const other = await open(others)
    await type(page, ' Før.')
    await saved(page)
    line.cut()
    await type(page, ' Under.')
    await state(page)
      .getByText(/^Ikke lagret/)
      .waitFor()
    await page.getByText('Tjeneren har ikke svart siden').waitFor()
    await type(other, ' Imens.')
    await saved(other)
    line.mend()
    await saved(page)
    await Promise.all([text(page).getByText('Imens.').waitFor(), text(other).getByText('Under.').waitFor()])
    expect(await wordsOf(page)).toBe(await wordsOf(other))
    await Promise.all([page.close(), other.close()])
  })

  it('takes in again what a page had not saved when it died', async () => {
    const page = await context.newPage()
    const line = await lineOf(page)
    await page.goto(minutes)
    await type(page, ' Trygt.')
    await saved(page)
    line.cut()
    await type(page, ' Nesten tapt.')
    await state(page)
      .getByText(/^Ikke lagret/)
      .waitFor()
    await expect.poll(() => page.evaluate(KEPT), { timeout: 20_000 }).toBe(true)
    const died = page.waitForEvent('crash')
    void (await context.newCDPSession(page)).send('Page.crash').catch(() => {})
    await died
    await page.close()
    const again = await open()
    await text(again).getByText('Nesten tapt.').waitFor()
    await saved(again)
    await again.reload()
    await text(again).getByText('Trygt. Nesten tapt.').waitFor()
    await again.close()
  })

  it('warns before it is left only while something is unsaved, and leaves no copy in the browser of whoever signs out', async () => {
    const own = await browser.newContext({ locale: 'nb-NO', viewport: wide })
    const other = await signInAs(own, address, /Lars Holm/)
    const page = await own.newPage()
    const line = await lineOf(page)
    const asked: string[] = []
    page.on('dialog', (dialog) => {
      asked.push(dialog.type())
      void dialog.dismiss()
    })
    await page.goto(minutes)
    await type(page, ' Lagret.')
    await saved(page)
    await page.goto(meeting)
    await page.goto(minutes)
    await text(page).waitFor()
    expect(asked).toEqual([])
    line.cut()
    await type(page, ' Nesten tapt.')
    await expect.poll(() => page.evaluate(KEPT), { timeout: 20_000 }).toBe(true)
    // Whoever says no to leaving stays.
    await page.goto(meeting).catch(() => {})
    expect([asked, page.url()]).toEqual([['beforeunload'], minutes])
    const kept = () => other.evaluate('indexedDB.databases().then((all) => all.map(({ name }) => name))')
    expect(await kept()).toContain('samling.minutes')
    await other.goto(`${address}/me`)
    await other.getByRole('button', { name: 'Logg ut' }).first().click()
    await expect.poll(kept, { timeout: 20_000 }).toEqual([])
    await own.close()
  })

  it('notes who met for whom, and has a change made on the page of attendance in the text at once', async () => {
    const [page, other] = [await open(), await open(others)]
    await text(page).click()
    await page.keyboard.press('Control+End')
    await page.keyboard.press('Control+Enter')
    await page.keyboard.press('Enter')
    await page.keyboard.type('/oppm')
    await page.keyboard.press('Enter')
    // In the fields at once, and by keys all the way.
    await text(page).locator('[data-block=attendance] input:focus').waitFor()
    await page.keyboard.type('Kari Nes')
    await text(page).getByLabel('Hva', { exact: true }).selectOption('Møtte for')
    await text(page).getByLabel('Møtte for hvem').fill('Per Ås')
    await text(page).getByLabel('Klokkeslett').fill('10:15')
    await expectAccessible(page, 'a change of attendance being written')
    await page.keyboard.press('Enter')
    await page.keyboard.type('Så gikk vi videre.')
    await text(page).getByText('Så gikk vi videre.').waitFor()
    const field = (label: string, value: string) =>
      expect.poll(() => text(other).getByLabel(label, { exact: true }).inputValue(), { timeout: 20_000 }).toBe(value)
    await field('Hvem', 'Kari Nes')
    await field('Møtte for hvem', 'Per Ås')
    await field('Klokkeslett', '10:15')
    await saved(page)
    await page.close()

    const list = await context.newPage()
    // The page goes by the stored text, which follows what is written within moments.
    const listed = async () => {
      await list.goto(`${meeting}/attendance`)
      return list.getByText('Kari Nes møtte for Per Ås fra kl. 10.15').count()
    }
    await expect.poll(listed, { timeout: 20_000 }).toBeGreaterThan(0)
    await expectAccessible(list, 'attendance with what the minutes say')
    await list.getByRole('link', { name: /^Rett Kari Nes møtte/ }).click()
    await expectAccessible(list, 'a change of attendance as a form')
    await list.getByLabel('Hva', { exact: true }).selectOption('Gikk')
    await list.getByRole('button', { name: 'Lagre' }).click()
    await list.getByText('Kari Nes gikk kl. 10.15').first().waitFor()
    await field('Hva', 'left')
    await list.close()
    await other.close()
  })

  it('leads to the plain form where no line ever comes about', async () => {
    const page = await context.newPage()
    const line = await lineOf(page)
    line.cut()
    await page.goto(minutes)
    await page.getByRole('link', { name: 'Skriv i det enkle skjemaet' }).click()
    const form = page.getByRole('textbox', { name: 'Referattekst' })
    await form.fill(`${await form.inputValue()}\n\nFra skjemaet.`)
    const reader = await open(others)
    await page.getByRole('button', { name: 'Lagre', exact: true }).click()
    await page.getByText('Lagret').first().waitFor()
    // Who has the text open gets what the form said.
    await text(reader).getByText('Fra skjemaet.').waitFor()
    await Promise.all([page.close(), reader.close()])
  })

  it('can be used with a keyboard alone', async () => {
    const page = await open()
    await text(page).focus()
    await page.keyboard.press('Control+End')
    await page.keyboard.press('Alt+Shift+B')
    await page.keyboard.type('Vedtatt.')
    await page.keyboard.press('Control+Enter')
    await page.keyboard.type('Etterpå.')
    await saved(page)
    await text(page)
      .locator('[data-block=decision] .sm-block__text')
      .filter({ hasText: /^Vedtatt\.$/ })
      .waitFor()
    await page.getByRole('toolbar').getByRole('button').first().focus()
    await page.keyboard.press('ArrowRight')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Oppfølging')
    await page.close()
  })

  it('offers what to set in where a slash is typed', async () => {
    const page = await open()
    await text(page).click()
    await page.keyboard.press('Control+End')
    await page.keyboard.press('Control+Enter')
    await page.keyboard.press('Enter')
    await page.keyboard.type('/')
    const offered = page.getByRole('listbox', { name: 'Sett inn' })
    await offered.getByRole('option', { name: 'Beslutning' }).waitFor()
    await page.keyboard.press('ArrowDown')
    expect(await offered.getByRole('option', { selected: true }).textContent()).toContain('Oppfølging')
    await expectAccessible(page, 'what a slash offers')
    await page.keyboard.press('Escape')
    await offered.waitFor({ state: 'detached' })
    await page.keyboard.press('Backspace')
    await page.keyboard.type('/sva')
    await page.keyboard.press('Enter')
    await page.keyboard.type('Hvem betaler?')
    await text(page).locator('[data-block=answer]').getByText('Hvem betaler?').waitFor()
    expect(await text(page).getByText('/sva').count()).toBe(0)
    await saved(page)
    await page.close()
  })

  it('shows a picture that was pasted, and asks at once what it shows', async () => {
    const [one, other] = [await open(), await open(others)]
    await type(one, '')
    await one.keyboard.press('Control+Enter')
    await one.evaluate(async () => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 60, height: 40 })
      canvas.getContext('2d')!.fillRect(0, 0, 60, 40)
      const bytes = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
      const clipboardData = new DataTransfer()
      clipboardData.items.add(new File([bytes!], 'skisse.png', { type: 'image/png' }))
      const paste = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
      document.querySelector('#minutes-text')!.dispatchEvent(paste)
    })
    // Where one is then: no hand leaves the keys.
    await text(one).locator('.sm-picture input:focus').waitFor()
    await one.getByText('1 bilde mangler beskrivelse').waitFor()
    await expectAccessible(one, 'a picture that nobody has described')
    await one.keyboard.type('En skisse av salen')
    await one.getByText('1 bilde mangler beskrivelse').waitFor({ state: 'detached' })
    await one.keyboard.press('Enter')
    await one.keyboard.type('Slik blir salen.')
    await text(other).getByText('Slik blir salen.').waitFor()
    const shown = text(other).getByAltText('En skisse av salen')
    await shown.waitFor()
    expect(await shown.evaluate((image) => (image as HTMLImageElement).decode().then(() => image.clientWidth))).toBeGreaterThan(0)
    await saved(one)
    await Promise.all([one.close(), other.close()])
  })

  it('gives the keys back to the text when a link is thought better of', async () => {
    const page = await open()
    await text(page).focus()
    await page.keyboard.press('Control+End')
    await page.keyboard.type(' Lenke?')
    await page.keyboard.press('Control+k')
    await page.getByLabel('Adresse').waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.type(' Nei.')
    await text(page).getByText('Lenke? Nei.').waitFor()
    await saved(page)
    await page.close()
  })

  it('can be written on a phone', async () => {
    const page = await open()
    await page.setViewportSize(narrow)
    await type(page, ' På telefon.')
    const set = page.getByRole('region', { name: 'Sett inn' })
    await set.getByRole('button', { name: 'Sett inn mer' }).click()
    await page.getByRole('option', { name: 'Sitat' }).click()
    await page.keyboard.type('Sagt på telefon.')
    await text(page).locator('blockquote').getByText('Sagt på telefon.').waitFor()
    await set.getByRole('button', { name: 'Oppfølging' }).click()
    await page.keyboard.type('Ringe rundt.')
    await page.getByLabel('Ansvarlig').last().fill('Kari')
    await saved(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    await page.close()
  })
})
