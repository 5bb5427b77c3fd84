/** The directory: a list is taken in, a member shows something of themselves, doubles become one; wide, narrow and without script. */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, narrow, needsBrowser, noBrowser, openBrowser, signInAs, wide } from './browser.ts'
import { startSample } from './program.ts'

const { address } = await startSample()
const home = `${address}/troms-og-finnmark`
let browser: Browser

describe.skipIf(noBrowser)(`getting to know each other${needsBrowser}`, () => {
  let owner: Page
  beforeAll(async () => {
    browser = await openBrowser()
    owner = await signInAs(await context(), address, /Marte Kirkerud/)
  })
  afterAll(() => browser.close())

  const context = (options: { javaScriptEnabled?: boolean } = {}): Promise<BrowserContext> =>
    browser.newContext({ locale: 'nb-NO', viewport: wide, ...options })
  const press = async (page: Page, name: string | RegExp) => {
    await page.getByRole('button', { name }).first().click()
    await page.waitForLoadState()
  }
  const follow = async (page: Page, name: string | RegExp) => {
    await page.getByRole('link', { name }).first().click()
    await page.waitForLoadState()
  }

  it('an owner takes in a list, having seen what becomes of each row', async () => {
    await owner.goto(`${home}/people`)
    await follow(owner, 'Hent inn folk')
    await expectAccessible(owner, 'a list to take in')
    const rows = [
      'Navn;E-post;Stilling;Bibliotek',
      'Siv Rett;siv.rett@samling.example;biblioteksjef;Lyngen bibliotek',
      'Kari A. Holm;kari.holm@alta.example;biblioteksjef;Alta bibliotek',
      'Lise Vik;lise.vik@samling.example;avdelingsleder;Hammerfest bibliotek',
      'Ola Ukjent;ola.ukjent@samling.example;;Biblioteket på månen',
    ]
    await owner
      .getByLabel('Fil')
      .setInputFiles({ name: 'liste.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\r\n'), 'latin1') })
    await press(owner, 'Se hva det blir')
    await owner.getByText('«Biblioteket på månen» finnes ikke blant organisasjonene').waitFor()
    await owner.getByRole('heading', { name: '2 nye' }).waitFor()
    await expectAccessible(owner, 'what becomes of the list')
    await press(owner, 'Hent inn 3 personer')
    await owner.getByText('Hentet inn: 2 nye, 1 endret. 1 rad ble stående utenfor.').waitFor()
    await owner.getByText('avdelingsleder, Hammerfest bibliotek').waitFor()
    await expectAccessible(owner, 'the directory, to an owner')
  })

  it('a member on a phone, without script, shows what they like and changes jobs', async () => {
    const own = await context({ javaScriptEnabled: false })
    const member = await signInAs(own, address, /Peder Ås/)
    await member.setViewportSize(narrow)
    await member.goto(`${home}/people/me`)
    await member.getByRole('textbox', { name: /^Telefon/ }).fill('00 00 00 77')
    await member.getByRole('group', { name: 'Vis dette for medlemmene' }).getByLabel('Telefon').check()
    await press(member, 'Lagre')
    await member.getByText('Siden din er lagret.').waitFor()
    const picture = await sharp({ create: { width: 600, height: 800, channels: 3, background: '#0c5563' } })
      .png()
      .toBuffer()
    await member.getByLabel('Velg et bilde').setInputFiles({ name: 'meg.png', mimeType: 'image/png', buffer: picture })
    await press(member, 'Legg ut bildet')
    await member.getByText('Bildet er lagt ut.').waitFor()
    await follow(member, 'Se siden som de andre')
    await member.getByRole('link', { name: '00 00 00 77' }).waitFor()
    await member.getByRole('img', { name: 'Peder Ås' }).waitFor()

    await member.goto(`${home}/people/me`)
    await member.getByText('Meld fra om ny jobb').click()
    await member.getByLabel('Bibliotek eller organisasjon').selectOption({ label: 'Skjervøy bibliotek' })
    await press(member, 'Lagre ny jobb')
    await member.getByText('Den nye jobben er lagret.').waitFor()
    await press(member, 'Angre')
    await member.getByText('Den forrige jobben gjelder igjen.').waitFor()
    await own.close()
  })

  it('the others find them by what they work with', async () => {
    const page = await signInAs(await context(), address, /Kari Holm/)
    await page.goto(`${home}/people/me`)
    await expectAccessible(page, 'one’s own page')
    await page.goto(`${home}/people`)
    await page.getByRole('searchbox').fill('nord-troms innkjøp')
    await press(page, 'Finn')
    expect(await page.locator('.sm-folk__n').allTextContents()).toEqual(['Peder Ås'])
    await follow(page, 'Peder Ås')
    await page.getByRole('heading', { name: 'Dette arbeider jeg med' }).waitFor()
    await page.getByText('Faste vikarer').waitFor()
    await expectAccessible(page, 'a member’s page')
    await page.goto(`${home}/organisations?q=skjervøy`)
    expect(await page.getByRole('row').count()).toBe(3)
    await expectAccessible(page, 'the organisations')
    await page.context().close()
  })

  it('two that were one are put together, having been looked at side by side', async () => {
    await owner.goto(`${home}/people`)
    await follow(owner, 'Dubletter')
    await owner.getByText('Samme organisasjon, og det ene navnet er en del av det andre').waitFor()
    await expectAccessible(owner, 'those who may be one')
    await follow(owner, /^Sammenlign Kari A. Holm|^Sammenlign Kari Holm/)
    await expectAccessible(owner, 'two side by side')
    await owner.getByLabel('Kari Holm, kari.holm@samling.example').check()
    await press(owner, 'Slå sammen')
    await owner.getByText('De to er slått sammen.').waitFor()
    await owner.getByText('Vi ser ingen som kan være den samme.').waitFor()
    await owner.goto(`${home}/people?q=kari`)
    expect(await owner.locator('.sm-folk__n').allTextContents()).toEqual(['Kari Holm'])
  })

  it('an owner gives a right and takes it back, and ends a membership', async () => {
    await owner.goto(`${home}/people`)
    await follow(owner, 'Endre Siv Rett')
    await expectAccessible(owner, 'what an owner decides of a member')
    await owner.getByLabel('Får lese kosthold og overnatting').check()
    await press(owner, 'Lagre')
    await owner.getByText('Siv Rett er endret.').waitFor()
    await press(owner, 'Angre')
    await follow(owner, 'Endre Siv Rett')
    expect(await owner.getByLabel('Får lese kosthold og overnatting').isChecked()).toBe(false)
    await press(owner, 'Ta ut av nettverket')
    await owner.getByText('Siv Rett er tatt ut av nettverket.').waitFor()
    await owner.goto(`${home}/people?q=siv+rett`)
    await owner.getByText('Ingen passer med det du leter etter.').waitFor()
  })
})
