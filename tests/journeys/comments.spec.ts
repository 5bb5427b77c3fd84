/** Minutes talked of while two write them: a passage commented, a suggestion taken, all by keys, on a phone, and without script. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, narrow, needsBrowser, noBrowser, openBrowser, signInAs, wide } from './browser.ts'
import { startSample } from './program.ts'

const MEETING = '/troms-og-finnmark/biblioteksjef-ledermote-april-2020'

const program = await startSample()
let browser: Browser
let page: Page
let other: Page
/** The minutes of the plan in April, opened again. */
let minutes: string

const text = (on: Page) => on.locator('#minutes-text')
const ready = (on: Page) => on.locator('#minutes-text[contenteditable=true]').waitFor()
const marks = (on: Page) => on.locator('#minutes-text .sm-remarked')
const threads = (on: Page) => on.locator('#comments .sm-threads > li')
const draft = (on: Page) => on.getByRole('form', { name: 'Ny kommentar' })
const unfold = (on: Page) => on.locator('#comments').evaluate((part) => part.setAttribute('open', ''))

/** The words in some parts of the text; the names of those who stand there are none of them. */
const wordsIn = (on: Page, parts: string) =>
  on.evaluate(
    (parts) =>
      [...document.querySelectorAll(parts)]
        .map((part) => {
          const shown = part.cloneNode(true) as HTMLElement
          for (const caret of shown.querySelectorAll('.sm-caret')) caret.remove()
          return shown.textContent.replaceAll('\u2060', '')
        })
        .join(''),
    parts,
  )
const markedIn = (on: Page) => wordsIn(on, '#minutes-text .sm-remarked')
const says = (on: Page, words: string) => expect.poll(() => wordsIn(on, '#minutes-text'), { timeout: 20_000 }).toContain(words)
const lineOf = (on: Page, words: string) => text(on).locator('p', { hasText: words })
const focusedId = (on: Page) => on.evaluate(() => document.activeElement?.id)

/** Presses a key that moves, and waits until the editor has heard of it: it is told with the next frame, and some milliseconds after it was entered. */
async function go(on: Page, key: string): Promise<void> {
  await on.keyboard.press(key)
  await heard(on)
}
const heard = (on: Page) => on.evaluate(() => new Promise<void>((done) => requestAnimationFrame(() => setTimeout(done, 50))))

/** Writes a line of its own at the end, and chooses the last so many letters of it. */
async function writeAndChoose(on: Page, words: string, letters: number): Promise<void> {
  // Not in the middle of it all, where a field of a block may be.
  await text(on).locator('> p').first().click()
  await heard(on)
  await go(on, 'Control+End')
  await on.keyboard.press('Enter')
  await on.keyboard.type(words)
  await says(on, words)
  for (let i = 0; i < letters; i++) await go(on, 'Shift+ArrowLeft')
  expect(await on.evaluate(() => getSelection()?.toString())).toBe(words.slice(-letters))
}

