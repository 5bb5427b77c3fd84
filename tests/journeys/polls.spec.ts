/** A poll from the chair's telephone to the item's page: answered on a telephone, without script, and while much else happens. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, narrow, needsBrowser, noBrowser, openBrowser, signInAs } from './browser.ts'
import { startSample } from './program.ts'

const MEETING = '/troms-og-finnmark/biblioteksjef-ledermote-april-2020'
const UPDATES = 200

const program = await startSample()
let browser: Browser

describe.skipIf(noBrowser)(`a poll in the room${needsBrowser}`, () => {
  let chair: Page
  let member: Page

  beforeAll(async () => {
    browser = await openBrowser()
    chair = await signInAs(await browser.newContext({ locale: 'nb-NO', viewport: narrow }), program.address, /Kari Holm/)
    member = await signInAs(await browser.newContext({ locale: 'nb-NO', viewport: narrow }), program.address, /Peder Ås/)
  })
  afterAll(() => browser?.close())

  const go = (page: Page, path: string) => page.goto(`${program.address}${MEETING}${path}`)
  const ballot = (page: Page, question: string) => page.locator('form.sm-poll').filter({ hasText: question })
  const named = (name: string | RegExp) => chair.getByRole('button', { name })

  /** On the console, with the form that is folded away. */
  async function make(question: string, kind: string, options = ''): Promise<void> {
    await chair.locator('.sm-roombar__line').getByText('Tilkoblet').waitFor()
    const form = chair.locator('form[action$="/chair/polls"]')
    if (!(await form.isVisible())) await chair.getByText('Ny avstemning').click()
    await form.getByLabel('Hva det spørres om').fill(question)
    await form.getByLabel('Slags svar').selectOption({ label: kind })
    if (options) await form.getByLabel('Svarene').fill(options)
    await form.getByLabel('Hvem som kan svare').selectOption({ label: 'Medlemmene' })
    await form.getByRole('button', { name: 'Åpne nå' }).click()
    await chair.getByRole('heading', { name: question }).waitFor()
    // It is made: the form is folded away, and the focus where it was opened from.
    await form.waitFor({ state: 'hidden' })
    await chair.locator('summary:focus', { hasText: 'Ny avstemning' }).waitFor()
  }

  it('is made on the spot, answered on a telephone, closed and shown, and stands on the meeting', async () => {
    await go(member, '/room')
    await go(chair, '/chair')
    await make('Hvilken løsning bruker dere?', 'Ett av flere', 'Felles avtale\nEgen avtale')
    const form = ballot(member, 'Hvilken løsning')
    await form.waitFor()
    expect(await form.textContent()).toContain('Navnet ditt vises ikke')
    await form.getByLabel('Egen avtale').check()
    await form.getByRole('button', { name: 'Send svar' }).click()
    await form.getByText('Svaret ditt er registrert.').waitFor()
    expect(await form.getByLabel('Egen avtale').isChecked()).toBe(true)
    await chair.getByText('1 av 6 har svart').waitFor()
    await expectAccessible(member, 'the room with a ballot')
    await named(/^Lukk avstemningen: Hvilken/).click()
    await named('Vis resultat').click()
    await member.getByRole('row', { name: /Egen avtale 1 100 %/ }).waitFor()
    await go(member, '')
    expect(await member.locator('#polls').textContent()).toMatch(/Hvilken løsning bruker dere\?[\s\S]*1 av 6 har svart/)
  })

  it('leaves a half-filled ballot alone through hundreds of updates, and when it closes meanwhile', async () => {
    await member.setViewportSize(narrow)
    await go(member, '/room')
    await make('Hva bør vi begynne med?', 'Egne ord')
    const field = ballot(member, 'Hva bør vi begynne med?').getByLabel('Svaret ditt')
    await field.fill('Mer felles opplæring')
    await field.evaluate((at: HTMLInputElement) => at.setSelectionRange(4, 10))
    // Acts of chairs, each of which goes to everybody; and the page shows the last of them.
    await chair.evaluate(
      async ([to, updates]) => {
        for (let i = 1; i <= updates; i++)
          await fetch(to, {
            method: 'POST',
            redirect: 'manual',
            body: new URLSearchParams({ question: `Enige om nr. ${i}`, item: '' }),
          })
      },
      [`${program.address}${MEETING}/chair/polls/agreed`, UPDATES] as const,
    )
    await member.getByText(`Enige om nr. ${UPDATES}`).first().waitFor({ state: 'attached' })
    const stands = () =>
      field.evaluate((at: HTMLInputElement) => [at.value, at.selectionStart, at.selectionEnd, at === document.activeElement])
    expect(await stands()).toEqual(['Mer felles opplæring', 4, 10, true])
    await named(/^Lukk avstemningen: Hva bør/).click()
    await member.getByText('Avstemningen ble lukket før du sendte').waitFor()
    expect(await stands()).toEqual(['Mer felles opplæring', 4, 10, true])
  })

  it('works without script: answered, changed, led', async () => {
    const plain = { locale: 'nb-NO', viewport: narrow, javaScriptEnabled: false } as const
    const reader = await signInAs(await browser.newContext(plain), program.address, /Lise Vik/)
    const leader = await signInAs(await browser.newContext(plain), program.address, /Lars Holm/)
    await go(leader, '/chair/polls')
    const form = leader.locator('form[action$="/chair/polls"]')
    await form.getByLabel('Hva det spørres om').fill('Skal vi møtes i juni?')
    await form.getByLabel('Hvem som kan svare').selectOption({ label: 'Medlemmene' })
    await form.getByRole('button', { name: 'Legg klar' }).click()
    await leader.getByText('Lagt klar.').waitFor()
    await go(leader, '/chair')
    await leader.getByRole('button', { name: 'Åpne avstemningen: Skal vi møtes i juni?' }).click()
    await go(reader, '/room')
    for (const [choice, press] of [
      ['For', 'Send svar'],
      ['Mot', 'Endre svaret'],
    ] as const) {
      await ballot(reader, 'Skal vi møtes').getByLabel(choice).check()
      await ballot(reader, 'Skal vi møtes').getByRole('button', { name: press }).click()
      await reader.waitForLoadState()
      expect(await ballot(reader, 'Skal vi møtes').getByLabel(choice).isChecked()).toBe(true)
    }
  })

  it('is prepared on a page that anybody can use', async () => {
    await go(chair, '/chair/polls')
    await expectAccessible(chair, 'preparing polls')
  })
})
