/** What an adviser does on a Monday: pastes a programme, publishes it, adds slides and minutes; and readers see them. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, needsBrowser, noBrowser, openBrowser, signInAs, wide } from './browser.ts'
import { startSample } from './program.ts'

const { address } = await startSample()
const text = readFileSync(join(import.meta.dirname, '..', '..', 'sample', 'april-2020.txt'), 'utf8')
const slides = join(import.meta.dirname, '..', '..', 'sample', 'files', 'dagens-agenda.pptx')
let browser: Browser

async function organiser(script: boolean): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ locale: 'nb-NO', viewport: wide, javaScriptEnabled: script })
  return { context, page: await signInAs(context, address, /Lars Holm/) }
}

/** Pastes, reads, creates and publishes; returns the path of the meeting. */
async function pasteAndPublish(page: Page, pasted: string): Promise<string> {
  await page.goto(`${address}/troms-og-finnmark/new`)
  await page.getByLabel('Programmet').fill(pasted)
  await page.getByRole('button', { name: 'Les programmet' }).click()
  await page.getByRole('button', { name: 'Opprett møtet' }).first().click()
  await page
    .getByRole('button', { name: /^Publiser/ })
    .first()
    .click()
  await page.waitForLoadState()
  return new URL(page.url()).pathname
}

/** Whatever is folded away there is looked at too. */
async function expectAccessibleAt(page: Page, what: string, path: string): Promise<void> {
  const answer = await page.goto(`${address}${path}`, { waitUntil: 'networkidle' })
  expect(answer?.status()).toBe(200)
  await page.evaluate(`document.querySelectorAll('main details').forEach((one) => (one.open = true))`)
  await expectAccessible(page, what)
}

describe.skipIf(noBrowser)(`an organiser${needsBrowser}`, () => {
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser.close())

  it('makes a published page of a pasted programme without script, and a visitor reads it', async () => {
    const { context, page } = await organiser(false)
    const path = await pasteAndPublish(page, text.replace('29. april 2020', '27. mai 2020'))
    const visitor = await (await browser.newContext({ locale: 'nb-NO' })).newPage()
    const answer = await visitor.goto(`${address}${path}`)
    expect(answer?.status()).toBe(200)
    for (const words of [
      'Onsdag 27. mai 2020',
      '10.00',
      'Om handlingsplan for bibliotekutvikling',
      'Anne Torill Eriksen Balto',
      'Nord-Troms regionsamarbeid',
      'Lunsj',
    ])
      await visitor.getByText(words).first().waitFor()
    await visitor.context().close()
    await context.close()
  })

  it('adds slides and minutes to an item, and readers see them at the next load', async () => {
    const { context, page } = await organiser(true)
    const path = await pasteAndPublish(page, text.replace('29. april 2020', '17. juni 2020'))
    await page.goto(`${address}${path}`)
    const item = await page.getByRole('link', { name: 'Om biblioteksystem' }).first().getAttribute('href')

    await page.goto(`${address}${item}/materials`, { waitUntil: 'networkidle' })
    await page.locator('input[type=file]').first().setInputFiles(slides)
    await page.getByRole('button', { name: 'Last opp' }).click()
    await page.getByText('Publisert').first().waitFor({ timeout: 20_000 })

    await page.goto(`${address}${item}/minutes`, { waitUntil: 'networkidle' })
    const editor = page.locator('[contenteditable=true]')
    await editor.waitFor()
    await editor.click()
    await page.keyboard.type('Møtet vedtok å kartlegge behovene.')
    await page
      .getByText(/^Lagret kl\./)
      .first()
      .waitFor({ timeout: 20_000 })
    await page
      .getByRole('button', { name: /^Publiser/ })
      .first()
      .click()
    await page.getByText('Referatet er publisert.').first().waitFor()

    const visitor = await (await browser.newContext({ locale: 'nb-NO', javaScriptEnabled: false })).newPage()
    await visitor.goto(`${address}${path}`)
    const row = visitor.locator('li.sm-row').filter({ hasText: 'Om biblioteksystem' })
    await row.getByText('12 sider').first().waitFor()
    await row.locator('summary').last().click()
    await row.getByText('Møtet vedtok å kartlegge behovene.').first().waitFor()
    await visitor.context().close()
    await context.close()
  })

  it('takes a removed item back', async () => {
    const { context, page } = await organiser(true)
    const path = await pasteAndPublish(page, text.replace('29. april 2020', '19. august 2020'))
    await page.goto(`${address}${path}`)
    const item = await page.getByRole('link', { name: 'Digital formidling' }).first().getAttribute('href')
    await page.goto(`${address}${item}/edit`)
    await page.getByRole('button', { name: /Fjern/ }).last().click()
    await page.getByRole('status').getByRole('button', { name: 'Angre' }).click()
    await page.goto(`${address}${path}`)
    await page.getByRole('link', { name: 'Digital formidling' }).first().waitFor()
    await context.close()
  })

  const meeting = '/troms-og-finnmark/biblioteksjef-ledermote-april-2020'
  it.each([
    ['editing an item', 'Om handlingsplan', '/edit'],
    ['materials', 'Om handlingsplan', '/materials'],
    ['minutes that are approved', 'Om handlingsplan', '/minutes'],
    ['minutes being written', 'Om E-bøker', '/minutes'],
    ['versions of minutes', 'Om handlingsplan', '/minutes/revisions'],
  ])('finds %s accessible', async (what, item, below) => {
    const { context, page } = await organiser(true)
    await page.goto(`${address}${meeting}`)
    const path = await page.getByRole('link', { name: item }).first().getAttribute('href')
    await expectAccessibleAt(page, what, `${path}${below}`)
    await context.close()
  })

  it.each([
    ['pasting', '/troms-og-finnmark/new'],
    ['the meeting as organiser', meeting],
    ['the order of the programme', `${meeting}/programme`],
    ['a new item', `${meeting}/programme/new`],
    ['the meeting’s settings', `${meeting}/settings`],
    ['the meeting’s people', `${meeting}/people`],
    ['the meeting’s texts', `${meeting}/edit`],
    ['people of the network', '/troms-og-finnmark/people'],
    ['organisations', '/troms-og-finnmark/organisations'],
    ['my page', '/me'],
    ['my sessions', '/me/sessions'],
  ])('finds %s accessible', async (what, path) => {
    const { context, page } = await organiser(true)
    await expectAccessibleAt(page, what, path)
    await context.close()
  })

  it('finds the preview of a pasted programme accessible, doubts and all', async () => {
    const { context, page } = await organiser(true)
    await page.goto(`${address}/troms-og-finnmark/new`)
    await page.getByLabel('Programmet').fill(text)
    await page.getByRole('button', { name: 'Les programmet' }).click()
    await page.getByRole('button', { name: 'Opprett møtet' }).first().waitFor()
    await expectAccessible(page, 'the preview')
    await context.close()
  })
})

