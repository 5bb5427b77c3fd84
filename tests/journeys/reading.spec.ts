/** A programme comes as people have it: a Word file, the clipboard's table, and later a changed one. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Document, HeadingLevel, Packer, Paragraph, Table, TableCell, TableRow } from 'docx'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, needsBrowser, noBrowser, openBrowser, signInAs, wide } from './browser.ts'
import { startSample } from './program.ts'

const { address } = await startSample()
const home = `${address}/troms-og-finnmark`
const april = readFileSync(join(import.meta.dirname, '..', '..', 'sample', 'april-2020.txt'), 'utf8')
let browser: Browser

async function organiser(script: boolean): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ locale: 'nb-NO', viewport: wide, javaScriptEnabled: script })
  if (script) await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: address })
  return { context, page: await signInAs(context, address, /Lars Holm/) }
}

const rowsOn = (date: string) => ({
  title: `Fagdag ${date}`,
  rows: [
    ['Tid', 'Sal A', 'Sal B'],
    ['09.00–09.45', 'Velkommen ved Anne Balto', ''],
    ['10.00–10.45', 'Om lesing', 'Om økonomi'],
  ],
})

async function wordFile(date: string): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const { title, rows } = rowsOn(date)
  const table = new Table({
    rows: rows.map(
      (cells) => new TableRow({ children: cells.map((text) => new TableCell({ children: [new Paragraph(text)] })) }),
    ),
  })
  const children = [new Paragraph({ text: title, heading: HeadingLevel.HEADING_1 }), table]
  return {
    name: 'Fagdag.docx',
    mimeType: 'application/octet-stream',
    buffer: await Packer.toBuffer(new Document({ sections: [{ children }] })),
  }
}

/** Puts a table on the clipboard as a word processor does, and pastes it into the field. */
async function pasteTable(page: Page, date: string): Promise<void> {
  const { title, rows } = rowsOn(date)
  const html = `<h1>${title}</h1><table>${rows.map((cells) => `<tr>${cells.map((text) => `<td>${text}</td>`).join('')}</tr>`).join('')}</table>`
  const plain = [title, ...rows.map((cells) => cells.join('\t'))].join('\n')
  await page.evaluate(
    `navigator.clipboard.write([new ClipboardItem({
      'text/html': new Blob([${JSON.stringify(html)}], { type: 'text/html' }),
      'text/plain': new Blob([${JSON.stringify(plain)}], { type: 'text/plain' }),
    })])`,
  )
  await page.getByLabel('Programmet', { exact: true }).focus()
  await page.keyboard.press('Control+V')
}

/** Both tracks are there, each with its own. */
async function expectTracks(page: Page): Promise<void> {
  for (const [title, track] of [
    ['Om lesing', 'Sal A'],
    ['Om økonomi', 'Sal B'],
  ] as const)
    await page.locator('li.sm-irow').filter({ hasText: title }).getByText(track).first().waitFor()
}

