/** The speaker list led from a console: by keys, by drag, by arrows; two who wait, and a form that is half filled meanwhile. */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, narrow, needsBrowser, noBrowser, openBrowser, signInAs, wide } from './browser.ts'
import { startSample } from './program.ts'

const { address } = await startSample()
const network = `${address}/troms-og-finnmark`
let browser: Browser
let desk: BrowserContext
let chair: Page
let meeting: string

const live = (page: Page) => page.locator('.sm-roombar__line').getByText('Tilkoblet').waitFor()
const names = (page: Page) => page.locator('.sm-order b').allTextContents()
/** The order as it stands on the server, and so on the page. */
const stands = async (page: Page, ...expected: string[]) => {
  await expect.poll(() => names(page), { timeout: 10_000 }).toEqual(expected)
}
const add = async (name: string) => {
  await chair.getByLabel('Navn', { exact: true }).fill(name)
  await chair.getByRole('button', { name: 'Sett på listen' }).click()
  await chair.locator('.sm-order b', { hasText: name }).waitFor()
}
const handle = (page: Page, name: string) => page.getByRole('button', { name: `Flytt ${name}` })

describe.skipIf(noBrowser)(`the speaker list${needsBrowser}`, () => {
  beforeAll(async () => {
    browser = await openBrowser()
    desk = await browser.newContext({ locale: 'nb-NO', viewport: wide, hasTouch: true })
    chair = await signInAs(desk, address, /Lars Holm/)
    await chair.goto(`${network}/new`)
    await chair.getByLabel('Programmet').fill('Samling om ordet\n\nonsdag 3. mars 2049\n09.00-10.00 Om avtaler')
    await chair.getByRole('button', { name: 'Les programmet' }).click()
    await chair.getByRole('button', { name: 'Opprett møtet' }).first().click()
    await chair.waitForURL(/samling-om-ordet/)
    meeting = chair.url().replace(/[?#].*/, '')
    await chair.getByRole('button', { name: 'Publiser' }).first().click()
    await chair.goto(`${meeting}/chair`)
    await live(chair)
    await chair.getByRole('button', { name: 'Åpne listen' }).click()
    await chair.getByText('Sett opp et navn').click()
    for (const name of ['Anna', 'Berit', 'Cato', 'Dag']) await add(name)
  })
  afterAll(() => browser.close())

  it('is ordered by keys, and the focus stays where it was', async () => {
    await stands(chair, 'Anna', 'Berit', 'Cato', 'Dag')
    const grip = handle(chair, 'Dag')
    await grip.focus()
    await chair.keyboard.press(' ')
    await chair.keyboard.press('ArrowUp')
    await chair.keyboard.press('ArrowUp')
    await chair.locator('[role=status]', { hasText: 'Dag er nr. 2 av 4.' }).waitFor({ state: 'attached' })
    await chair.keyboard.press(' ')
    await stands(chair, 'Anna', 'Dag', 'Berit', 'Cato')
    expect(await grip.evaluate((at) => at === document.activeElement)).toBe(true)
    // Lifted and let go without having been moved.
    await chair.keyboard.press(' ')
    await chair.keyboard.press('ArrowUp')
    await chair.keyboard.press('Escape')
    await stands(chair, 'Anna', 'Dag', 'Berit', 'Cato')
  })

  it('is ordered by drag, and by arrows on a phone', async () => {
    const from = (await handle(chair, 'Cato').boundingBox())!
    const to = (await handle(chair, 'Anna').boundingBox())!
    await chair.mouse.move(from.x + 10, from.y + 10)
    await chair.mouse.down()
    await chair.mouse.move(to.x + 10, to.y + 10, { steps: 6 })
    await chair.mouse.move(to.x + 10, to.y - 4)
    await chair.mouse.up()
    await stands(chair, 'Cato', 'Anna', 'Dag', 'Berit')
    await chair.setViewportSize(narrow)
    const down = chair.getByRole('button', { name: 'Flytt ned: Cato' })
    await down.tap()
    await stands(chair, 'Anna', 'Cato', 'Dag', 'Berit')
    await down.tap()
    await stands(chair, 'Anna', 'Dag', 'Cato', 'Berit')
    await chair.setViewportSize(wide)
  })

  it('goes on step by step for two chairs at once, while one writes, and a member is told that they are next', async () => {
    const beside = await browser.newContext({ locale: 'nb-NO', viewport: narrow })
    const member = await signInAs(beside, address, /Peder Ås/)
    await member.goto(`${meeting}/room`)
    await live(member)
    const elsewhere = await beside.newPage()
    await elsewhere.goto(`${meeting}/room`)
    await live(elsewhere)
    await member.getByRole('button', { name: 'Be om ordet' }).click()
    // Under the thumb too, and wherever else they have the room open.
    for (const page of [member, elsewhere]) {
      await page.getByText('Du er nr. 5').waitFor()
      await page.getByRole('link', { name: 'Nr. 5 på listen' }).waitFor()
    }
    await elsewhere.close()
    const second = await signInAs(await browser.newContext({ locale: 'nb-NO', viewport: wide }), address, /Marte Kirkerud/)
    await second.goto(`${meeting}/chair`)
    await live(second)
    const writing = chair.getByLabel('Navn', { exact: true })
    await writing.fill('Halvskrevet na')
    await writing.evaluate((at: HTMLInputElement) => at.setSelectionRange(3, 7))
    // By script, as a finger does: the focus stays where is being written.
    const next = (page: Page) => page.getByRole('button', { name: 'Neste taler' }).evaluate((at: HTMLButtonElement) => at.click())
    const speaks = async (speaker: string) => {
      for (const page of [chair, second]) await page.locator('.is-speaking b', { hasText: speaker }).waitFor()
    }
    await next(chair)
    await speaks('Anna')
    // The second press is on its way while the first one is done: both saw Anna.
    let go = () => {}
    const held = new Promise<void>((resolve) => {
      go = resolve
    })
    await second.route('**/chair/floor/next', (route) => held.then(() => route.continue()))
    const late = second.waitForRequest('**/chair/floor/next')
    await next(second)
    await late
    await next(chair)
    await speaks('Dag')
    go()
    await second.locator('.sm-roomflash').getByText('Det var allerede gjort.').waitFor()
    await speaks('Dag')
    for (const speaker of ['Cato', 'Berit']) {
      await next(chair)
      await speaks(speaker)
    }
    await member.getByText('Du er nr. 1').waitFor()
    await member.locator('[role=status]', { hasText: 'Du er neste på talelisten.' }).waitFor({ state: 'attached' })
    await expectAccessible(member, 'the speaker list in the room')
    const written = (at: HTMLInputElement) => [at.value, at.selectionStart, at.selectionEnd, at === document.activeElement]
    expect(await writing.evaluate(written)).toEqual(['Halvskrevet na', 3, 7, true])
    // One press too many is taken back.
    await next(second)
    await second.locator('.is-speaking b', { hasText: 'Peder Ås' }).waitFor()
    await second.locator('.sm-roomflash').getByRole('button', { name: 'Angre' }).click()
    await second.locator('.is-speaking b', { hasText: 'Berit' }).waitFor()
    await member.setViewportSize(narrow)
    await member.getByRole('button', { name: 'Be om kort replikk' }).click()
    await chair.locator('.sm-order__mark', { hasText: 'Replikk' }).waitFor()
    await member.getByRole('button', { name: 'Trekk deg: Replikk' }).click()
    await chair.locator('.sm-order__mark', { hasText: 'Replikk' }).waitFor({ state: 'detached' })
    await expectAccessible(chair, 'the console with a speaker')
    await beside.close()
  })

  it('is cleared in one press when an item ends, and brought back by another', async () => {
    for (const name of ['Eli', 'Finn']) await add(name)
    const before = await names(chair)
    expect(before.slice(-2)).toEqual(['Eli', 'Finn'])
    await chair.getByRole('button', { name: 'Tøm listen' }).click()
    await stands(chair)
    await chair.locator('.sm-roomflash').getByRole('button', { name: 'Angre' }).click()
    await stands(chair, ...before)
  })
})
