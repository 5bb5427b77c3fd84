import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { meeting, meetingRole } from '#meeting/tables.ts'
import { deleteMinutes } from '#minutes/retention/writes.ts'
import { approve, publish } from '#minutes/state/writes.ts'
import { minutes } from '#minutes/tables.ts'
import { membership, organisation } from '#network/tables.ts'
import { inTransaction } from '#platform/activity/writes.ts'
import { newId } from '#platform/db/id.ts'
import { mail } from '#platform/mail/tables.ts'
import { item } from '#programme/tables.ts'
import { action as actionBlock, furnishStage, type MinutesStage, paragraph, writeOn } from '../../tests/minutesstage.ts'
import { makeWorld, type Who, type World } from '../../tests/world.ts'
import { takeUpActions } from './keeping/writes.ts'
import { listActions, listUpdates } from './reads.ts'
import { actionLinkPath } from './rules.ts'
import { action, actionLink, actionUpdate } from './tables.ts'

let world: World
let stage: MinutesStage
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.end())
beforeEach(async () => {
  await world.ground.db.delete(mail)
  await world.ground.db.delete(action)
  stage = await furnishStage(world)
})

const db = () => world.ground.db
const network = () => ({ id: world.networkId, slug: world.networkSlug, timezone: 'Europe/Oslo' })
const seen = async (who: Who | null) => (await listActions(db(), await world.actor(who), network())).map((one) => one.text)
const rows = () => db().select().from(action)
const A = newId()
const block = (text: string, attrs: Record<string, unknown> = {}) => {
  const made = actionBlock(A, text)
  return { ...made, attrs: { ...made.attrs, ...attrs } }
}
const write = (...content: Parameters<typeof writeOn>[3][]) => writeOn(world, stage.organiser, stage.first, ...content)
const base = () => `/${world.networkSlug}/actions`

/** One added beside minutes. */
async function given(over: Partial<typeof action.$inferInsert> = {}) {
  const [row] = await db()
    .insert(action)
    .values({ networkId: world.networkId, locale: 'nb', text: 'Lage en oversikt', ...over })
    .returning()
  return row!
}

