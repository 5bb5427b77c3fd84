/** Handing in files: several at once with script, one at a time without, and by a speaker's personal link. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { speakerLink } from '#materials/speakerlink/rules.ts'
import { material } from '#materials/tables.ts'
import { day, meeting } from '#meeting/tables.ts'
import { newId } from '#platform/db/id.ts'
import { loadAssets } from '#platform/http/assets.ts'
import { item, speaker } from '#programme/tables.ts'
import { expectAccessible, needsBrowser, noBrowser, openBrowser } from '../../../tests/journeys/browser.ts'
import { makeWorld, type World } from '../../../tests/world.ts'

const shots = process.env.SHOTS
const unbuilt = loadAssets().build === 'unbuilt'
const missing = needsBrowser || (unbuilt ? ' [needs the built browser files: node bin/build.mjs]' : '')

describe.skipIf(noBrowser || unbuilt)(`handing in files${missing}`, () => {
  let world: World
  let browser: Browser
  let address: string
  const folder = mkdtempSync(join(tmpdir(), 'samling-hand-in-'))
  const fileOf = (name: string, content: string | Buffer) => {
    writeFileSync(join(folder, name), content)
    return join(folder, name)
  }

  beforeAll(async () => {
    world = await makeWorld({ env: { UPLOAD_LIMIT: '1MB' } })
    await world.app.listen({ port: 0, host: '127.0.0.1' })
    address = `http://127.0.0.1:${(world.app.server.address() as AddressInfo).port}`
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await world.end()
    rmSync(folder, { recursive: true, force: true })
  })

  let at: string
  let itemId: string
  let link: string
  beforeEach(async () => {
    const { db, secret } = world.ground
    const { networkId } = world
    const [meetingId, dayId, speakerId] = [newId(), newId(), newId()]
    itemId = newId()
    const slug = `mote-${meetingId.slice(-8)}`
    await db
      .insert(meeting)
      .values({ id: meetingId, networkId, slug, title: { nb: 'Ledermøte – april 2020' }, publishedAt: new Date().toISOString() })
    await db.insert(day).values({ id: dayId, networkId, meetingId, position: 0, date: '2020-04-29' })
    const place = { networkId, meetingId, position: 0 }
    const [row] = await db
      .insert(item)
      .values({ ...place, id: itemId, dayId, kind: 'talk', title: { nb: 'Om E-bøker' }, start: '12:20', end: '13:00' })
      .returning()
    const [one] = await db
      .insert(speaker)
      .values({ ...place, id: speakerId, itemId, name: 'Áile Ŋuorga' })
      .returning()
    at = `${address}/${world.networkSlug}/${slug}/${row!.publicId}-om-e-boker/materials`
    link = address + speakerLink(secret, one!)
  })

  const organiser = async (options: Parameters<Browser['newContext']>[0] = {}): Promise<[Page, BrowserContext]> => {
    const context = await browser.newContext({ locale: 'nb-NO', ...options })
    const cookies = (await world.cookies('organiser')).split('; ').map((pair) => {
      const [name = '', ...value] = pair.split('=')
      return { name, value: value.join('='), url: address }
    })
    await context.addCookies(cookies)
    return [await context.newPage(), context]
  }
  const titles = async () =>
    (await world.ground.db.select().from(material).where(eq(material.itemId, itemId))).map((row) => row.title.nb)
  const shoot = async (page: Page, name: string) => shots && page.screenshot({ path: join(shots, `${name}.png`), fullPage: true })

  test('several files at once, each with its title; what cannot be taken says so and can be taken away', async () => {
    const [page, context] = await organiser()
    await page.goto(at)
    await shoot(page, 'empty')
    await expectAccessible(page, 'materials of an item')
    await page
      .locator('samling-island[data-awake] input[type=file]')
      .setInputFiles([
        fileOf('Utkast_til plan.pdf', `%PDF-1.7\n${'x'.repeat(300_000)}`),
        fileOf('Biblioteksystem.pdf', '%PDF-1.7\ny'),
        fileOf('For stor.pdf', Buffer.alloc(1_100_000, 'z')),
      ])
    await expectAccessible(page, 'files chosen')
    await shoot(page, 'chosen')
    expect(await page.locator('.sm-going').textContent()).toContain('Filen er for stor. Grensen er 1 MB.')
    expect(await page.getByLabel('Tittel').first().inputValue()).toBe('Utkast til plan')
    await page.getByLabel('Tittel').first().fill('Min egen tittel')
    await page.getByRole('button', { name: 'Last opp' }).click()
    await page.getByText('2 av 3 filer er lagret').waitFor({ state: 'attached' })
    await shoot(page, 'sent')
    expect(await titles()).toEqual(['Min egen tittel', 'Biblioteksystem'])
    await page.getByRole('button', { name: 'Fjern For stor.pdf' }).click()
    await page.goto(at)
    expect(await page.locator('.sm-files > li').count()).toBe(2)
    await shoot(page, 'there')
    await expectAccessible(page, 'materials that are there')
    await page.getByRole('link', { name: 'Rediger Min egen tittel' }).click()
    await shoot(page, 'one')
    await expectAccessible(page, 'one material')
    await context.close()
  })

  test('an upload that is cut off says so, keeps what was typed, and can be tried again', async () => {
    const [page, context] = await organiser()
    await page.goto(at)
    await page.locator('samling-island[data-awake] input[type=file]').setInputFiles([fileOf('plan.pdf', '%PDF-1.7\nplan')])
    await page.getByLabel('Tittel').first().fill('Det jeg skrev')
    await context.setOffline(true)
    await page.getByRole('button', { name: 'Last opp' }).click()
    await page.getByText('Forbindelsen ble brutt').waitFor()
    expect(await page.getByLabel('Tittel').first().inputValue()).toBe('Det jeg skrev')
    expect(await titles()).toEqual([])
    await context.setOffline(false)
    await page.getByRole('button', { name: 'Prøv igjen' }).click()
    await page.locator('.sm-files > li').waitFor()
    expect(await titles()).toEqual(['Det jeg skrev'])
    await context.close()
  })

  test('without script, one file at a time, and back again after removing it', async () => {
    const [page, context] = await organiser({ javaScriptEnabled: false })
    await page.goto(at)
    const form = page.locator('#upload form')
    await form.getByLabel('Fil', { exact: true }).setInputFiles(fileOf('Uten script.pdf', '%PDF-1.7\n'))
    await form.getByRole('button', { name: 'Last opp' }).click()
    await page.getByText('«Uten script» er lagt ut.').waitFor()
    await page.getByRole('button', { name: 'Fjern Uten script' }).click()
    await page.getByText('Ingenting er lagt ut ennå.').waitFor()
    await page.getByRole('button', { name: 'Angre' }).click()
    await page.getByText('«Uten script» er tilbake.').waitFor()
    expect(await page.locator('.sm-files > li').count()).toBe(1)
    await context.close()
  })

  test('a speaker without an account', async () => {
    const context = await browser.newContext({ locale: 'nb-NO', viewport: { width: 390, height: 844 } })
    const page = await context.newPage()
    await page.goto(link)
    await shoot(page, 'guest')
    await expectAccessible(page, 'a speaker’s own page')
    await page.locator('samling-island[data-awake] input[type=file]').setInputFiles([fileOf('Om e-bøker.pdf', '%PDF-1.7\n')])
    await page.getByRole('button', { name: 'Last opp' }).click()
    await page.locator('.sm-files > li').waitFor()
    await shoot(page, 'guest-done')
    await expectAccessible(page, 'after handing in')
    expect(await titles()).toEqual(['Om e-bøker'])
    await context.close()
  })
})
