/** "What did we decide about e-books, and what came of it?", asked of the sample in one search, in one click, and of the register. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, needsBrowser, noBrowser, openBrowser, signInAs, wide } from './browser.ts'
import { startSample } from './program.ts'

const { address } = await startSample()
const home = `${address}/troms-og-finnmark`
const decided = 'Fylkesbiblioteket lager en oversikt over e-bokavtalene, så bibliotekene kan sammenligne dem.'
const before = 'Bibliotekene kartlegger bruken av e-bøker hver for seg.'
const toDo = 'Lage oversikt over e-bokavtaler.'
const told = '27 av 39 kommuner har svart.'
let browser: Browser

describe.skipIf(noBrowser)(`what was decided about e-books${needsBrowser}`, () => {
  let member: Page
  beforeAll(async () => {
    browser = await openBrowser()
    member = await signInAs(await browser.newContext({ locale: 'nb-NO', viewport: wide }), address, /Peder Ås/)
  })
  afterAll(() => browser.close())

  const says = async (page: Page, ...texts: string[]) => {
    const main = (await page.locator('main').textContent()) ?? ''
    for (const text of texts) expect(main).toContain(text)
  }

  it('one search finds both decisions and what is done about them', async () => {
    await member.goto(home)
    await member.getByRole('banner').getByRole('link', { name: 'Søk' }).click()
    // The page one comes from has such a field too; this one is a combobox once suggestions are awake.
    await member.waitForURL(/\/search$/)
    await member.locator('main input[name="q"][role=combobox]').waitFor()
    const field = member.locator('main input[name="q"]')
    await field.fill('e-bøker')
    await field.press('Enter')
    await member.locator('main').getByText(decided).first().waitFor()
    await says(member, before, decided, toDo)
    await member.getByRole('link', { name: toDo }).click()
    await says(member, 'Under arbeid', told)
  })

  it('one click on the topic tells the story in time', async () => {
    await member.goto(`${home}/topics`)
    await member.getByRole('main').getByRole('link', { name: 'E-bøker' }).first().click()
    await says(member, before, decided, toDo, told)
  })

  it('the register leads to the decision, which tells what happened', async () => {
    await member.goto(home)
    await member.getByRole('banner').getByRole('link', { name: 'Beslutninger' }).click()
    await expectAccessible(member, 'the register of decisions')
    await member.getByRole('link', { name: decided }).click()
    await says(member, 'Beslutning 3/20', 'Om E-bøker', toDo, told, 'Tidligere behandlet', 'E-bøker i bibliotekene')
    await expectAccessible(member, 'a decision')
    await member.getByRole('link', { name: 'Les i referatet' }).click()
    // From the minutes its number leads back.
    await member.getByRole('link', { name: 'Beslutning 3/20' }).click()
    expect(member.url()).toMatch(/\/decisions\/3-2020-\d+$/)
  })

  it('whoever is not signed in reads what was decided without script, and not what owners tell', async () => {
    const context = await browser.newContext({ locale: 'nb-NO', viewport: wide, javaScriptEnabled: false })
    const visitor = await context.newPage()
    await visitor.goto(home)
    await visitor.getByRole('banner').getByRole('link', { name: 'Beslutninger' }).click()
    await visitor.getByLabel('Ord eller nummer').fill('e-bok')
    await visitor.getByRole('button', { name: 'Vis' }).click()
    await visitor.getByRole('link', { name: decided }).click()
    await says(visitor, toDo, 'Under arbeid')
    expect(await visitor.locator('main').textContent()).not.toContain(told)
    await context.close()
  })

  it('the meeting of April looks back on the one before it', async () => {
    await member.goto(`${home}/biblioteksjef-ledermote-april-2020/since`)
    await says(member, 'Biblioteksjefmøte høsten 2019', before)
    await expectAccessible(member, 'since the meeting before')
  })
})
