import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type MeetingRow, meetingById, readMeeting } from '#meeting/reads.ts'
import { invite, publish, setAudience } from '#meeting/writes.ts'
import { person } from '#people/tables.ts'
import { createMeetingFromText } from '#programme/intake/writes.ts'
import { formIn } from '../../../tests/form.ts'
import { makeWorld, type Who, type World } from '../../../tests/world.ts'
import { item, speaker } from '../tables.ts'

let world: World
const meetings: Record<string, MeetingRow> = {}

async function make(name: string, text: string, audience?: 'members' | 'invited', published = true): Promise<void> {
  const { db } = world.ground
  const organiser = await world.actor('organiser')
  let row = await createMeetingFromText(db, organiser, world.networkId, text)
  if (audience) row = await setAudience(db, organiser, row.id, row.version, audience)
  meetings[name] = published ? await publish(db, organiser, row.id) : row
}

beforeAll(async () => {
  world = await makeWorld()
  await world.ground.db.update(person).set({ name: 'Kari Nordmann' }).where(eq(person.id, world.people.member.id))
  await make(
    'open',
    'Ledermøte 2026\n\n12. mai 2026\n09.00-10.00 Om lesing v/ Kari Nordmann, biblioteksjef\n10.00-11.00 Om tall v/ Kari Nordmann og Per Hansen',
  )
  await make('members', 'Medlemsmøte\n\n13. mai 2026\n09.00-10.00 Om penger v/ Kari Nordmann', 'members')
  await make('invited', 'Lukket møte\n\n14. mai 2026\n09.00-10.00 Om folk v/ Eva Dahl', 'invited')
  await make('draft', 'Utkastet\n\n15. mai 2026\n09.00-10.00 Om noe v/ Sigrid Lie', undefined, false)
  await invite(world.ground.db, await world.actor('organiser'), meetings['invited']!.id, [world.people.outsider.id])
})
afterAll(() => world.end())

const page = async (who: Who | null, url: string) => (await world.as(who, { url })).body
const status = async (who: Who | null, url: string) => (await world.as(who, { url })).statusCode
const itemOf = async (meeting: string, title: string) => {
  const row = (await meetingById(world.ground.db, meetings[meeting]!.id))!
  const view = await readMeeting(world.ground.db, await world.actor('organiser', row.id), row)
  return view.days[0]!.items.find((one) => one.title.nb === title)!
}

describe('speakers over the years', () => {
  it.each<[Who | null, string[], string[]]>([
    [null, ['Kari Nordmann', 'Per Hansen'], ['Eva Dahl', 'Sigrid Lie']],
    ['member', ['Kari Nordmann', 'Per Hansen'], ['Eva Dahl', 'Sigrid Lie']],
    ['outsider', ['Kari Nordmann', 'Eva Dahl'], ['Sigrid Lie']],
    // A draft is on no list, not even for those who make it.
    ['organiser', ['Kari Nordmann', 'Eva Dahl'], ['Sigrid Lie']],
  ])('are those that %s may see', async (who, seen, unseen) => {
    const list = (await page(who, '/nord/speakers')).split('<main')[1]!
    for (const name of seen) expect([name, list.includes(name)]).toEqual([name, true])
    for (const name of unseen) expect([name, list.includes(name)]).toEqual([name, false])
  })

  it('show every item and office, and no more than the reader may see', async () => {
    const visitors = await page(null, '/nord/speakers/kari-nordmann')
    expect(visitors).toContain('Om lesing')
    expect(visitors).toContain('biblioteksjef')
    expect(visitors).toContain('name="robots" content="noindex"')
    expect(visitors).not.toContain('Om penger')
    expect(await page('member', '/nord/speakers/kari-nordmann')).toContain('Om penger')
    expect(await status(null, '/nord/speakers/eva-dahl')).toBe(404)
    expect(await status('outsider', '/nord/speakers/eva-dahl')).toBe(200)
    expect(await status('organiser', '/nord/speakers/sigrid-lie')).toBe(404)
    expect(await status('owner', '/nord/speakers/%2e%2e%27')).toBe(404)
  })

  it('hide what is for members and what is removed or on the shelf', async () => {
    const { db } = world.ground
    const one = await itemOf('open', 'Om tall')
    const per = () => status(null, '/nord/speakers/per-hansen')
    expect(await per()).toBe(200)
    for (const hidden of [{ audience: 'members' as const }, { deletedAt: '2026-01-01T00:00:00Z' }, { dayId: null }]) {
      await db.update(item).set(hidden).where(eq(item.id, one.id))
      expect([hidden, await per()]).toEqual([hidden, 404])
      await db.update(item).set({ audience: 'public', deletedAt: null, dayId: one.dayId }).where(eq(item.id, one.id))
    }
    expect(await per()).toBe(200)
  })

  it('are a click away from their names on a programme', async () => {
    expect(await page(null, `/nord/${meetings['open']!.slug}`)).toContain('href="/nord/speakers/kari-nordmann"')
    expect(await page(null, '/nord')).toContain('href="/nord/speakers"')
    // Of a draft the list says nothing, so the name leads nowhere.
    expect(await page('organiser', `/nord/${meetings['draft']!.slug}`)).not.toContain('/speakers/sigrid-lie')
  })
})

