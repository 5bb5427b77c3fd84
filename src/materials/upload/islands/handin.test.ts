/** Handing in files: several at once with script, one at a time without, and by a speaker's personal link. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { speakerLink } from '#materials/speakerlink/rules.ts'
import { material, materialVersion } from '#materials/tables.ts'
import { day, meeting } from '#meeting/tables.ts'
import { newId } from '#platform/db/id.ts'
import { loadAssets } from '#platform/http/assets.ts'
import { item, speaker } from '#programme/tables.ts'
import { expectAccessible, needsBrowser, noBrowser, openBrowser } from '../../../../tests/journeys/browser.ts'
import { makeWorld, type World } from '../../../../tests/world.ts'

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
    world = await makeWorld({ env: { UPLOAD_LIMIT: '40MB' } })
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
        fileOf('For stor.pdf', Buffer.alloc(40_100_000, 'z')),
      ])
    await expectAccessible(page, 'files chosen')
    await shoot(page, 'chosen')
    expect(await page.locator('.sm-going').textContent()).toContain('Filen er for stor. Grensen er 40 MB.')
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

  test('a line that breaks is told, and the upload goes on by itself when it is back', async () => {
    const [page, context] = await organiser()
    await page.goto(at)
    await page.locator('samling-island[data-awake] input[type=file]').setInputFiles([fileOf('plan.pdf', '%PDF-1.7\nplan')])
    await page.getByLabel('Tittel').first().fill('Det jeg skrev')
    await context.setOffline(true)
    await page.getByRole('button', { name: 'Last opp' }).click()
    await page.locator('.sm-going').getByText('Forbindelsen er brutt').waitFor()
    await expectAccessible(page, 'a broken line')
    expect(await titles()).toEqual([])
    await context.setOffline(false)
    await page.locator('.sm-files > li').waitFor()
    expect(await titles()).toEqual(['Det jeg skrev'])
    await context.close()
  })

  test('pause and go on: the bytes before the pause are not sent again', async () => {
    const [page, context] = await organiser()
    await page.goto(at)
    // Slow enough to press a button in the middle of it.
    const line = await context.newCDPSession(page)
    await line.send('Network.enable')
    const slow = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 3_000_000 }
    await line.send('Network.emulateNetworkConditions', slow)
    const name = 'Stort opptak.pdf'
    const size = 12_000_000
    const path = fileOf(name, Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(size - 9, 'stort ')]))
    await page.locator('samling-island[data-awake] input[type=file]').setInputFiles([path])
    await page.getByRole('button', { name: 'Last opp' }).click()
    const sent = () => page.getByRole('progressbar', { name }).evaluate((bar) => (bar as HTMLProgressElement).value)
    await expect.poll(sent, { timeout: 10_000 }).toBeGreaterThan(2_000_000)
    await page.getByRole('button', { name: `Sett ${name} på pause` }).click()
    await page.getByText('Satt på pause').waitFor()
    await expectAccessible(page, 'an upload on pause')
    await shoot(page, 'paused')
    const offsets: number[] = []
    page.on('request', (request) => {
      if (request.method() === 'PATCH') offsets.push(Number(request.headers()['upload-offset']))
    })
    await line.send('Network.emulateNetworkConditions', { ...slow, uploadThroughput: -1 })
    await page.getByRole('button', { name: `Fortsett med ${name}` }).click()
    await page.locator('.sm-files > li').waitFor()
    expect(offsets[0]).toBeGreaterThan(1_000_000)
    const [version] = await world.ground.db.select().from(materialVersion).where(eq(materialVersion.fileName, name))
    expect(version).toMatchObject({ size, mediaType: 'application/pdf' })
    await context.close()
  })

  test('a file that looks like a new version is offered to replace, or to stand beside', async () => {
    const [page, context] = await organiser()
    const choose = (...names: string[]) =>
      page
        .locator('#upload samling-island[data-awake] input[type=file]')
        .setInputFiles(names.map((name) => fileOf(name, `%PDF-1.7\n${name}`)))
    await page.goto(at)
    await choose('Handlingsplan v1.pdf')
    await page.getByRole('button', { name: 'Last opp' }).click()
    await page.locator('.sm-files > li').waitFor()
    await choose('Handlingsplan v2.pdf', 'Budsjett.pdf')
    await page.getByText('Er dette en ny versjon?').waitFor()
    expect(await page.getByRole('radio', { name: 'Ja, den erstatter «Handlingsplan v1»' }).isChecked()).toBe(true)
    await expectAccessible(page, 'a new version is offered')
    await shoot(page, 'version')
    await page.getByRole('button', { name: 'Last opp' }).click()
    await page.getByText('Budsjett', { exact: true }).waitFor()
    expect((await titles()).sort()).toEqual(['Budsjett', 'Handlingsplan v1'])
    await page.getByText('versjon 2').waitFor()
    await choose('Handlingsplan v3.pdf')
    await page.getByRole('radio', { name: 'Nei, legg den ved siden av' }).check()
    await page.getByRole('button', { name: 'Last opp' }).click()
    await expect.poll(async () => (await titles()).length).toBe(3)
    // The page shows what was handed in by coming anew; leaving it before that would cross its own way.
    await page.locator('.sm-files > li').nth(2).waitFor()
    // From its own page too, where nothing else is asked.
    await page.goto(at)
    await page.getByRole('link', { name: 'Rediger Budsjett' }).click()
    await page
      .locator('#replace samling-island[data-awake] input[type=file]')
      .setInputFiles([fileOf('nytt.pdf', '%PDF-1.7\nnytt')])
    await page.getByRole('button', { name: 'Bytt fil' }).click()
    await page.getByText('2: nytt.pdf').waitFor()
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
