/**
 * April 2020: a conference of two days with people registered cannot be held. The leaders' meeting goes online on its day, the
 * conference waits for a date; everybody gets one letter that fits them, and the old address tells the story.
 */
import ICAL from 'ical.js'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { makeMailServer } from '../mailserver.ts'
import { leavesOf, partsOf } from '../mime.ts'
import { expectAccessible, narrow, needsBrowser, noBrowser, openBrowser, signInAs, wide } from './browser.ts'
import { startSample } from './program.ts'

const smtp = await makeMailServer()
afterAll(() => smtp.end())
const program = await startSample({ SMTP_URL: smtp.url, MAIL_FROM: 'Samling <samling@nord.example>' })
let browser: Browser

describe.skipIf(noBrowser)(`a conference that cannot be held${needsBrowser}`, () => {
  let organiser: Page
  let member: Page
  let visitor: Page
  let path: string
  let partPath: string
  let uid: string
  let partUid: string
  const days: string[] = []
  const to = {
    both: 'peder@bibliotek.example',
    first: 'kari@nord.example',
    second: 'olav@nord.example',
    guest: 'gjest@utenfor.example',
    waiting: 'venter@nord.example',
    speaker: 'anne@universitetet.example',
    follower: 'leser@avis.example',
  }

  beforeAll(async () => {
    browser = await openBrowser()
    const context = () => browser.newContext({ locale: 'nb-NO', viewport: wide })
    organiser = await signInAs(await context(), program.address, /Marte Kirkerud/)
    member = await signInAs(await context(), program.address, /Peder Ås/)
    visitor = await (await context()).newPage()
  })
  afterAll(() => browser?.close())

  const go = (page: Page, url: string) => page.goto(`${program.address}${url}`)
  const press = async (page: Page, name: string | RegExp) => {
    await page.getByRole('button', { name }).first().click()
    await page.waitForLoadState()
  }
  /** A form sent as the page itself would. */
  const send = (page: Page, url: string, form: [string, string][]) =>
    page.evaluate(async ([to, fields]) => (await fetch(to, { method: 'POST', body: new URLSearchParams(fields) })).status, [
      url,
      form,
    ] as const)
  const register = (page: Page, name: string, email: string, on: readonly string[]) =>
    send(page, `${path}/register`, [
      ['for', 'colleague'],
      ['name', name],
      ['email', email],
      ...on.map((day): [string, string] => ['q.days', day]),
    ])

  /** What came to somebody, taken apart; the entry as another's parser reads it. */
  function mailsTo(address: string) {
    return smtp.received
      .filter((one) => one.to === address)
      .map(({ raw }) => {
        const leaves = leavesOf(partsOf(raw))
        const calendar = leaves.find((leaf) => leaf.type === 'text/calendar')
        const root = calendar && new ICAL.Component(ICAL.parse(calendar.content))
        const event = root?.getFirstSubcomponent('vevent')
        const value = (name: string) => event?.getFirstPropertyValue(name)?.toString() ?? null
        if (root) expect(calendar!.parameters['method']).toBe(root.getFirstPropertyValue('method'))
        return {
          text: leaves.find((leaf) => leaf.type === 'text/plain')!.content,
          method: calendar?.parameters['method'] ?? null,
          entry: event && {
            uid: value('uid'),
            start: value('dtstart'),
            end: value('dtend'),
            status: value('status'),
            location: value('location'),
            sequence: Number(value('sequence')),
            related: value('related-to'),
            attendees: event.getAllProperties('attendee').map((one) => one.getFirstValue()),
          },
        }
      })
  }
  const arrived = (count: number) =>
    vi.waitFor(() => expect(smtp.received.length).toBeGreaterThanOrEqual(count), { timeout: 30_000 })

  const first = Temporal.Now.plainDateISO().add({ days: 60 })
  const second = first.add({ days: 1 })

  it('is published, and people register: both days, one of them, in line, from outside; somebody speaks, somebody follows', async () => {
    const on = (date: Temporal.PlainDate) => date.toLocaleString('nb-NO', { day: 'numeric', month: 'long', year: 'numeric' })
    await go(organiser, '/troms-og-finnmark/new')
    await organiser
      .getByLabel('Programmet')
      .fill(
        `Biblioteksjef/ledermøte og konferanse\n${on(first)}\n09.00 Velkommen\n10.00 Om handlingsplanen\n15.15 Slutt\n${on(second)}\n09.00 Om framtida\n12.00 Avslutning`,
      )
    await press(organiser, 'Les programmet')
    await press(organiser, 'Opprett møtet')
    await press(organiser, /^Publiser/)
    path = new URL(organiser.url()).pathname
    const item = await organiser.locator('a', { hasText: 'Om framtida' }).first().getAttribute('href')
    await go(organiser, `${item}/edit`)
    await organiser.locator('input[name="speaker/0/name"]').fill('Anne Hansen')
    await organiser.locator('input[name="speaker/0/email"]').fill(to.speaker)
    await organiser.getByRole('button', { name: 'Lagre' }).first().click()
    await organiser.waitForLoadState()
    await go(organiser, path)
    expect(await send(organiser, `${path}/registration/open`, [])).toBe(200)
    await go(organiser, `${path}/registration/form`)
    await organiser.getByLabel('Plasser på stedet').fill('4')
    await organiser.locator('.sm-form__end').getByRole('button', { name: 'Lagre' }).click()
    await organiser.getByText('Påmeldingsskjemaet er lagret.').waitFor()

    await go(organiser, `${path}/register?for=colleague`)
    for (const box of await organiser.locator('input[name="q.days"]').all()) days.push((await box.getAttribute('value'))!)
    expect(days).toHaveLength(2)
    await go(member, `${path}/register?for=colleague`)
    await register(member, 'Peder Ås', to.both, days)
    await register(member, 'Kari Nes', to.first, [days[0]!])
    await register(member, 'Olav Vik', to.second, [days[1]!])
    await go(visitor, `${path}/register`)
    await register(visitor, 'Gjest Gran', to.guest, days)
    await vi.waitFor(() => expect(mailsTo(to.guest)).toHaveLength(1), { timeout: 20_000 })
    await visitor.goto(/http\S+\/r\/\S+/.exec(mailsTo(to.guest)[0]!.text)![0])
    await visitor.locator('form[action$="/confirm"] button').click()
    await visitor.waitForLoadState()
    await register(member, 'Venter Lund', to.waiting, days)
    await go(visitor, path)
    const meetingId = await visitor
      .locator('#follow input[name="subjectId"], #follow input[name="subject"]')
      .first()
      .getAttribute('value')
      .catch(() => null)
    if (meetingId)
      await send(visitor, '/troms-og-finnmark/follow', [
        ['kind', 'meeting'],
        ['subjectId', meetingId],
        ['email', to.follower],
      ])
    else {
      await visitor.locator('#follow a').first().click()
      await visitor.getByLabel(/E-post/).fill(to.follower)
      await press(visitor, 'Følg')
    }
    await vi.waitFor(() => expect(mailsTo(to.follower)).toHaveLength(1), { timeout: 20_000 })
    await visitor.goto(/http\S+\/following\/confirm\/\S+/.exec(mailsTo(to.follower)[0]!.text)![0])
    await visitor.locator('main form button').first().click()
    await visitor.waitForLoadState()
    // Every letter this step owes has come before the next one counts from nothing.
    const owed = { ...Object.fromEntries(Object.values(to).map((one) => [one, 1])), [to.guest]: 2, [to.speaker]: 0 }
    await vi.waitFor(() => expect(Object.fromEntries(Object.values(to).map((one) => [one, mailsTo(one).length]))).toEqual(owed), {
      timeout: 30_000,
    })
    expect(mailsTo(to.waiting)[0]!.method).toBeNull()
    const told = mailsTo(to.both).at(-1)!
    expect([told.method, told.entry!.end!.slice(0, 10)]).toEqual(['REQUEST', second.toString()])
    uid = told.entry!.uid!
  })

  it('one screen shows what everybody will be told, before anything happens, at any width and without script', async () => {
    smtp.received.length = 0
    await go(organiser, `${path}/change`)
    await expectAccessible(organiser, 'the screen for a change of plan')
    await organiser.locator('input[name="whole.where"][value="online"]').check()
    await organiser.locator('input[name="whole.joinUrl"]').fill('https://video.example.no/april')
    await organiser.locator('summary', { hasText: 'Skill ut en del' }).click()
    await organiser.getByRole('checkbox', { name: 'Skill ut en del som et eget møte' }).check()
    await organiser.locator(`input[name="split.day"][value="${days[1]}"]`).check()
    await organiser.getByLabel('Hva delen heter').fill('Bibliotekkonferansen')
    await organiser.locator('input[name="part.fate"][value="postpone"]').check()
    await organiser.getByLabel(/^Begrunnelse til alle/).fill('På grunn av situasjonen med korona.')
    await organiser.getByRole('checkbox', { name: 'Be innlederne bekrefte' }).check()
    await press(organiser, 'Se hva alle får vite')
    const preview = organiser.locator('#preview')
    for (const kind of [
      'Påmeldt begge deler',
      'Påmeldt møtet',
      'Påmeldt bare delen',
      'Får plass fra ventelisten',
      'Innledere',
      'Følger møtet',
    ])
      await preview.getByText(kind, { exact: true }).waitFor()
    await preview.getByText('UTSATT: Bibliotekkonferansen').waitFor()
    await expectAccessible(organiser, 'what everybody will be told')
    // It follows the form, and what was unfolded in it stays so.
    const letter = preview.getByRole('row', { name: /Påmeldt begge deler/ }).locator('details')
    await letter.locator('summary').click()
    await organiser.getByLabel(/^Begrunnelse til alle/).fill('På grunn av koronasituasjonen.')
    await letter.getByText('På grunn av koronasituasjonen.').waitFor()
    await organiser.getByLabel(/^Begrunnelse til alle/).fill('På grunn av situasjonen med korona.')
    await letter.getByText('På grunn av situasjonen med korona.').waitFor()
    await organiser.getByText('Viser det som står i skjemaet nå.').waitFor()
    expect(smtp.received).toEqual([])
    await go(visitor, path)
    expect(await visitor.getByText('utsatt').count()).toBe(0)
    const phone = await browser.newContext({
      locale: 'nb-NO',
      viewport: narrow,
      javaScriptEnabled: false,
      storageState: await organiser.context().storageState(),
    })
    const page = await phone.newPage()
    await go(page, `${path}/change`)
    await page.locator('input[name="whole.fate"][value="cancel"]').check()
    await page.getByRole('button', { name: 'Se hva alle får vite' }).click()
    await page.locator('#preview').getByText('AVLYST: Biblioteksjef/ledermøte').first().waitFor()
    await phone.close()
  })

  it('every person gets one letter that fits, and calendars are right', async () => {
    await press(organiser, /^Bekreft og send til 7/)
    await organiser.getByText('Planen er endret, og 7 har fått vite det.').waitFor()
    await arrived(7)
    // Nobody is told by another way besides.
    await new Promise((done) => setTimeout(done, 3000))
    expect(smtp.received.map((one) => one.to).sort()).toEqual(Object.values(to).sort())
    const [both] = mailsTo(to.both)
    expect(both!.text).toContain('holdes digitalt')
    expect(both!.text).toContain('Du er fortsatt påmeldt og trenger ikke gjøre noe.')
    expect(both!.text).toContain(
      'Bibliotekkonferansen er utsatt. Ny dato er ikke satt. Du er fortsatt påmeldt. Vi spør deg på nytt når ny dato er klar.',
    )
    expect(both!.text).toContain('På grunn av situasjonen med korona.')
    expect(both!.method).toBe('REQUEST')
    expect(both!.entry).toMatchObject({
      uid,
      start: `${first}T09:00:00`,
      status: 'CONFIRMED',
      location: `${program.address}${path}`,
      sequence: 1,
      attendees: [`mailto:${to.both}`],
    })
    expect(both!.entry!.end!.slice(0, 10)).toBe(first.toString())
    const [one] = mailsTo(to.first)
    expect([one!.method, one!.text.includes('på nytt')]).toEqual(['REQUEST', false])
    const [other] = mailsTo(to.second)
    expect([other!.method, other!.entry!.uid, other!.entry!.status]).toEqual(['CANCEL', uid, 'CANCELLED'])
    expect(other!.text).not.toContain('trenger ikke gjøre noe')
    const [waiting] = mailsTo(to.waiting)
    expect(waiting!.text).toContain('Du sto på venteliste, og har fått plass.')
    expect(waiting!.method).toBe('REQUEST')
    expect(mailsTo(to.guest)[0]!.method).toBe('REQUEST')
    const [speaker] = mailsTo(to.speaker)
    expect([speaker!.method, speaker!.text.includes('Kan du fortsatt være med?')]).toEqual([null, true])
    const [follower] = mailsTo(to.follower)
    expect([follower!.method, /\/following\//.test(follower!.text)]).toEqual([null, true])
  })

  it('the old address tells the story, and so do the old addresses of items and the speaker’s own page', async () => {
    await go(visitor, path)
    await visitor.getByText('En del av det som var planlagt, er utsatt.').waitFor()
    await visitor.getByText('På grunn av situasjonen med korona.').first().waitFor()
    await expectAccessible(visitor, 'the meeting that was split')
    await visitor.locator('#plan').getByRole('link', { name: 'Bibliotekkonferansen' }).click()
    await visitor.getByText('Dette var en del av et annet møte.').waitFor()
    await visitor.getByText('Ny dato er ikke satt').first().waitFor()
    partPath = new URL(visitor.url()).pathname
    await expectAccessible(visitor, 'the part that waits for a date')
    const item = (await visitor.locator('a', { hasText: 'Om framtida' }).first().getAttribute('href'))!
    const answer = await visitor.goto(`${program.address}${item.replace(partPath, path)}`)
    expect([answer!.status(), new URL(visitor.url()).pathname]).toEqual([200, item])
    await visitor.goto(/http\S+\/s\/\S+/.exec(mailsTo(to.speaker)[0]!.text)![0])
    await press(visitor, 'Ja, jeg kan')
    await visitor.getByText('Takk. Arrangøren ser at du kan.').waitFor()
  })

  it('the conference gets a date later: those registered are asked again, and the organiser sees who has not answered', async () => {
    smtp.received.length = 0
    await go(organiser, `${partPath}/change`)
    await organiser.locator('input[name="whole.fate"][value="date"]').check()
    await organiser.locator(`input[name="whole.date/${days[1]}"]`).fill(first.add({ days: 120 }).toString())
    expect(await organiser.locator('input[name="whole.people"][value="ask"]').isChecked()).toBe(true)
    await press(organiser, 'Se hva alle får vite')
    await press(organiser, /^Bekreft og send til/)
    await organiser.getByText(/Planen er endret, og \d+ har fått vite det\./).waitFor()
    await vi.waitFor(() => expect(mailsTo(to.both)).toHaveLength(1), { timeout: 20_000 })
    const [again] = mailsTo(to.both)
    expect(again!.text).toContain('Kommer du fortsatt?')
    partUid = again!.entry!.uid!
    expect(partUid).not.toBe(uid)
    expect([again!.method, again!.entry!.status, again!.entry!.related]).toEqual(['REQUEST', 'CONFIRMED', uid])
    expect(again!.entry!.start).toBe(`${first.add({ days: 120 })}T09:00:00`)
    expect(mailsTo(to.first)).toEqual([])
    await go(organiser, `${partPath}/registrations`)
    await organiser.getByText(/4 er spurt om de fortsatt kommer/).waitFor()
    await visitor.goto(/http\S+\/r\/\S+/.exec(again!.text)![0])
    await visitor.locator('form[action$="/still"] button').click()
    await visitor.waitForLoadState()
    await go(organiser, `${partPath}/registrations`)
    await organiser.getByText(/3 er spurt om de fortsatt kommer/).waitFor()
  })

  it('and comes back into the meeting: one registration each, the part taken out of calendars', async () => {
    smtp.received.length = 0
    await go(organiser, `${path}/change`)
    await organiser.getByRole('radio', { name: 'Bibliotekkonferansen' }).check()
    await press(organiser, 'Se hva alle får vite')
    await expectAccessible(organiser, 'what a merge will come to')
    await press(organiser, /^Bekreft og send til/)
    await organiser.getByText(/Planen er endret, og \d+ har fått vite det\./).waitFor()
    await vi.waitFor(() => expect(mailsTo(to.both)).toHaveLength(2), { timeout: 20_000 })
    const all = mailsTo(to.both).map((one) => [one.method, one.entry!.uid])
    expect(all).toContainEqual(['REQUEST', uid])
    expect(all).toContainEqual(['CANCEL', partUid])
    await go(visitor, partPath)
    await visitor.getByText('Denne delen er tatt inn igjen i møtet den kom fra.').waitFor()
    await go(visitor, path)
    await visitor.getByText('En utskilt del er tatt inn igjen.').waitFor()
    await visitor.getByText('Om framtida').first().waitFor()
  })
})