describe('a speaker as a person of the network', () => {
  const formOf = async () => {
    const url = `${(await itemOf('open', 'Om lesing')).path}/edit`
    return { url, form: formIn(await page('organiser', url), url) }
  }
  const tieOf = async () => (await itemOf('open', 'Om lesing')).speakers[0]!.personId
  const save = async (url: string, form: Record<string, string | string[]>) =>
    expect((await world.as('organiser', { url, form })).statusCode).toBe(303)

  it('is suggested by name, and tied when ticked', async () => {
    const { url, form } = await formOf()
    expect(await page('organiser', url)).toContain('<datalist id="members">')
    expect(await tieOf()).toBeNull()
    expect(form).toMatchObject({ 'speaker/0/tie': 'asked' })
    expect(form['speaker/0/person']).toBeUndefined()
    await save(url, { ...form, 'speaker/0/person': world.people.member.id })
    expect(await tieOf()).toBe(world.people.member.id)
    // The office of the occasion stays.
    expect((await itemOf('open', 'Om lesing')).speakers[0]!.office).toBe('biblioteksjef')
  })

  it('stays tied through other changes, and is untied when unticked', async () => {
    const first = await formOf()
    expect(first.form['speaker/0/person']).toBe(world.people.member.id)
    await save(first.url, { ...first.form, 'speaker/0/office': 'bibliotekar' })
    expect(await tieOf()).toBe(world.people.member.id)
    const { url, form } = await formOf()
    const { 'speaker/0/person': _, ...unticked } = form
    await save(url, unticked)
    expect(await tieOf()).toBeNull()
  })

  it('is tied at once when written in by name, and to nobody from elsewhere', async () => {
    const { url, form } = await formOf()
    await save(url, { ...form, 'speaker/1/name': 'kari nordmann', 'speaker/2/name': 'Ny Person' })
    const speakers = (await itemOf('open', 'Om lesing')).speakers
    expect(speakers.map((one) => one.personId)).toEqual([null, world.people.member.id, null])
    const again = await formOf()
    await save(again.url, { ...again.form, 'speaker/2/tie': 'asked', 'speaker/2/person': world.people.outsider.id })
    expect((await itemOf('open', 'Om lesing')).speakers[2]!.personId).toBeNull()
  })

  it('has their appearances together under any of their names', async () => {
    const [row] = await world.ground.db.select().from(speaker).where(eq(speaker.personId, world.people.member.id))
    await world.ground.db.update(speaker).set({ name: 'Kari Berg' }).where(eq(speaker.id, row!.id))
    const now = await page(null, '/nord/speakers/kari-berg')
    expect(now).toContain('<h1 class="sm-title">Kari Berg</h1>')
    expect(now).toContain('Om lesing')
  })
})
