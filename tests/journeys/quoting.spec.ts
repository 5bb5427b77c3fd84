/** What happened in the room on its way into the minutes, in the editor; and a form that is greyed while somebody writes in it. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, needsBrowser, noBrowser, openBrowser, signInAs, wide } from './browser.ts'
import { startSample } from './program.ts'

const MEETING = '/troms-og-finnmark/biblioteksjef-ledermote-april-2020'

const program = await startSample()
let browser: Browser

describe.skipIf(noBrowser)(`from the room${needsBrowser}`, () => {
  let page: Page
  const meeting = () => `${program.address}${MEETING}`

  beforeAll(async () => {
    browser = await openBrowser()
    page = await signInAs(await browser.newContext({ locale: 'nb-NO', viewport: wide }), program.address, /Lars Holm/)
  })
  afterAll(() => browser?.close())

  it('a decision enters where the cursor stands, goes with undo, and is offered as long as it is not in', async () => {
    await page.goto(`${meeting()}/chair/polls`)
    const item = await page.locator('select[name=item] option', { hasText: 'Diverse info' }).first().getAttribute('value')
    const agreed = await page.evaluate(
      async ([to, item]) =>
        (await fetch(to!, { method: 'POST', body: new URLSearchParams({ item: item!, question: 'Vi kjøper inn sammen' }) })).ok,
      [`${meeting()}/chair/polls/agreed`, item],
    )
    expect(agreed).toBe(true)
    await page.goto(meeting())
    const at = await page.getByRole('link', { name: 'Diverse info' }).first().getAttribute('href')
    await page.goto(`${program.address}${at}/minutes`)
    const text = page.locator('#minutes-text')
    const parts = () => text.locator('p').allTextContents()
    await page.locator('#minutes-text[contenteditable=true]').waitFor()
    await text.click()
    await page.keyboard.type('Først.')
    await page.keyboard.press('Enter')
    await page.keyboard.type('Sist.')
    await page.keyboard.press('ArrowUp')

    const put = page.getByRole('button', { name: 'Sett inn i referatet: Vi kjøper inn sammen' })
    const isIn = page.locator('#room').getByText('Står i referatet')
    await put.click()
    await isIn.waitFor()
    await put.waitFor({ state: 'hidden' })
    await page.keyboard.type(' Og så.')
    const all = [
      'Først.',
      'Beslutning',
      'Vi kjøper inn sammen',
      expect.stringMatching(/^Enighet, ingen imot\. .* Og så\.$/),
      'Sist.',
    ]
    expect(await parts()).toEqual(all)
    await expectAccessible(page, 'the minutes with what is offered')

    // However many steps what was typed slowly has become.
    for (let steps = 0; steps < 20 && !(await put.isVisible()); steps++) await page.keyboard.press('Control+z')
    await put.waitFor()
    await isIn.waitFor({ state: 'hidden' })
    await put.click()
    await isIn.waitFor()
    await page
      .locator('#minutes-saved')
      .getByText(/^Lagret kl\./)
      .waitFor()
    await page.reload()
    // What is in is told by the page already, before there is an editor.
    await isIn.waitFor()
    await page.locator('#minutes-text[contenteditable=true]').waitFor()
    expect(await parts()).toContain('Vi kjøper inn sammen')
  })

  it('a question half written stays, greyed with the reason, and can be sent when its writer may again', async () => {
    const room = await page.context().newPage()
    await room.goto(`${meeting()}/room`)
    await room.getByText('Tilkoblet').waitFor()
    await room.locator('#room-question').fill('Hva med e-bøker')
    await page.goto(`${meeting()}/chair/settings`)
    await page.locator('#people li', { hasText: 'Lars Holm' }).getByRole('button').first().click()
    await room.locator('.sm-ask fieldset:disabled').waitFor()
    expect(await room.locator('.sm-ask').textContent()).toContain('Møtelederen har satt deg på lyttende')
    expect(await room.locator('#room-question').inputValue()).toBe('Hva med e-bøker')
    await page.locator('#people li', { hasText: 'Lars Holm' }).getByRole('button').first().click()
    await room.locator('.sm-ask fieldset:not(:disabled)').waitFor()
    expect(await room.locator('#room-question').inputValue()).toBe('Hva med e-bøker')
    await room.getByRole('button', { name: 'Send spørsmål' }).click()
    await room.getByText('Hva med e-bøker').first().waitFor()
    await room.close()
  })
})