describe('an action that begins in minutes', () => {
  test('is for those who write them until they are published, and says what readers have', async () => {
    await db()
      .insert(meetingRole)
      .values({
        ...{ networkId: world.networkId, meetingId: stage.meeting.id },
        ...{ personId: world.people.member.id, role: 'minute_taker' },
      })
    const number = await write(block('Sende planen.', { due: '2020-05-15' }))
    expect([await seen('organiser'), await seen('member'), await seen('outsider'), await seen(null)]).toEqual([
      ['Sende planen.'],
      ['Sende planen.'],
      [],
      [],
    ])
    await publish(db(), stage.organiser, stage.first, number)
    expect(await seen(null)).toEqual(['Sende planen.'])
    await write(block('Sende planen til alle.'), actionBlock(newId(), 'Bare i utkastet.'))
    expect(await seen(null)).toEqual(['Sende planen.'])
  })

  test('goes its own way where somebody changed it, and follows the text where that says something new', async () => {
    let number = await write(block('Sende planen.', { due: '2020-05-15' }))
    await db().update(action).set({ due: '2020-06-01', status: 'under_way' })
    number = await write(block('Sende planen til alle.', { due: '2020-05-15' }))
    expect(await rows()).toMatchObject([{ text: 'Sende planen til alle.', due: '2020-06-01', status: 'under_way' }])
    await approve(db(), stage.organiser, stage.first, number)
    const [row] = await rows()
    await db().update(action).set({ text: 'Sendt på nytt' })
    await publish(db(), stage.organiser, stage.first, number)
    expect(await rows()).toMatchObject([{ id: row!.id, text: 'Sendt på nytt' }])
  })

  test('goes with its block, or is dropped with a reason where something was told of it, and comes back with it', async () => {
    await write(block('Sende planen.'))
    await write(paragraph('Ingenting.'))
    expect((await rows())[0]!.deletedAt).not.toBeNull()
    await write(block('Sende planen.'))
    const [row] = await rows()
    expect(row!.deletedAt).toBeNull()
    await db()
      .insert(actionUpdate)
      .values({ networkId: world.networkId, actionId: row!.id, text: 'Halvveis', status: 'under_way' })
    await db().update(action).set({ status: 'under_way' })
    await write(paragraph('Ingenting.'))
    expect(await rows()).toMatchObject([{ status: 'dropped', reason: 'Tatt ut av referatet.', deletedAt: null }])
    await write(block('Sende planen.'))
    expect(await rows()).toMatchObject([{ status: 'under_way', reason: null }])
  })

  test('outlives its minutes when those go by a rule, and tells nobody more than they did', async () => {
    const number = await write(block('Sende planen.'))
    const [row] = await db().select().from(minutes).where(eq(minutes.itemId, stage.first.item.id))
    const gone = (id: string) => inTransaction(db(), (tx) => deleteMinutes(tx, id))
    await publish(db(), stage.organiser, stage.first, number)
    const second = await writeOn(world, stage.organiser, stage.second, actionBlock(newId(), 'Bare i et utkast.'))
    const [draft] = await db().select().from(minutes).where(eq(minutes.itemId, stage.second.item.id))
    expect([await gone(row!.id), await gone(draft!.id), second > 0]).toEqual([true, true, true])
    expect(await seen(null)).toEqual(['Sende planen.'])
    expect((await seen('organiser')).sort()).toEqual(['Bare i et utkast.', 'Sende planen.'])
  })

  test('is found in minutes from before actions lived on their own, once', async () => {
    const number = await write(block('Sende planen.'))
    await publish(db(), stage.organiser, stage.first, number)
    await db().delete(action)
    expect(await takeUpActions(world.ground)).toBeGreaterThan(0)
    expect(await seen(null)).toContain('Sende planen.')
    expect(await takeUpActions(world.ground)).toBe(0)
  })
})