describe.skipIf(noBrowser)(`comments on minutes${needsBrowser}`, () => {
  beforeAll(async () => {
    browser = await openBrowser()
    page = await signInAs(await browser.newContext({ locale: 'nb-NO', viewport: wide }), program.address, /Lars Holm/)
    other = await signInAs(await browser.newContext({ locale: 'nb-NO', viewport: wide }), program.address, /Ole Vold/)
    await page.goto(`${program.address}${MEETING}`)
    const path = await page.getByRole('link', { name: 'Om handlingsplan' }).first().getAttribute('href')
    minutes = `${program.address}${path}/minutes`
    await page.goto(minutes)
    await page.getByRole('button', { name: 'Åpne igjen' }).click()
    await ready(page)
    await other.goto(minutes)
    await ready(other)
  }, 300_000)
  afterAll(() => browser?.close())

  it('are made, answered and settled by keys, and whoever else writes sees them come and go', async () => {
    await writeAndChoose(page, 'Vi kjøper tolv bøker', 10)
    await page.keyboard.press('Control+Alt+m')
    await draft(page).waitFor()
    expect(await draft(page).locator('blockquote').textContent()).toBe('tolv bøker')
    await page.keyboard.type('Ikke elleve?')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await draft(page).waitFor({ state: 'detached' })
    // Back where it was written.
    await expect.poll(() => focusedId(page), { timeout: 20_000 }).toBe('minutes-text')
    await unfold(other)
    await threads(other).getByText('Ikke elleve?').waitFor()
    await expect.poll(() => markedIn(other), { timeout: 20_000 }).toBe('tolv bøker')

    // What is written before it, and right behind it, is not of it.
    await lineOf(page, 'Vi kjøper').click()
    await heard(page)
    await go(page, 'End')
    await page.keyboard.type(', og leser dem')
    await go(page, 'Home')
    await page.keyboard.type('I år: ')
    await says(other, 'I år: Vi kjøper tolv bøker, og leser dem')
    expect(await markedIn(other)).toBe('tolv bøker')

    // From within the passage the same keys lead to what is said of it.
    await marks(other).first().click()
    await heard(other)
    await other.keyboard.press('Control+Alt+m')
    await expect.poll(() => focusedId(other), { timeout: 20_000 }).toMatch(/^thread-/)
    await other.keyboard.press('Tab')
    await other.keyboard.press('Enter')
    await other.keyboard.press('Tab')
    await other.keyboard.type('Nei, tolv.')
    await other.getByRole('button', { name: 'Send svaret' }).press('Enter')
    await threads(page).getByText('Nei, tolv.').waitFor()
    await page.getByRole('button', { name: 'Løst' }).click()
    await marks(other).waitFor({ state: 'detached' })
    await other.getByText('1 avsluttet').waitFor()
    expect(await marks(page).count()).toBe(0)
  })

  it('with other words are taken into the text of everybody, and refused once it says something else', async () => {
    for (const [words, quote, proposed] of [
      ['Fristen er juni', 'juni', 'august'],
      ['Ansvarlig er fylket', 'fylket', 'alle'],
    ] as const) {
      await writeAndChoose(other, words, quote.length)
      await other.getByRole('toolbar').getByRole('button', { name: 'Kommenter' }).click()
      await draft(other).getByLabel('Foreslå andre ord').check()
      await draft(other).getByLabel('Slik bør det stå').fill(proposed)
      await draft(other).getByRole('button', { name: 'Legg inn' }).click()
      await threads(page).locator('ins', { hasText: proposed }).waitFor()
    }
    await threads(page).filter({ hasText: 'august' }).getByRole('button', { name: 'Godta' }).click()
    for (const on of [page, other]) await says(on, 'Fristen er august')

    await lineOf(page, 'Ansvarlig er').click()
    await heard(page)
    await go(page, 'End')
    await go(page, 'ArrowLeft')
    await page.keyboard.type('X')
    await says(other, 'Ansvarlig er fylkeXt')
    const late = threads(other).filter({ hasText: 'alle' })
    await late.getByRole('button', { name: 'Godta' }).click()
    await other.getByRole('alert').getByText('endret siden forslaget').waitFor()
    await late.getByText('«fylkeXt»').waitFor()
    expect(await late.getByRole('button', { name: 'Godta' }).count()).toBe(0)
    await says(other, 'Ansvarlig er fylkeXt')
    await late.getByRole('button', { name: 'Vis i teksten' }).click()
    expect(await other.evaluate(() => getSelection()?.toString())).toBe('fylkeXt')
    await late.getByRole('button', { name: 'Avslå' }).click()
    await late.waitFor({ state: 'hidden' })
  })

  it('are well to look at and to hear', async () => {
    await writeAndChoose(page, 'Til ettertanke', 10)
    await page.keyboard.press('Control+Alt+m')
    await draft(page).waitFor()
    await page.keyboard.type('Er det så?')
    await draft(page).getByRole('button', { name: 'Legg inn' }).click()
    await expect.poll(() => markedIn(page), { timeout: 20_000 }).toContain('ettertanke')
    await page.locator('#comments .sm-more > summary').first().click()
    await page
      .locator('#comments')
      .getByText(/avsluttet$/)
      .click()
    await page.getByRole('toolbar').getByRole('button', { name: 'Kommenter' }).click()
    await page.locator('#comments').getByText('Er det så?').waitFor()
    await expectAccessible(page, 'minutes that are talked of')
  })

  it('are made on a phone from the bar at its foot', async () => {
    await page.setViewportSize(narrow)
    await page.goto(minutes)
    await ready(page)
    await writeAndChoose(page, 'Skrevet på farten', 6)
    await page.locator('.sm-bar').getByRole('button', { name: 'Kommenter' }).click()
    await draft(page).locator('textarea').first().fill('Fra toget')
    await draft(page).getByRole('button', { name: 'Legg inn' }).click()
    await expect.poll(() => markedIn(other), { timeout: 20_000 }).toContain('farten')
    await expect.poll(() => focusedId(page), { timeout: 20_000 }).toBe('minutes-text')
    await page.setViewportSize(wide)
  })

  it('work without script', async () => {
    const context = await browser.newContext({ locale: 'nb-NO', viewport: wide, javaScriptEnabled: false })
    await context.addCookies(await page.context().cookies())
    const plain = await context.newPage()
    await plain.goto(minutes)
    await plain.getByText('Kommenter hele teksten').click()
    await plain.locator('#comment-new').fill('Sett inn stemmetall')
    await plain.locator('#comments').getByRole('button', { name: 'Legg inn' }).click()
    await plain.getByText('Kommentaren er lagt inn.').waitFor()
    const thread = threads(plain).filter({ hasText: 'Sett inn stemmetall' })
    await thread.getByText('Svar', { exact: true }).first().click()
    await thread.locator('textarea').fill('Gjort')
    await thread.getByRole('button', { name: 'Send svaret' }).click()
    await threads(plain).getByText('Gjort').waitFor()
    await threads(plain).filter({ hasText: 'Gjort' }).getByRole('button', { name: 'Løst' }).click()
    await plain.getByText('Kommentaren er løst.').waitFor()
    await context.close()
  })
})
