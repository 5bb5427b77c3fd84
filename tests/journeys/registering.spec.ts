/** Registration: an organiser opens it, a member and a visitor register, somebody withdraws and the line moves. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, narrow, needsBrowser, noBrowser, openBrowser, signInAs, wide } from './browser.ts'
import { startSample } from './program.ts'

const { address } = await startSample()
let browser: Browser

describe.skipIf(noBrowser)(`registering for a conference${needsBrowser}`, () => {
  let organiser: Page
  let member: Page
  let path: string
  beforeAll(async () => {
    browser = await openBrowser()
    const context = () => browser.newContext({ locale: 'nb-NO', viewport: wide })
    organiser = await signInAs(await context(), address, /Marte Kirkerud/)
    member = await signInAs(await context(), address, /Peder Ås/)
    const first = Temporal.Now.plainDateISO().add({ days: 90 })
    const on = (date: Temporal.PlainDate) => date.toLocaleString('nb-NO', { day: 'numeric', month: 'long', year: 'numeric' })
    await organiser.goto(`${address}/troms-og-finnmark/new`)
    await organiser
      .getByLabel('Programmet')
      .fill(
        `Påmeldingskonferansen\n${on(first)}\n10.00 Velkommen\n12.00 Lunsj\n${on(first.add({ days: 1 }))}\n09.00 Om framtida\n12.00 Slutt`,
      )
    await organiser.getByRole('button', { name: 'Les programmet' }).click()
    await organiser.getByRole('button', { name: 'Opprett møtet' }).first().click()
    await press(organiser, /^Publiser/)
    path = new URL(organiser.url()).pathname
  })
  afterAll(() => browser.close())

  const press = async (page: Page, name: string | RegExp) => {
    await page.getByRole('button', { name }).first().click()
    await page.waitForLoadState()
  }

  it('an organiser opens it with one click, limits the places and adds a question of their own', async () => {
    await organiser.goto(`${address}${path}`)
    await organiser.getByRole('link', { name: 'Åpne påmelding' }).click()
    await organiser.waitForLoadState()
    await press(organiser, 'Åpne påmeldingen')
    await organiser.getByText('Påmeldingen er åpen til').waitFor()
    await organiser.getByLabel('Plasser på stedet').fill('1')
    await organiser.getByLabel('Legg til et spørsmål').selectOption({ label: 'Velg én' })
    await press(organiser, 'Legg til')
    await organiser.getByText('Endringene er ikke lagret ennå.').waitFor()
    expect(await organiser.getByLabel('Plasser på stedet').inputValue()).toBe('1')
    const own = organiser.locator('.sm-reg__q').last()
    await own.locator('summary').first().click()
    await own.getByLabel('Spørsmål', { exact: true }).fill('Hvilken gruppe vil du i?')
    const save = () => organiser.locator('.sm-form__end').getByRole('button', { name: 'Lagre' }).click()
    await save()
    await organiser.getByText('Skriv minst ett alternativ').first().waitFor()
    await organiser.locator('.sm-reg__q').last().getByLabel('Alternativer').fill('Formidling\nSamlinger')
    await save()
    await organiser.getByText('Påmeldingsskjemaet er lagret.').waitFor()
    await organiser.locator('#preview').getByText('Samlinger').waitFor()
    await expectAccessible(organiser, 'the form builder')
  })

  it('a member registers with what is known filled in', async () => {
    await member.goto(`${address}${path}`)
    await member.getByRole('link', { name: 'Meld deg på' }).click()
    await member.waitForLoadState()
    expect(await member.getByLabel('Navn').inputValue()).toBe('Peder Ås')
    await member.getByLabel('Kosthold og allergier').fill('Uten skalldyr')
    await member.getByLabel('Formidling').check()
    await expectAccessible(member, 'the form to register')
    await press(member, 'Send påmeldingen')
    await member.getByText('Peder Ås er påmeldt.').waitFor()
    await expectAccessible(member, 'one’s own registration')
  })

  it('a visitor on a phone without script is asked to confirm, and counts for nothing before', async () => {
    const context = await browser.newContext({ locale: 'nb-NO', viewport: narrow, javaScriptEnabled: false })
    const page = await context.newPage()
    await page.goto(`${address}${path}`)
    await page.getByRole('link', { name: 'Still deg på venteliste' }).click()
    await page.getByLabel('Navn').fill('Kari Gjest')
    await page.getByLabel('E-post').fill('kari.gjest@example.org')
    await press(page, 'Still deg på venteliste')
    await page.getByText('vi har sendt en e-post til kari.gjest@example.org').waitFor()
    await context.close()
    // Nobody is in the line before the address has answered.
    await organiser.goto(`${address}${path}/registrations`)
    await organiser.getByText('1 ikke bekreftet').waitFor()
  })

  it('the organiser sees who comes and who is missing, and the place moves on when somebody withdraws', async () => {
    await organiser.goto(`${address}${path}/register?for=colleague`)
    await organiser.getByLabel('Navn').fill('Ola Neste')
    await organiser.getByLabel('E-post').fill('ola.neste@example.org')
    await press(organiser, 'Still deg på venteliste')
    await organiser.goto(`${address}${path}/registrations`)
    const line = (name: string) => organiser.getByRole('row', { name: new RegExp(name) })
    await line('Ola Neste').getByText('Venteliste').waitFor()
    await organiser.getByRole('heading', { name: 'Mangler' }).first().waitFor()
    await expectAccessible(organiser, 'the overview of registrations')
    await press(organiser, 'Meld av Peder Ås')
    await organiser.getByText('Peder Ås er meldt av').waitFor()
    await line('Ola Neste').getByText('Påmeldt').waitFor()
    for (const file of ['all.xlsx', 'kitchen.csv', 'badges.pdf', 'signin.pdf'])
      expect((await organiser.context().request.get(`${address}${path}/registrations/${file}`)).status()).toBe(200)
  })

  it('attendance is kept by itself', async () => {
    await organiser.goto(`${address}${path}/attendance`)
    await press(organiser, 'Ola Neste: Til stede')
    await organiser.getByText('Oppmøtet er lagret.').waitFor()
    expect(await organiser.getByRole('button', { name: 'Ola Neste: Til stede' }).getAttribute('aria-pressed')).toBe('true')
    await expectAccessible(organiser, 'the list of attendance')
  })

  it('a group has its own link, which offers its day, and asks it for a file', async () => {
    await organiser.goto(`${address}${path}/registration/form`)
    await organiser.getByLabel('Plasser på stedet').fill('')
    await organiser.getByLabel('Legg til et spørsmål').selectOption({ label: 'Fil' })
    await press(organiser, 'Legg til')
    const question = organiser.locator('.sm-reg__q').last()
    const label = question.getByLabel('Spørsmål', { exact: true })
    if (!(await label.isVisible())) await question.locator('summary').first().click()
    await label.fill('Sammendrag')
    await organiser.getByText('Grupper som inviteres for seg').click()
    await organiser.getByLabel('Navn på gruppen').first().fill('Ledere')
    await organiser.getByRole('group', { name: 'Ny gruppe' }).first().getByRole('checkbox').nth(1).check()
    await organiser.locator('.sm-form__end').getByRole('button', { name: 'Lagre' }).click()
    await organiser.getByText('Påmeldingsskjemaet er lagret.').waitFor()
    const link = await organiser.getByLabel('Lenke til påmeldingen for Ledere').inputValue()
    await expectAccessible(organiser, 'the form builder with a group')

    const context = await browser.newContext({ locale: 'nb-NO', viewport: narrow, javaScriptEnabled: false })
    const leader = await context.newPage()
    await leader.goto(link)
    await leader.getByText('Du deltar som Ledere.').waitFor()
    expect(await leader.getByRole('checkbox', { name: /^Lunsj/ }).count()).toBe(1)
    await leader.getByLabel('Navn').fill('Toppleder Čáhci')
    await leader
      .getByLabel('Sammendrag')
      .setInputFiles({ name: 'sammendrag.txt', mimeType: 'text/plain', buffer: Buffer.from('Hei') })
    await leader.getByLabel('Formidling').check()
    await press(leader, 'Send påmeldingen')
    // The address is missing; the file is there already.
    await leader.getByText('sammendrag.txt').waitFor()
    await leader.getByLabel('E-post').fill('toppleder@example.org')
    await press(leader, 'Send påmeldingen')
    await leader.getByText('vi har sendt en e-post til toppleder@example.org').waitFor()
    await context.close()
    await member.goto(`${link}&for=colleague`)
    await expectAccessible(member, 'a group’s own form, with a file')

    await organiser.goto(`${address}${path}/registrations`)
    await organiser.getByRole('link', { name: 'Endre Toppleder Čáhci' }).click()
    const href = await organiser.getByRole('link', { name: 'sammendrag.txt' }).getAttribute('href')
    const file = await organiser.context().request.get(address + href)
    expect(await file.text()).toBe('Hei')
    await expectAccessible(organiser, 'a registration with a file')
  })

  it('attendance is kept at one item too', async () => {
    await organiser.goto(`${address}${path}/attendance`)
    await organiser.getByLabel('Post', { exact: true }).selectOption({ label: 'Om framtida' })
    await press(organiser, 'Før oppmøte på posten')
    await organiser.getByText('Oppmøte føres på «Om framtida».').waitFor()
    await organiser.getByRole('link', { name: 'Om framtida' }).click()
    await organiser.getByRole('heading', { name: 'Oppmøte: Om framtida' }).waitFor()
    await press(organiser, 'Ola Neste: Forfall')
    await organiser.getByText('Oppmøtet er lagret.').waitFor()
    await expectAccessible(organiser, 'the list of attendance of an item')
    // The list of the meeting says what was said there.
    await organiser.goto(`${address}${path}/attendance`)
    expect(await organiser.getByRole('button', { name: 'Ola Neste: Til stede' }).getAttribute('aria-pressed')).toBe('true')
  })

  it('an organiser looks at some of them and writes to those', async () => {
    await organiser.goto(`${address}${path}/registrations`)
    await organiser.getByLabel('Tilstand').selectOption({ label: 'Påmeldt' })
    await press(organiser, 'Vis')
    expect(await organiser.getByRole('row', { name: /Toppleder/ }).count()).toBe(0)
    await organiser.getByRole('checkbox', { name: 'Velg Ola Neste' }).check()
    await expectAccessible(organiser, 'a selection of registrations')
    await press(organiser, 'Skriv til dem du har satt hake ved')
    expect(new URL(organiser.url()).pathname).toContain('/notices/')
  })
})