describe('an action added beside minutes', () => {
  const form = { text: 'Lage en oversikt', due: '2035-05-29', place: '', audience: 'members', project: '' }

  test('is for members, comes to its owner by mail, and is told of by the link there alone', async () => {
    const personId = world.people.member.id
    const answer = await world.as('organiser', { url: `${base()}/new`, form: { ...form, personId, organisationId: '' } })
    expect(answer.statusCode).toBe(303)
    expect([await seen('member'), await seen(null)]).toEqual([['Lage en oversikt'], []])
    const [sent] = await db().select().from(mail)
    expect(sent).toMatchObject({ to: world.people.member.email, subject: 'Noe å følge opp: Lage en oversikt' })
    const link = /\/a\/[\w-]+/.exec(sent!.text)![0]

    const page = await world.as(null, { url: link })
    expect(page.statusCode).toBe(200)
    expect(page.headers['referrer-policy']).toBe('same-origin')
    const told = { version: '1', status: 'under_way', progress: '69', text: '27 av 39 kommuner har svart' }
    expect((await world.as(null, { url: link, form: told })).statusCode).toBe(303)
    const [row] = await rows()
    expect(row).toMatchObject({ status: 'under_way', progress: 69, version: 2 })
    const [update] = await listUpdates(db(), [row!.id])
    expect(update).toMatchObject({ text: '27 av 39 kommuner har svart', personId, via: 'link' })

    const change = { version: '2', personId: '', organisationId: '', project: 'E-bøker', due: '2035-06-01', note: 'Ny plan' }
    expect((await world.as('organiser', { url: `${base()}/${row!.publicId}`, form: change })).statusCode).toBe(303)
    for (const late of [{ url: link }, { url: link, form: told }]) {
      const gone = await world.as(null, late)
      expect([gone.statusCode, gone.body.includes('Lenken virker ikke')]).toEqual([404, true])
    }
    const trace = (await listUpdates(db(), [row!.id]))[0]
    expect(trace).toMatchObject({ dueFrom: '2035-05-29', dueTo: '2035-06-01', text: 'Ny plan' })
    expect([trace!.ownerFrom?.name, trace!.ownerTo?.name]).toEqual(['Test member', 'E-bøker'])
  })

  test('of an organisation is told to its members, and may be told of by them', async () => {
    const [library] = await db()
      .insert(organisation)
      .values({ networkId: world.networkId, name: { nb: 'Alta bibliotek' }, type: 'public' })
      .returning()
    await db().update(membership).set({ organisationId: library!.id }).where(eq(membership.personId, world.people.member.id))
    const owned = { ...form, personId: '', organisationId: library!.id }
    await world.as('organiser', { url: `${base()}/new`, form: owned })
    expect((await db().select().from(mail)).map((one) => one.to)).toEqual([world.people.member.email])
    const [row] = await rows()
    const url = `${base()}/${row!.publicId}/updates`
    const told = { version: '1', status: 'blocked', progress: '', text: 'Venter på leverandøren' }
    expect((await world.as('owner', { url: `${base()}?view=organisation` })).body).not.toContain('Lage en oversikt')
    expect((await world.as('member', { url, form: told })).statusCode).toBe(303)
    await db().update(membership).set({ organisationId: null }).where(eq(membership.personId, world.people.member.id))
    expect((await world.as('member', { url, form: { ...told, version: '2' } })).statusCode).toBe(403)
  })

  test('keeps what was typed when somebody else was first, and when something is wrong', async () => {
    const row = await given({ personId: world.people.member.id })
    const url = `${base()}/${row.publicId}/updates`
    await world.as('organiser', { url, form: { version: '1', status: 'under_way', progress: '', text: 'Begynt' } })
    const late = await world.as('member', { url, form: { version: '1', status: 'done', progress: '', text: 'Alt er sendt' } })
    expect(late.statusCode).toBe(409)
    expect(late.body).toContain('Alt er sendt')
    expect(late.body).toContain('Noen andre har endret dette')
    const wrong = await world.as('member', { url, form: { version: '2', status: 'done', progress: '101', text: 'Nesten' } })
    expect(wrong.statusCode).toBe(422)
    expect(wrong.body).toContain('Nesten')
    expect(wrong.body).toContain('fra 0 til 100')
    expect((await rows())[0]!.status).toBe('under_way')
  })

  test('names persons, and what they tell, to members alone', async () => {
    const row = await given({ personId: world.people.member.id, audience: 'public', who: 'Alta bibliotek' })
    await db()
      .insert(actionUpdate)
      .values({ networkId: world.networkId, actionId: row.id, text: 'Hemmelig nytt', name: 'Test member' })
    for (const url of [base(), `${base()}/${row.publicId}`, `${base()}/all.csv`]) {
      const [open, inside] = [await world.as(null, { url }), await world.as('owner', { url: `${url}?view=all` })]
      expect(open.body).toContain('Alta bibliotek')
      expect(open.body).not.toMatch(/Hemmelig nytt|Test member/)
      expect(inside.body).toMatch(/Hemmelig nytt[\s\S]*|Test member/)
      expect(inside.body).toContain('Test member')
    }
  })

  test('takes a file with what is told, hands it out to those who are told, and nothing that runs', async () => {
    const row = await given({ personId: world.people.member.id, audience: 'public' })
    const url = `${base()}/${row.publicId}`
    const send = (content: string, version: number) => {
      const fields = { version: String(version), status: 'under_way', progress: '', text: 'Se oversikten' }
      const part = (head: string, body: string) => `--grense\r\ncontent-disposition: form-data; ${head}\r\n\r\n${body}\r\n`
      const payload = [
        ...Object.entries(fields).map(([name, value]) => part(`name="${name}"`, value)),
        part('name="file"; filename="oversikt.pdf"', content),
        '--grense--\r\n',
      ].join('')
      const headers = { 'content-type': 'multipart/form-data; boundary=grense' }
      return world.as('member', { method: 'POST', url: `${url}/updates`, payload, headers })
    }
    const wrong = await send('<!doctype html><script>alert(1)</script>', 1)
    expect([wrong.statusCode, wrong.body.includes('Filen kan ikke brukes')]).toEqual([422, true])
    expect((await send('%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n', 1)).statusCode).toBe(303)
    const [update] = await listUpdates(db(), [row.id])
    const file = `${url}/files/${update!.id}`
    expect((await world.as('member', { url })).body).toContain(`href="${file}"`)
    const handed = await world.as('owner', { url: file })
    expect([handed.statusCode, handed.headers['content-type']]).toEqual([200, 'application/pdf'])
    expect((await world.as(null, { url: file })).statusCode).toBe(404)
  })

  test('leaves with whoever leaves the network: they neither see it, nor come by their link, and it stays theirs', async () => {
    const row = await given({ personId: world.people.member.id, audience: 'invited' })
    const [link] = await db()
      .insert(actionLink)
      .values({ networkId: world.networkId, actionId: row.id, personId: world.people.member.id })
      .returning()
    const url = actionLinkPath(world.ground.secret, link!)
    const ways = async () => [await seen('member'), (await world.as(null, { url })).statusCode]
    expect(await ways()).toEqual([['Lage en oversikt'], 200])
    const theirs = eq(membership.personId, world.people.member.id)
    await db().update(membership).set({ to: '2035-01-01T00:00:00Z' }).where(theirs)
    try {
      expect(await ways()).toEqual([[], 404])
      const page = (await world.as('organiser', { url: `${base()}/${row.publicId}` })).body
      expect(page).toMatch(new RegExp(`<option value="${world.people.member.id}"[^>]*selected`))
    } finally {
      await db().update(membership).set({ to: null }).where(theirs)
    }
  })

  test('tells its owner nothing of a meeting and an item that are not for them', async () => {
    const { meeting: of, first } = stage
    const own = { personId: world.people.member.id, meetingId: of.id, itemId: first.item.id }
    const row = await given({ ...own, audience: 'invited' })
    const titles = async () => {
      const [one] = await listActions(db(), await world.actor('member'), network(), { ids: [row.id] })
      return [one?.meeting?.title, one?.item?.title]
    }
    expect(await titles()).toEqual([{ nb: 'Ledermøte' }, { nb: 'Om handlingsplan' }])
    await db().update(item).set({ audience: 'invited' }).where(eq(item.id, first.item.id))
    expect(await titles()).toEqual([{ nb: 'Ledermøte' }, undefined])
    await db().update(meeting).set({ publishedAt: null }).where(eq(meeting.id, of.id))
    expect(await titles()).toEqual([undefined, undefined])
  })

  test('comes by mail to whoever it is given to, and not again to whoever had it', async () => {
    const row = await given({ personId: world.people.member.id })
    const url = `${base()}/${row.publicId}`
    const change = { version: '1', personId: world.people.member.id, organisationId: '', project: 'E-bøker', due: '', note: '' }
    expect((await world.as('organiser', { url, form: change })).statusCode).toBe(303)
    expect(await db().select().from(mail)).toEqual([])
    const others = { ...change, version: '2', personId: world.people.owner.id }
    expect((await world.as('organiser', { url, form: others })).statusCode).toBe(303)
    expect(await db().select().from(mail)).toMatchObject([{ to: world.people.owner.email }])
  })

  test('ends with a reason, and is deleted only while nobody has told of it', async () => {
    const row = await given({ personId: world.people.member.id })
    const url = `${base()}/${row.publicId}`
    const end = (reason: string) => world.as('member', { url: `${url}/end`, form: { version: '1', as: 'dropped', reason } })
    expect((await end('')).statusCode).toBe(422)
    expect((await end('Leverandøren gjør det')).statusCode).toBe(303)
    expect((await world.as('organiser', { url: `${url}/remove`, form: {} })).statusCode).toBe(403)
    const other = await given()
    expect((await world.as('organiser', { url: `${base()}/${other.publicId}/remove`, form: {} })).statusCode).toBe(303)
    expect(await seen('organiser')).toEqual(['Lage en oversikt'])
  })
})

