/** The archive: taken by a visitor, unpacked, and read from the disk in a browser without script and without the program. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unpacked } from '../zip.ts'
import { expectAccessible, narrow, needsBrowser, noBrowser, openBrowser, wide } from './browser.ts'
import { startSample } from './program.ts'

const { address } = await startSample()
const network = `${address}/troms-og-finnmark`
const folder = mkdtempSync(join(tmpdir(), 'samling-archive-'))
let browser: Browser

describe.skipIf(noBrowser)(`the archive${needsBrowser}`, () => {
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('a visitor takes the network along', async () => {
    const context = await browser.newContext({ locale: 'nb-NO', viewport: wide })
    const page = await context.newPage()
    await page.goto(`${network}/archive`)
    await expectAccessible(page, 'what can be taken along')
    const href = await page.getByRole('link', { name: 'Last ned Hele nettverket (zip)' }).getAttribute('href')
    const answer = await context.request.get(address + href)
    expect(answer.headers()['content-disposition']).toContain('troms-og-finnmark-archive.zip')
    const files = unpacked(await answer.body())
    for (const [name, content] of files) {
      mkdirSync(dirname(join(folder, name)), { recursive: true })
      writeFileSync(join(folder, name), content)
    }
    expect([...files.keys()].filter((name) => name.includes('/files/')).length).toBeGreaterThan(0)
    await context.close()
  })

  it('and reads it from the disk: the meeting, an item with its minutes, a file', async () => {
    const context = await browser.newContext({ locale: 'nb-NO', viewport: narrow, javaScriptEnabled: false, offline: true })
    const page = await context.newPage()
    await page.goto(pathToFileURL(join(folder, 'index.html')).href)
    await page.getByRole('link', { name: /april/ }).first().click()
    const meeting = page.url()
    await page.getByRole('link', { name: 'Om E-bøker' }).first().click()
    await page.getByRole('heading', { level: 2, name: 'Referat' }).waitFor()
    const item = page.url()
    const file = await page.locator('main a[href^="files/"]').first().getAttribute('href')
    expect(existsSync(new URL(file!, item))).toBe(true)
    await page.getByRole('link', { name: 'Beslutninger' }).click()
    await page.getByRole('columnheader', { name: 'Nummer' }).waitFor()
    await context.close()
    const reader = await (await browser.newContext({ locale: 'nb-NO' })).newPage()
    for (const url of [meeting, item, new URL('../../decisions.html', item).href]) {
      await reader.goto(url)
      await expectAccessible(reader, url.slice(folder.length))
    }
  })
})
