/** What is to be followed up: given to a member, told of by the link in the mail, changed with others and taken back. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { makeMailServer } from '../mailserver.ts'
import { expectAccessible, narrow, needsBrowser, noBrowser, openBrowser, signInAs, wide } from './browser.ts'
import { startSample } from './program.ts'

const smtp = await makeMailServer()
afterAll(() => smtp.end())
const { address } = await startSample({ SMTP_URL: smtp.url, MAIL_FROM: 'Samling <samling@nord.example>' })
const network = `${address}/troms-og-finnmark`
const text = 'Ringe leverandøren om prisene'
let browser: Browser

describe.skipIf(noBrowser)(`following up${needsBrowser}`, () => {
  let organiser: Page
  let page: string
  let link: string
  beforeAll(async () => {
    browser = await openBrowser()
    organiser = await signInAs(await context(), address, /Marte Kirkerud/)
  })
  afterAll(() => browser.close())

  const context = (options = {}) => browser.newContext({ locale: 'nb-NO', viewport: wide, ...options })
  const shot = async (of: Page, name: string) => {
    if (process.env['SHOTS']) await of.screenshot({ path: `${process.env['SHOTS']}/${name}.png`, fullPage: true })
  }

  it('an organiser gives a member something to do, and the mail about it leads there', async () => {
    await organiser.goto(`${network}/actions`)
    await organiser.getByRole('link', { name: 'Legg til oppfølging' }).click()
    await organiser.getByLabel('Hva som skal gjøres').fill(text)
    await organiser.locator('#new-personId').selectOption({ label: 'Peder Ås' })
    await organiser.locator('#new-due').fill('2035-05-29')
    await organiser.getByRole('button', { name: 'Legg til oppfølging' }).click()
    await organiser.getByText('Lagt til.').waitFor()
    page = organiser.url()
    await vi.waitFor(() => expect(smtp.received).toHaveLength(1), { timeout: 20_000 })
    expect(smtp.received[0]!.to).toBe('peder.as@samling.example')
    link = /\/a\/[\w-]{40,}/.exec(smtp.received[0]!.message)![0]
    // In the outbox is the mail, and not the key to act for who got it.
    await organiser.goto(`${network}/outbox`)
    await organiser.getByRole('link', { name: `Noe å følge opp: ${text}` }).click()
    await organiser.getByText(`${address}/a/…`).waitFor()
  })

  it('the member tells how it goes on a phone, without an account and without script', async () => {
    const plain = await context({ javaScriptEnabled: false, viewport: narrow })
    const phone = await plain.newPage()
    await phone.goto(address + link)
    await shot(phone, 'link')
    await phone.getByLabel('Hva er nytt?').fill('Prisene kommer i mars.')
    await phone.getByLabel('Status').selectOption({ label: 'Under arbeid' })
    await phone.getByRole('button', { name: 'Fortell' }).click()
    await phone.getByText('Takk, det er lagret.').waitFor()
    expect(await phone.locator('#history').textContent()).toContain('Prisene kommer i mars.')
    await plain.close()
    const seeing = await (await context()).newPage()
    await seeing.goto(address + link)
    await expectAccessible(seeing, 'an action behind a personal link')
    await seeing.context().close()
  })

  it('the page, the list and the member’s home show what was told', async () => {
    await organiser.goto(page)
    expect(await organiser.locator('#history').textContent()).toContain('Prisene kommer i mars.')
    await expectAccessible(organiser, 'an action')
    await organiser.goto(`${network}/actions?view=all`)
    const row = organiser.getByRole('row').filter({ hasText: text })
    expect(await row.textContent()).toMatch(/Peder Ås.*Under arbeid/)
    await expectAccessible(organiser, 'what is to be followed up')
    const member = await signInAs(await context(), address, /Peder Ås/)
    await member.goto(network)
    expect(await member.locator('#my-actions').textContent()).toContain(text)
    await shot(member, 'home')
    await member.context().close()
  })

  it('several are changed at once, with a reason where they rest, and are as before again', async () => {
    const row = organiser.getByRole('row').filter({ hasText: text })
    await row.getByRole('checkbox').check()
    await organiser.getByText('Endre dem du har valgt').click()
    await organiser.locator('#bulk-status').selectOption({ label: 'Står fast' })
    await organiser.getByRole('button', { name: 'Endre de valgte' }).click()
    await organiser.locator('#bulk-reason[aria-invalid]').fill('Leverandøren svarer ikke')
    await organiser.getByRole('button', { name: 'Endre de valgte' }).click()
    await organiser.getByText('1 er endret.').waitFor()
    expect(await row.textContent()).toContain('Står fast')
    await organiser.getByRole('button', { name: 'Angre' }).click()
    await organiser.getByText('1 er som før.').waitFor()
    expect(await row.textContent()).toContain('Under arbeid')
  })
})