describe('several at once', () => {
  /** What takes a change back, as the page that follows it says. */
  function undoIn({ headers }: { headers: Record<string, unknown> }) {
    const notice = String(headers['set-cookie']).match(/=([^;]+)/)![1]!
    return JSON.parse(Buffer.from(decodeURIComponent(notice).split('.')[0]!, 'base64url').toString()).undo
  }

  test('are changed, and undone where nobody changed them since', async () => {
    const [one, two] = [await given({ text: 'Én' }), await given({ text: 'To', due: '2035-01-01' })]
    const form = { ids: [`${one.id}:1`, `${two.id}:1`], status: 'under_way', due: '2035-02-02', owner: '', project: '' }
    const answer = await world.as('organiser', { url: `${base()}/bulk?view=all`, form })
    expect(answer.headers['location']).toBe(`${base()}?view=all`)
    expect((await rows()).map((row) => [row.status, row.due])).toEqual([
      ['under_way', '2035-02-02'],
      ['under_way', '2035-02-02'],
    ])
    const told = { version: '2', status: 'done', progress: '', text: 'Ferdig' }
    await world.as('organiser', { url: `${base()}/${one.publicId}/updates`, form: told })
    const undo = undoIn(answer)
    expect((await world.as('organiser', { url: undo.action, form: undo.fields })).statusCode).toBe(303)
    const after = new Map((await rows()).map((row) => [row.id, row]))
    expect(after.get(two.id)).toMatchObject({ status: 'not_started', due: '2035-01-01' })
    expect(after.get(one.id)).toMatchObject({ status: 'done', due: '2035-02-02' })
    expect((await world.as('organiser', { url: undo.action, form: undo.fields })).statusCode).toBe(404)
  })

  test('what somebody changed since it was shown stays, and a choice that is none is said at its field', async () => {
    const [one, two] = [await given({ text: 'Én' }), await given({ text: 'To' })]
    const told = { version: '1', status: 'done', progress: '', text: 'Ferdig' }
    await world.as('organiser', { url: `${base()}/${one.publicId}/updates`, form: told })
    const form = { ids: [`${one.id}:1`, `${two.id}:1`], status: 'under_way', due: '', owner: '', project: '', reason: '' }
    for (const owner of [`person:${newId()}`, `person:${'-'.repeat(36)}`]) {
      const wrong = await world.as('organiser', { url: `${base()}/bulk?view=all`, form: { ...form, owner } })
      expect([wrong.statusCode, wrong.body.includes('href="#bulk-owner"')]).toEqual([422, true])
    }
    expect((await world.as('organiser', { url: `${base()}/bulk`, form })).statusCode).toBe(303)
    expect((await rows()).map((row) => [row.text, row.status]).sort()).toEqual([
      ['To', 'under_way'],
      ['Én', 'done'],
    ])
  })

  test('come to their new owner in one mail, with a link to each', async () => {
    const [one, two] = [await given({ text: 'Én' }), await given({ text: 'To', due: '2035-05-29' })]
    const form = { ids: [`${one.id}:1`, `${two.id}:1`], status: '', due: '', project: '', reason: 'Ny plan' }
    const owner = `person:${world.people.member.id}`
    expect((await world.as('organiser', { url: `${base()}/bulk`, form: { ...form, owner } })).statusCode).toBe(303)
    const sent = await db().select().from(mail)
    expect(sent).toMatchObject([{ to: world.people.member.email, subject: '2 ting å følge opp' }])
    expect(sent[0]!.text).toMatch(/To[\s\S]*29\. mai 2035[\s\S]*Én[\s\S]*Ny plan/)
    const links = sent[0]!.text.match(/\/a\/[\w-]+/g)!
    const opened = () => Promise.all(links.map(async (url) => (await world.as(null, { url })).statusCode))
    expect(await opened()).toEqual([200, 200])
    const on = { ...form, ids: [`${one.id}:2`], owner: `person:${world.people.owner.id}` }
    const undo = undoIn(await world.as('organiser', { url: `${base()}/bulk`, form: on }))
    expect(await opened()).toEqual([200, 404])
    await world.as('organiser', { url: undo.action, form: undo.fields })
    expect(await opened()).toEqual([200, 200])
  })

  test('rest with a reason, which is said once for all of them', async () => {
    const [one, two] = [await given({ text: 'Én' }), await given({ text: 'To' })]
    const form = { ids: [`${one.id}:1`, `${two.id}:1`], status: 'blocked', due: '', owner: '', project: '', reason: '' }
    const silent = await world.as('organiser', { url: `${base()}/bulk`, form })
    expect([silent.statusCode, silent.body.includes('Skriv hvorfor.')]).toEqual([422, true])
    expect((await rows()).map((row) => row.status)).toEqual(['not_started', 'not_started'])
    const reason = 'Venter på leverandøren'
    expect((await world.as('organiser', { url: `${base()}/bulk`, form: { ...form, reason } })).statusCode).toBe(303)
    expect((await rows()).map((row) => [row.status, row.reason])).toEqual([
      ['blocked', reason],
      ['blocked', reason],
    ])
    expect((await listUpdates(db(), [one.id, two.id])).map((update) => update.text)).toEqual([reason, reason])
  })

  test('nothing chosen is said where it is, with what was filled in', async () => {
    await given()
    const form = { status: '', due: '', owner: '', project: 'E-bøker' }
    const answer = await world.as('organiser', { url: `${base()}/bulk`, form })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('Velg minst én')
    expect(answer.body).toContain('value="E-bøker"')
  })
})

