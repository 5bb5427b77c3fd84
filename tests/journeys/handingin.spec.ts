/** Handing in from the meeting's page: files dropped on an item or beside them all, papers for everybody, and a reader's ticks. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, narrow, needsBrowser, noBrowser, openBrowser, signInAs, wide } from './browser.ts'
import { startSample } from './program.ts'

const { address } = await startSample()
const april = `${address}/troms-og-finnmark/biblioteksjef-ledermote-april-2020`
const shots = process.env['SHOTS']

describe.skipIf(noBrowser)(`handing in${needsBrowser}`, () => {
  let browser: Browser
  let organiser: Page
  let member: Page
  const folder = mkdtempSync(join(tmpdir(), 'samling-handing-in-'))
  beforeAll(async () => {
    browser = await openBrowser()
    const context = async () => browser.newContext({ locale: 'nb-NO', viewport: wide })
    organiser = await signInAs(await context(), address, /Lars Holm/)
    member = await signInAs(await context(), address, /Peder Ås/)
  })
  afterAll(async () => {
    await browser?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const shoot = async (page: Page, name: string) => shots && page.screenshot({ path: join(shots, `${name}.png`) })
  /** Holds files over an element, as from the desk of the machine, and lets them go. */
  const carry = async (page: Page, to: string, files: Record<string, string>, letGo = true) => {
    const carried = await page.evaluateHandle((all) => {
      const transfer = new DataTransfer()
      for (const [name, content] of Object.entries(all)) transfer.items.add(new File([content], name))
      return transfer
    }, files)
    for (const event of ['dragenter', 'dragover', ...(letGo ? ['drop'] : [])])
      await page.locator(to).first().dispatchEvent(event, { dataTransfer: carried })
  }
  const openApril = async (page: Page) => {
    await page.goto(april)
    await page.locator('samling-island[data-name="materials/upload/onpage"][data-awake]').waitFor()
  }
  /** `#sak-12` of the first item with these words in its address. */
  const rowOf = async (page: Page, words: string) =>
    `#${await page.locator(`.sm-row:has(a[href*="${words}"])`).first().getAttribute('id')}`
  const send = async (page: Page) => {
    await Promise.all([page.waitForEvent('load'), page.getByRole('dialog').getByRole('button', { name: 'Last opp' }).click()])
  }

  it('a file let go on an item goes to that item', async () => {
    await openApril(organiser)
    const row = await rowOf(organiser, 'biblioteksystem')
    await carry(organiser, `${row} .sm-row__title`, { 'Systemene.pdf': '%PDF-1.7\nsystemene' }, false)
    await organiser.getByText('Slipp filene på «').waitFor()
    await shoot(organiser, 'over')
    await carry(organiser, `${row} .sm-row__title`, { 'Systemene.pdf': '%PDF-1.7\nsystemene' })
    const dialog = organiser.getByRole('dialog')
    const item = dialog.getByLabel('Hvilken sak hører filen til?')
    expect(await item.locator('option:checked').textContent()).toContain('iblioteksystem')
    await expectAccessible(organiser, 'files dropped on an item')
    await shoot(organiser, 'dropped')
    await send(organiser)
    expect(await organiser.locator(row).textContent()).not.toContain('Legg til')
  })

  it('beside the items it is asked which, with a suggestion from name and content; nothing is sent to nowhere', async () => {
    await openApril(organiser)
    await carry(organiser, 'h1', {
      'Handlingsplan - innspill.pdf': '%PDF-1.7\nplan',
      'scan0001.pdf': '%PDF-1.4\n1 0 obj<</Title(Om e-b\\370ker)>>endobj',
      'Noe annet.pdf': '%PDF-1.7\nannet',
    })
    const dialog = organiser.getByRole('dialog')
    const asked = dialog.getByLabel('Hvilken sak hører filen til?')
    await expect.poll(async () => dialog.getByText('Foreslått ut fra filens navn og innhold.').count()).toBe(2)
    const chosen = async (row: number) => asked.nth(row).locator('option:checked').textContent()
    expect(await chosen(0)).toContain('handlingsplan')
    expect(await chosen(1)).toMatch(/E-bøker/i)
    expect(await chosen(2)).toBe('Velg sak')
    await dialog.getByRole('button', { name: 'Last opp' }).click()
    await dialog.getByText('Velg hvilken sak filen hører til.').waitFor()
    await expectAccessible(organiser, 'which item?')
    await shoot(organiser, 'which')
    await asked.nth(2).selectOption({ label: 'Hele møtet' })
    await send(organiser)
    const papers = organiser.locator('#papers')
    await papers.getByRole('link', { name: 'Noe annet', exact: true }).waitFor()
    expect(await papers.textContent()).not.toContain('Handlingsplan - innspill')
  })

  it('a button does the same by keyboard; what looks like a new version is offered to replace', async () => {
    await openApril(organiser)
    await organiser.getByRole('button', { name: 'Last opp filer' }).focus()
    await organiser.keyboard.press('Enter')
    const dialog = organiser.getByRole('dialog')
    const path = join(folder, 'Systemene v2.pdf')
    writeFileSync(path, '%PDF-1.7\nnyere')
    await dialog.locator('input[type=file]').setInputFiles(path)
    await dialog.getByLabel('Hvilken sak hører filen til?').selectOption({ label: 'Om biblioteksystem' })
    expect(await dialog.getByRole('radio', { name: 'Ja, den erstatter «Systemene»' }).isChecked()).toBe(true)
    await expectAccessible(organiser, 'a new version on the page')
    // Escape asks before anything is let go of.
    organiser.once('dialog', (box) => void box.dismiss())
    await organiser.keyboard.press('Escape')
    expect(await dialog.isVisible()).toBe(true)
    await send(organiser)
    const item = await organiser.locator('.sm-row a[href*="biblioteksystem"]').first().getAttribute('href')
    await organiser.goto(`${address}${item!.split('#')[0]}/materials`)
    await organiser.getByText('versjon 2').first().waitFor()
  })

  it('a paper that is to be read beforehand is marked, and a reader ticks it on a phone, for themselves', async () => {
    await organiser.goto(`${april}/materials`)
    await organiser.getByRole('heading', { name: 'Papirer til hele møtet', level: 1 }).waitFor()
    const path = join(folder, 'Forberedelse.pdf')
    writeFileSync(path, '%PDF-1.7\nles')
    await organiser.locator('#upload samling-island[data-awake] input[type=file]').setInputFiles(path)
    await organiser.locator('#upload').getByLabel('Skal leses før møtet').check()
    await expectAccessible(organiser, 'papers of the whole meeting')
    await organiser.getByRole('button', { name: 'Last opp' }).click()
    await organiser.locator('.sm-files').getByRole('link', { name: 'Forberedelse', exact: true }).waitFor()
    await member.setViewportSize(narrow)
    await member.goto(april)
    const papers = member.locator('#papers')
    await papers.getByText('0 av 1 lest').waitFor()
    await papers.getByRole('button', { name: 'Merk som lest: «Forberedelse»' }).click()
    await papers.getByText('1 av 1 lest').waitFor()
    await shoot(member, 'ticked')
    await expectAccessible(member, 'papers with a tick')
    await organiser.goto(april)
    await organiser.locator('#papers').getByText('0 av 1 lest').waitFor()
  })

  it('without script there is a link to the form in its place', async () => {
    const context = await browser.newContext({ locale: 'nb-NO', javaScriptEnabled: false, viewport: narrow })
    const page = await signInAs(context, address, /Lars Holm/)
    await page.goto(april)
    await page.getByRole('link', { name: 'Papirer til hele møtet' }).click()
    const form = page.locator('#upload form')
    const path = join(folder, 'Uten script.pdf')
    writeFileSync(path, '%PDF-1.7\nuten')
    await form.getByLabel('Fil', { exact: true }).setInputFiles(path)
    await form.getByRole('button', { name: 'Last opp' }).click()
    await page.getByText('«Uten script» er lagt ut.').waitFor()
    await context.close()
  })
})