describe.skipIf(noBrowser)(`an owner${needsBrowser}`, () => {
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser.close())

  it.each([
    ['the network’s settings', '/troms-og-finnmark/settings'],
    ['the outbox', '/troms-og-finnmark/outbox'],
    ['people, as owner', '/troms-og-finnmark/people'],
    ['giving the network a logo', '/troms-og-finnmark/settings/logo'],
    ['taking the sample away', '/troms-og-finnmark/remove-sample'],
  ])('finds %s accessible', async (what, path) => {
    const context = await browser.newContext({ locale: 'nb-NO', viewport: wide })
    const page = await signInAs(context, address, /Marte Kirkerud/)
    const answer = await page.goto(`${address}${path}`)
    expect(answer?.status()).toBe(200)
    await page.evaluate(`document.querySelectorAll('main details').forEach((one) => (one.open = true))`)
    await expectAccessible(page, what)
    await context.close()
  })

  it('gives the network a logo without script, sees it at the head of minutes, and takes it back', async () => {
    const context = await browser.newContext({ locale: 'nb-NO', viewport: wide, javaScriptEnabled: false })
    const page = await signInAs(context, address, /Marte Kirkerud/)
    await page.goto(`${address}/troms-og-finnmark/settings`)
    await page.getByRole('link', { name: 'Legg til logo' }).click()
    const file = (name: string, inside: string) => ({ name, mimeType: 'image/svg+xml', buffer: Buffer.from(inside) })
    await page.getByLabel('På bokmål').fill('Fylkesbiblioteket')
    await page.getByLabel('Logo', { exact: true }).setInputFiles(file('logo.png', 'ikke et bilde'))
    await page.getByRole('button', { name: 'Lagre' }).click()
    await page.getByRole('link', { name: /ikke et bilde som kan vises/ }).waitFor()
    expect(await page.getByLabel('På bokmål').inputValue()).toBe('Fylkesbiblioteket')
    const drawing =
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100"><circle cx="50" cy="50" r="40" fill="#0b5563"/></svg>'
    await page.getByLabel('Logo', { exact: true }).setInputFiles(file('logo.svg', drawing))
    await page.getByRole('button', { name: 'Lagre' }).click()
    await page.getByText('Logoen er lagret.').waitFor()
    const logo = page.getByRole('img', { name: 'Fylkesbiblioteket' })
    await page.goto(`${address}/troms-og-finnmark/biblioteksjef-ledermote-april-2020/minutes`)
    await logo.waitFor()
    const { width, height } = (await logo.boundingBox())!
    expect([width > 80, height > 30, height < 90]).toEqual([true, true, true])
    expect(await logo.evaluate((img) => (img as unknown as { naturalWidth: number }).naturalWidth)).toBe(1600)
    await page.goto(`${address}/troms-og-finnmark/settings/logo`)
    await page.getByRole('button', { name: 'Fjern logoen' }).click()
    await page.getByRole('button', { name: 'Angre' }).click()
    await logo.waitFor()
    // As it was found.
    await page.getByRole('button', { name: 'Fjern logoen' }).click()
    await page.getByText('Logoen er fjernet.').waitFor()
    await context.close()
  })
})
