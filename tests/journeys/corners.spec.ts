/** Pages that others lead to, and forms that come back with what is wrong: axe finds nothing there either. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, needsBrowser, noBrowser, openBrowser, signInAs } from './browser.ts'
import { startSample } from './program.ts'

const { address } = await startSample()
const network = '/troms-og-finnmark'
const meeting = `${network}/biblioteksjef-ledermote-april-2020`
let browser: Browser

/** From a page to the first that one of its links leads to. */
async function follow(page: Page, from: string, link: string): Promise<void> {
  await page.goto(`${address}${from}`)
  const href = await page.locator(`main a[href*="${link}"]`).first().getAttribute('href')
  expect((await page.goto(new URL(href!, page.url()).href))?.status()).toBe(200)
}

/** The page of the item that has slides and minutes, with what follows it: its number hangs on what the sample holds besides. */
async function itemPath(page: Page, below: string): Promise<string> {
  await page.goto(`${address}${meeting}`)
  return `${await page.getByRole('link', { name: 'Om handlingsplan' }).first().getAttribute('href')}${below}`
}

/** Sends the page's form as it stands, past what the browser would hold back. */
async function send(page: Page, button: RegExp): Promise<void> {
  await page.evaluate(`document.querySelectorAll('form').forEach((form) => (form.noValidate = true))`)
  const [answer] = await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: button }).first().click()])
  expect(answer?.status()).toBe(422)
}

type Way = (page: Page) => Promise<unknown>
const to =
  (path: string): Way =>
  async (page) =>
    expect((await page.goto(`${address}${path}`))?.status()).toBe(200)

const ways: [what: string, who: RegExp | null, go: Way][] = []
const way = (what: string, who: RegExp | null, go: Way) => ways.push([what, who, go])
const [organiser, owner] = [/Lars Holm/, /Marte Kirkerud/]

way('a speaker’s own page', null, (page) => follow(page, '/sign-in', '/s/'))
way('a link that was asked for', null, async (page) => {
  await page.goto(`${address}/sign-in`)
  await page.getByLabel(/E-post/).fill('noen@nord.example')
  await page.getByRole('button', { name: 'Send meg en lenke' }).click()
  await page.waitForURL(/\/sent/)
})
way('what is no e-mail address', null, async (page) => {
  await page.goto(`${address}/sign-in`)
  await page.getByLabel(/E-post/).fill('noen')
  await send(page, /Send meg en lenke/)
})
way('a new text', organiser, to(`${meeting}/texts/new`))
way('a presentation', organiser, async (page) => follow(page, await itemPath(page, '/materials'), '/materials/'))
way('one version of minutes', organiser, async (page) => follow(page, await itemPath(page, '/minutes/revisions'), '/revisions/'))
way('an empty paste', organiser, async (page) => {
  await page.goto(`${address}${network}/new`)
  await send(page, /Les programmet/)
})
way('prose without a programme', organiser, async (page) => {
  await page.goto(`${address}${network}/new`)
  await page.getByLabel('Programmet').fill('Vi inviterer alle til et møte om lesing. Velkommen skal dere være.')
  await page.getByRole('button', { name: 'Les programmet' }).click()
  await page.getByText('Vi fant ikke noe program').first().waitFor()
})
way('an item without a title', organiser, async (page) => {
  await page.goto(`${address}${meeting}/programme/new`)
  await send(page, /Lagre|Legg til/)
})
way('a person in the network', owner, (page) => follow(page, `${network}/people`, '/edit'))
way('an invitation without an address', owner, async (page) => {
  await page.goto(`${address}${network}/people`)
  await send(page, /^Inviter$/)
})
way('one’s own page in the network', owner, to(`${network}/people/me`))
way('a picture that was not chosen', owner, async (page) => {
  await page.goto(`${address}${network}/people/me`)
  await send(page, /Legg ut bildet/)
})
way('an empty list of people', owner, async (page) => {
  await page.goto(`${address}${network}/people/import`)
  await send(page, /Se hva det blir/)
})
way('a new organisation', owner, to(`${network}/organisations/new`))
way('an organisation', owner, (page) => follow(page, `${network}/organisations`, '/organisations/0'))

describe.skipIf(noBrowser)(`in the corners${needsBrowser}`, () => {
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser.close())

  it.each(ways)('%s is accessible', async (what, who, go) => {
    const context = await browser.newContext({ locale: 'nb-NO' })
    const page = who ? await signInAs(context, address, who) : await context.newPage()
    await go(page)
    await page.evaluate(`document.querySelectorAll('main details').forEach((one) => (one.open = true))`)
    await expectAccessible(page, what)
    await context.close()
  })
})
