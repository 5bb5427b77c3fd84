/** A real browser: Debian's Chromium or the one in an npm package; axe on any page, in light and dark, wide and narrow. */
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import chromium from '@sparticuz/chromium'
import { type Browser, type BrowserContext, type Page, chromium as playwright } from 'playwright-core'
import { expect } from 'vitest'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What the npm package's Chromium needs and does not bring: Debian's libnss3 and libnspr4. */
const libraries = ['/usr/lib/x86_64-linux-gnu/libnss3.so', '/usr/lib/aarch64-linux-gnu/libnss3.so']
const packaged = libraries.some(existsSync)
const debian = '/usr/bin/chromium'

/** For `describe.skipIf(noBrowser)`: nothing to browse with. With REQUIRE_ALL=1 the tests run and fail instead. */
export const noBrowser = !existsSync(debian) && !packaged && process.env['REQUIRE_ALL'] !== '1'
export const needsBrowser = noBrowser ? ' [needs package: chromium, or libnss3 and libnspr4]' : ''

export async function openBrowser(): Promise<Browser> {
  const args = [
    '--no-sandbox',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-gpu',
    '--disable-quic',
  ]
  return playwright.launch({
    executablePath: existsSync(debian) ? debian : await chromium.executablePath(),
    args,
    headless: true,
  })
}

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

export const wide = { width: 1280, height: 800 }
export const narrow = { width: 390, height: 844 }

/** axe over the page as it stands, in light and dark at both widths; any violation fails with what and where. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  const found: string[] = []
  for (const viewport of [wide, narrow])
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize(viewport)
      await page.emulateMedia({ colorScheme })
      // What a bar that stays in sight lies over hangs on how far somebody scrolled.
      await page.evaluate(`scrollTo({ top: 0, behavior: 'instant' })`)
      await page.evaluate(`window.axe || (() => { ${axe} })()`)
      // Every rule is tried; what it found in order is not listed, which takes half of the time.
      const result = (await page.evaluate(
        `axe.run(document, { runOnly: ${JSON.stringify(rules)}, resultTypes: ['violations'] }).then((r) =>
          r.violations.map((v) => v.id + ': ' + v.help + ' — ' + v.nodes.slice(0, 3).map((n) => n.target.join(' ') + ' ' + (n.any[0]?.message ?? n.all[0]?.message ?? '')).join(' | ')))`,
      )) as string[]
      found.push(...result.map((line) => `${what}, ${viewport.width} px, ${colorScheme}: ${line}`))
      const sideways = await page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth')
      if (sideways) found.push(`${what}, ${viewport.width} px: scrolls sideways`)
    }
  await page.setViewportSize(wide)
  await page.emulateMedia({ colorScheme: 'light' })
  expect(found).toEqual([])
}

/** Signs in as one of the sample's people through the sign-in page, as a newcomer would. */
export async function signInAs(context: BrowserContext, address: string, role: RegExp): Promise<Page> {
  const page = await context.newPage()
  await page.goto(`${address}/sign-in`)
  await page.getByRole('button', { name: role }).first().click()
  await page.waitForLoadState()
  return page
}