describe.skipIf(noBrowser)(`reading what people have${needsBrowser}`, () => {
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser.close())

  it('takes a Word file without script', async () => {
    const { context, page } = await organiser(false)
    await page.goto(`${home}/new`)
    await page.locator('input[type=file]').setInputFiles(await wordFile('12. mai 2027'))
    await page.getByRole('button', { name: 'Les programmet' }).click()
    await page.getByRole('heading', { name: 'Lest fra Fagdag.docx' }).waitFor()
    await expectTracks(page)
    await page.getByRole('button', { name: 'Opprett møtet' }).first().click()
    await page.waitForLoadState()
    expect(new URL(page.url()).pathname).toContain('fagdag')
    await context.close()
  })

  it('takes a Word file that is chosen, and shows what it holds at once', async () => {
    const { context, page } = await organiser(true)
    await page.goto(`${home}/new`, { waitUntil: 'networkidle' })
    await page.locator('input[type=file]').setInputFiles(await wordFile('19. mai 2027'))
    await page.getByRole('heading', { name: 'Lest fra Fagdag.docx' }).waitFor()
    await expectTracks(page)
    await expectAccessible(page, 'a Word file that was read')
    await context.close()
  })

  it('takes a file that is dropped beside the field', async () => {
    const { context, page } = await organiser(true)
    await page.goto(`${home}/new`, { waitUntil: 'networkidle' })
    const { name, buffer } = await wordFile('20. mai 2027')
    await page.evaluate(`(() => {
      const bytes = Uint8Array.from(atob('${buffer.toString('base64')}'), (letter) => letter.charCodeAt(0))
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File([bytes], '${name}'))
      document.querySelector('h1').dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }))
    })()`)
    await page.getByRole('heading', { name: 'Lest fra Fagdag.docx' }).waitFor()
    await expectTracks(page)
    await context.close()
  })

  it('says in words when a file cannot be read, and keeps what was typed', async () => {
    const { context, page } = await organiser(true)
    await page.goto(`${home}/new`, { waitUntil: 'networkidle' })
    await page.getByLabel('Programmet', { exact: true }).fill('Det jeg skrev')
    const picture = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
    await page.locator('input[type=file]').setInputFiles({ name: 'bilde.png', mimeType: 'image/png', buffer: picture })
    await page.locator('#file-error').waitFor()
    expect(await page.getByLabel('Programmet', { exact: true }).inputValue()).toBe('Det jeg skrev')
    await expectAccessible(page, 'a file that cannot be read')
    await context.close()
  })

  it('keeps a pasted table as long as the text is what was pasted', async () => {
    const { context, page } = await organiser(true)
    await page.goto(`${home}/new`, { waitUntil: 'networkidle' })
    await pasteTable(page, '26. mai 2027')
    await page.getByText('Limt inn med tabell.').waitFor()
    await expectAccessible(page, 'a pasted table')
    await page.getByLabel('Programmet', { exact: true }).press('End')
    await page.keyboard.type('!')
    await page.getByText('formateringen er ikke med lenger').waitFor()
    await page.getByRole('button', { name: 'Angre' }).click()
    await page.getByText('Limt inn med tabell.').waitFor()
    await page.getByRole('button', { name: 'Les programmet' }).click()
    await expectTracks(page)
    await context.close()
  })

  it('reads a changed programme into the meeting, keeps its addresses, and takes it all back', async () => {
    const { context, page } = await organiser(true)
    await page.goto(`${home}/new`)
    await page.getByLabel('Programmet', { exact: true }).fill(april.replace('29. april 2020', '2. juni 2027'))
    await page.getByRole('button', { name: 'Les programmet' }).click()
    await page.getByRole('button', { name: 'Opprett møtet' }).first().click()
    await page.waitForLoadState()
    const meeting = page.url().split('#')[0]!
    const item = await page.getByRole('link', { name: 'Digital formidling' }).first().getAttribute('href')

    await page.goto(`${meeting}/programme`)
    await page.getByRole('link', { name: 'Les inn ny tekst eller fil' }).click()
    const changed = april
      .replace('29. april 2020', '2. juni 2027')
      .replace('13.15- 13.40 Digital formidling', '13.20-13.40 Digital formidling i nord')
      .replace('12.20-13.00', '12.20-12.50')
    await page.getByLabel('Programmet', { exact: true }).fill(changed)
    await page.getByRole('button', { name: 'Les programmet' }).click()
    await page.getByRole('heading', { name: 'Hva er endret?' }).waitFor()
    await page.getByRole('row').filter({ hasText: '13.15–13.40' }).getByText('13.20–13.40').waitFor()
    await page.evaluate(`document.querySelectorAll('main details').forEach((one) => (one.open = true))`)
    await expectAccessible(page, 'the difference a new text makes')
    await page.getByRole('row').filter({ hasText: '12.20–13.00' }).getByRole('checkbox').uncheck()
    await page.getByRole('button', { name: 'Bruk endringene' }).first().click()
    await page.getByText('Programmet følger den nye teksten').waitFor()

    const number = item!.split('/').at(-1)!.split('-')[0]!
    await page.goto(`${meeting}/${number}`)
    await page.getByRole('heading', { name: 'Digital formidling i nord' }).first().waitFor()
    await page.goto(meeting)
    await page.getByText('12.20–13.00').first().waitFor()

    await page.goto(`${meeting}/programme`)
    await page
      .getByRole('button', { name: /^Angre/ })
      .first()
      .click()
    await page.getByText('Digital formidling i nord').first().waitFor({ state: 'detached' })
    await page.goto(`${meeting}/${number}`)
    await page.getByRole('heading', { name: 'Digital formidling', exact: true }).first().waitFor()
    await context.close()
  })

  it('finds giving a new text accessible', async () => {
    const { context, page } = await organiser(true)
    await page.goto(`${home}/biblioteksjef-ledermote-april-2020/programme/read`, { waitUntil: 'networkidle' })
    await expectAccessible(page, 'giving a new text')
    await context.close()
  })
})
