/** Sending in before a meeting and answering in writing, on a phone and on a desk. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, narrow, needsBrowser, noBrowser, openBrowser, signInAs, wide } from './browser.ts'
import { startSample } from './program.ts'

const { address } = await startSample()
const network = `${address}/troms-og-finnmark`
let browser: Browser

describe.skipIf(noBrowser)(`questions sent in${needsBrowser}`, () => {
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser.close())

  it('are asked without an account, answered, and read where they were asked', async () => {
    const desk = await browser.newContext({ locale: 'nb-NO', viewport: wide })
    const organiser = await signInAs(desk, address, /Lars Holm/)
    await organiser.goto(`${network}/new`)
    await organiser
      .getByLabel('Programmet')
      .fill('Fagdag om innspill\n\nonsdag 3. mars 2049\n09.00-10.00 Om avtaler\n10.00-11.00 Om kart')
    await organiser.getByRole('button', { name: 'Les programmet' }).click()
    await organiser.getByRole('button', { name: 'Opprett møtet' }).first().click()
    await organiser.waitForURL(/fagdag-om-innspill/)
    const meeting = organiser.url().replace(/[?#].*/, '')
    await organiser.getByRole('button', { name: 'Publiser' }).first().click()

    const phone = await browser.newContext({ locale: 'nb-NO', viewport: narrow, colorScheme: 'dark', javaScriptEnabled: true })
    const visitor = await phone.newPage()
    await visitor.goto(meeting)
    await visitor.getByRole('link', { name: 'Om avtaler' }).first().click()
    await visitor.getByRole('link', { name: 'Send inn spørsmål eller innspill' }).click()
    await visitor.getByLabel('Hva vil du si eller spørre om?').fill('Når løper de ut?')
    await visitor.getByLabel('Navn', { exact: true }).first().fill('Kari Leser')
    await expectAccessible(visitor, 'sending in, dark, on a phone')
    await visitor.getByRole('button', { name: 'Send inn', exact: true }).click()
    await visitor.getByText('Takk! Arrangørene har fått det.').waitFor()
    expect(await visitor.getByText('Når løper de ut?').count()).toBe(0)

    await organiser.goto(`${meeting}/questions`)
    await organiser.getByText('Når løper de ut?').first().waitFor()
    await organiser.getByLabel('Svar', { exact: true }).fill('Ved nyttår.')
    await expectAccessible(organiser, 'what waits for the organiser')
    await organiser.getByRole('button', { name: 'Svar, synlig for alle' }).click()
    await organiser.getByText('Besvart', { exact: true }).waitFor()

    await visitor.goto(meeting)
    await visitor.getByRole('link', { name: 'Om avtaler' }).first().click()
    await visitor.getByText('Ved nyttår.').waitFor()
    await expectAccessible(visitor, 'the item with its answer')
    await Promise.all([desk.close(), phone.close()])
  })
})