test('a list is taken along as it is shown: a table, and a calendar of days', async () => {
  await given({ text: '=Én', due: '2035-05-29', audience: 'public' })
  await given({ text: 'Skjult', due: '2035-05-30' })
  const csv = (await world.as(null, { url: `${base()}/all.csv` })).body
  expect(csv).toContain("'=Én")
  expect(csv).not.toContain('Skjult')
  const ics = (await world.as(null, { url: `${base()}/all.ics` })).body
  expect(ics).toContain('DTSTART;VALUE=DATE:20350529\r\nDTEND;VALUE=DATE:20350530')
  expect(ics.match(/BEGIN:VEVENT/g)).toHaveLength(1)
})

test('a long list stands on pages, is counted and taken along whole, and is for no program that looks for names', async () => {
  await db()
    .insert(action)
    .values(
      Array.from({ length: 1005 }, (_, n) => ({
        ...{ networkId: world.networkId, locale: 'nb' as const, audience: 'public' as const, meetingId: stage.meeting.id },
        text: `Oppgave ${n}.`,
      })),
    )
  const first = (await world.as(null, { url: base() })).body
  expect(first).toContain('(1005)')
  expect(first).toContain('<meta name="robots" content="noindex"')
  expect(first.match(/Oppgave \d+\.\s*<\/a>/g)).toHaveLength(100)
  const last = (await world.as(null, { url: `${base()}?view=meetings&page=11` })).body
  expect([last.match(/Oppgave \d+\.\s*<\/a>/g)?.length, last.includes('Side 11 av 11')]).toEqual([5, true])
  expect((await world.as(null, { url: `${base()}/all.csv` })).body.split('Oppgave ')).toHaveLength(1006)
})
