/** A meeting on its day: a chair at a desk, a member beside, a guest on a phone; a line that breaks; and all of it without script. */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, narrow, needsBrowser, noBrowser, openBrowser, signInAs, wide } from './browser.ts'
import { startSample } from './program.ts'

const { address } = await startSample()
const network = `${address}/troms-og-finnmark`
let browser: Browser
let desk: BrowserContext
let chair: Page
let meeting: string
let code: string

const live = (page: Page) => page.locator('.sm-roombar__line').getByText('Tilkoblet').waitFor()
/** What is new waits behind a button, so that nothing moves under the chair's hand. */
const arrived = async (page: Page, text: string) => {
  await page.getByRole('button', { name: /ny(tt|e) spørsmål/ }).click()
  await page.locator('#questions .sm-q__text', { hasText: text }).waitFor()
}
const heading = (page: Page, text: string | RegExp) => page.locator('.sm-now__title', { hasText: text }).waitFor()

describe.skipIf(noBrowser)(`the room on the day${needsBrowser}`, () => {
  beforeAll(async () => {
    browser = await openBrowser()
    desk = await browser.newContext({ locale: 'nb-NO', viewport: wide })
    chair = await signInAs(desk, address, /Lars Holm/)
    await chair.goto(`${network}/new`)
    await chair
      .getByLabel('Programmet')
      .fill(
        'Samling om rom\n\nonsdag 3. mars 2049\n09.00-09.30 Velkommen\n09.30-10.00 Om kart\n10.00-10.15 Pause\n10.15-11.00 Om lyd',
      )
    await chair.getByRole('button', { name: 'Les programmet' }).click()
    await chair.getByRole('button', { name: 'Opprett møtet' }).first().click()
    await chair.waitForURL(/samling-om-rom/)
    meeting = chair.url().replace(/[?#].*/, '')
    await chair.getByRole('button', { name: 'Publiser' }).first().click()
    await chair.goto(`${meeting}/chair/settings`)
    await chair.getByRole('button', { name: 'Lag kode' }).click()
    code = (await chair.locator('.sm-code').textContent())!.trim()
    await expectAccessible(chair, 'who is in')
    await chair.getByRole('img', { name: 'QR-kode som fører til rommet' }).waitFor()
    await chair.getByRole('button', { name: /^Kopier: / }).waitFor()
  })
  afterAll(() => browser.close())

  it('is begun by a chair, and a member and a guest see it at once', async () => {
    const beside = await browser.newContext({ locale: 'nb-NO', viewport: wide })
    const member = await signInAs(beside, address, /Kari Holm/)
    await member.goto(`${meeting}/room`)
    await live(member)

    const phone = await browser.newContext({ locale: 'nb-NO', viewport: narrow, hasTouch: true })
    const guest = await phone.newPage()
    await guest.goto(`${address}/k`)
    await expectAccessible(guest, 'the way in')
    await guest.setViewportSize(narrow)
    await guest.getByLabel('Kode').fill(code.toLowerCase())
    await guest.getByRole('button', { name: 'Videre' }).click()
    await guest.getByLabel('Navnet ditt').fill('Gjest fra Nes')
    await guest.getByRole('button', { name: 'Bli med', exact: true }).click()
    await live(guest)

    await chair.goto(`${meeting}/chair`)
    await live(chair)
    await chair.getByRole('button', { name: /Start/ }).click()
    for (const page of [chair, member, guest]) await heading(page, 'Velkommen')
    await chair.keyboard.press('n')
    for (const page of [chair, member, guest]) await heading(page, 'Om kart')
    // Taken back by the button that tells of it.
    await chair.locator('.sm-roomflash').getByRole('button', { name: 'Angre' }).click()
    for (const page of [chair, member, guest]) await heading(page, 'Velkommen')
    await chair.keyboard.press('p')
    for (const page of [member, guest]) await heading(page, /Tilbake kl\. \d\d\.\d\d/)
    await expectAccessible(member, 'a pause in the room')
    await chair.getByRole('button', { name: /Fortsett/ }).click()
    await heading(member, 'Velkommen')
    await expectAccessible(chair, 'the console')
    await expectAccessible(member, 'the room')
    await Promise.all([beside.close(), phone.close()])
  })

  it('takes a question from a phone through the chair to everybody, and never touches what is being written', async () => {
    const phone = await browser.newContext({ locale: 'nb-NO', viewport: narrow })
    const guest = await phone.newPage()
    await guest.goto(`${address}/k/${code}`)
    await guest.getByLabel('Navnet ditt').fill('Spørrer')
    await guest.getByRole('button', { name: 'Bli med', exact: true }).click()
    await live(guest)
    const field = guest.getByLabel('Ditt spørsmål')
    const about = guest.getByLabel('Gjelder')
    const isAbout = (title: string) =>
      expect.poll(() => about.evaluate((at: HTMLSelectElement) => at.selectedOptions[0]?.label), { timeout: 10_000 }).toBe(title)
    await isAbout('Velkommen')
    await field.fill('Hvem tegner kartene')
    await field.evaluate((at: HTMLTextAreaElement) => at.setSelectionRange(5, 11))
    // Two hundred things happen in the room meanwhile.
    const sent = await chair.evaluate(async (base) => {
      let ok = 0
      for (let i = 0; i < 200; i++) {
        const body = new URLSearchParams({ moderated: i % 2 ? 'yes' : 'no', slowSeconds: String(i % 7) })
        const answer = await fetch(`${base}/chair/questions`, { method: 'POST', body, headers: { accept: 'application/json' } })
        if (answer.ok) ok++
      }
      return ok
    }, new URL(meeting).pathname)
    expect(sent).toBe(200)
    await chair.getByRole('button', { name: /Neste/ }).click()
    await heading(guest, 'Om kart')
    expect(await field.inputValue()).toBe('Hvem tegner kartene')
    expect(
      await field.evaluate((at: HTMLTextAreaElement) => [document.activeElement === at, at.selectionStart, at.selectionEnd]),
    ).toEqual([true, 5, 11])
    // It was begun about the item before; the next one is about what is on.
    await isAbout('Velkommen')
    await guest.getByRole('button', { name: 'Send spørsmål' }).click()
    await chair.getByText('Hvem tegner kartene').first().waitFor()
    expect(await field.inputValue()).toBe('')
    await isAbout('Om kart')
    // Who has chosen stays with what they chose; who has not goes along.
    const beside = await phone.newPage()
    await beside.goto(`${meeting}/room`)
    await live(beside)
    await about.selectOption({ label: 'Om lyd' })
    await chair.keyboard.press('n')
    for (const page of [guest, beside]) await heading(page, /Tilbake kl/)
    await isAbout('Om lyd')
    expect(await beside.getByLabel('Gjelder').evaluate((at: HTMLSelectElement) => at.selectedOptions[0]?.label)).toBe(
      'Møtet som helhet',
    )
    await chair.locator('.sm-roomflash').getByRole('button', { name: 'Angre' }).click()
    await heading(beside, 'Om kart')
    await heading(chair, 'Om kart')
    await phone.close()
  })

  it('says that the line is away, keeps what is sent, and sends it once when the line is back', async () => {
    const away = await browser.newContext({ locale: 'nb-NO', viewport: wide })
    const member = await signInAs(away, address, /Kari Holm/)
    await member.goto(`${meeting}/room`)
    await live(member)
    await away.setOffline(true)
    await member.getByLabel('Ditt spørsmål').fill('Sendt uten linje?')
    await member.getByRole('button', { name: 'Send spørsmål' }).click()
    await member.getByText('Sendes når linja er tilbake.').waitFor()
    expect(await member.getByLabel('Ditt spørsmål').inputValue()).toBe('Sendt uten linje?')
    // What the room does meanwhile is there afterwards.
    await chair.keyboard.press('n')
    await heading(chair, /Tilbake kl/)
    await away.setOffline(false)
    await heading(member, /Tilbake kl/)
    await arrived(chair, 'Sendt uten linje?')
    await member.reload()
    expect(await chair.locator('#questions .sm-q__text', { hasText: 'Sendt uten linje?' }).count()).toBe(1)
    await away.close()
  })

  it('is led from a phone: what is on above, the keys below, and in between what a chair needs first', async () => {
    const phone = await browser.newContext({ locale: 'nb-NO', viewport: narrow, hasTouch: true, isMobile: true })
    const thumb = await signInAs(phone, address, /Lars Holm/)
    await thumb.goto(`${meeting}/chair`)
    await live(thumb)
    const topOf = async (at: string) => (await thumb.locator(at).boundingBox())!.y
    const order = ['.sm-now', '.sm-jumps', '#polls', '#floor', '#questions', '#groups', '#stage', '#runs']
    const tops = await Promise.all(order.map(topOf))
    expect(tops).toEqual([...tops].sort((a, b) => a - b))
    // One row of ways out, however many they are; and nothing about keys that a phone does not have.
    expect((await thumb.locator('.sm-roombar').boundingBox())!.height).toBeLessThan(64)
    expect(await thumb.getByText('N, P og + på tastaturet').count()).toBe(0)
    await thumb.locator('#runs').scrollIntoViewIfNeeded()
    await expect.poll(() => topOf('.sm-now')).toBe(0)
    await phone.close()
  })

  it('is read and used without script, on a phone', async () => {
    const plain = await browser.newContext({ locale: 'nb-NO', viewport: narrow, javaScriptEnabled: false })
    const guest = await plain.newPage()
    await guest.goto(`${address}/k/${code}`)
    await guest.getByLabel('Navnet ditt').fill('Uten skript')
    await guest.getByRole('button', { name: 'Bli med', exact: true }).click()
    await heading(guest, /Tilbake kl/)
    await guest.getByLabel('Ditt spørsmål').fill('Går dette uten skript?')
    await guest.getByRole('button', { name: 'Send spørsmål' }).click()
    await guest.waitForURL(/\/room/)
    await arrived(chair, 'Går dette uten skript?')
    await plain.close()
  })
})
