/** Gestures through the pages and forms of the wide editor, without script, and what becomes of them in the database. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addAddress } from '#materials/writes.ts'
import { itemPath, type MeetingRow, readMeeting } from '#meeting/reads.ts'
import { createMeetingFromText } from '#programme/intake/writes.ts'
import { makeWorld, type World } from '../../../tests/world.ts'
import type { ItemState } from '../document.ts'
import { programmeOf } from '../operation/reads.ts'
import { siblingsOf } from '../operation/rules.ts'
import { undo } from '../operation/writes.ts'

let world: World
let meeting: MeetingRow
let base: string
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.end())
beforeEach(async () => {
  const text =
    'Fagdag\n\nTirsdag 2. mars 2027\n\n09.00-10.00 Om lesing ved Kari Nordmann\n10.00-10.30 Om tall\n10.30-11.00 Om kart\n11.00-12.00 Lunsj\n'
  const organiser = await world.actor('organiser')
  meeting = await createMeetingFromText(world.ground.db, organiser, world.networkId, text, { seriesId: world.seriesId })
  base = `/${world.networkSlug}/${meeting.slug}/programme`
})

const state = () => programmeOf(world.ground.db, meeting.id)
const rows = async (dayId?: string | null) => {
  const programme = await state()
  const where = { dayId: dayId === undefined ? programme.days[0]!.id : dayId, parentId: null }
  return siblingsOf(programme, where).map((one) => `${one.start ?? ''} ${one.title.nb}`.trim())
}
const named = async (title: string): Promise<ItemState> => (await state()).items.find((one) => one.title.nb === title)!
const get = (url: string) => world.as('organiser', { method: 'GET', url })
const post = (form: Record<string, string>) => world.as('organiser', { method: 'POST', url: `${base}/gesture`, form })
/** The form that a preview ends in: all its hidden fields. */
const confirmed = (html: string): Record<string, string> => {
  const form = /<form class="sm-form__end"[\s\S]*?<\/form>/.exec(html)![0]
  return Object.fromEntries(
    [...form.matchAll(/name="([^"]*)" value="([^"]*)"/g)].map(([, name, value]) => [name!, value!.replaceAll('&amp;', '&')]),
  )
}

describe('the wide editor without script', () => {
  it('shows what would shift before it is done, and does just that', async () => {
    const [tall, lesing] = [await named('Om tall'), await named('Om lesing')]
    const preview = await get(`${base}/preview?do=move&item=${tall.id}&to=before:${lesing.id}`)
    expect(preview.statusCode).toBe(200)
    expect(preview.body).toContain('1 punkt flyttes 30 min senere')
    expect(await rows()).toEqual(['09:00 Om lesing', '10:00 Om tall', '10:30 Om kart', '11:00 Lunsj'])
    const answer = await post(confirmed(preview.body))
    expect(answer.statusCode).toBe(303)
    expect(await rows()).toEqual(['09:00 Om tall', '09:30 Om lesing', '10:30 Om kart', '11:00 Lunsj'])
    await undo(world.ground.db, await world.actor('organiser'), meeting.id, null)
    expect(await rows()).toEqual(['09:00 Om lesing', '10:00 Om tall', '10:30 Om kart', '11:00 Lunsj'])
  })

  it('asks again when somebody has changed what would follow in between', async () => {
    const lesing = await named('Om lesing')
    const preview = await get(`${base}/preview?do=stretch&item=${lesing.id}&minutes=15`)
    expect(preview.body).toContain('3 punkter flyttes 15 min senere')
    await post({ do: 'pin', item: (await named('Lunsj')).id, pinned: 'yes' })
    const again = await post(confirmed(preview.body))
    expect(again.statusCode).toBe(409)
    expect(again.body).toContain('Noen andre har endret programmet siden du så det')
    expect(again.body).toContain('Om kart og Lunsj overlapper 15 min: det ene er låst.')
    expect(await rows()).toContain('10:30 Om kart')
    expect((await post(confirmed(again.body))).statusCode).toBe(303)
    expect(await rows()).toEqual(['09:00 Om lesing', '10:15 Om tall', '10:45 Om kart', '11:00 Lunsj'])
  })

  it('steps up and down, with or without the rest', async () => {
    await post({ step: `up:${(await named('Om kart')).id}`, rest: 'flow' })
    expect(await rows()).toEqual(['09:00 Om lesing', '10:00 Om kart', '10:30 Om tall', '11:00 Lunsj'])
    await post({ step: `up:${(await named('Om lesing')).id}`, rest: 'flow' })
    expect(await rows()).toEqual(['09:00 Om lesing', '10:00 Om kart', '10:30 Om tall', '11:00 Lunsj'])
  })

  it('inserts behind an item, and says what is missing with what was typed', async () => {
    const lesing = await named('Om lesing')
    const form = await get(`${base}/arrange?after=${lesing.id}`)
    expect(form.body).toContain('Står rett etter Om lesing.')
    const wrong = await get(`${base}/preview?do=insert&to=after:${lesing.id}&title=&minutes=kvarter`)
    expect(wrong.statusCode).toBe(422)
    expect(wrong.body).toContain('Skriv en tittel.')
    expect(wrong.body).toContain('value="kvarter"')
    const preview = await get(`${base}/preview?do=insert&to=after:${lesing.id}&title=Kaffe&minutes=15&kind=break`)
    await post(confirmed(preview.body))
    expect(await rows()).toEqual(['09:00 Om lesing', '10:00 Kaffe', '10:15 Om tall', '10:45 Om kart', '11:15 Lunsj'])
    expect((await named('Kaffe')).end).toBe('10:15')
  })

  it('puts on the shelf, where readers do not see it, and takes it back', async () => {
    const tall = await named('Om tall')
    await post({ do: 'move', item: tall.id, to: 'shelf' })
    expect(await rows(null)).toEqual(['10:00 Om tall'])
    const view = await readMeeting(world.ground.db, await world.actor('member'), meeting)
    expect(view.days.flatMap((day) => day.items.map((one) => one.title.nb))).toEqual(['Om lesing', 'Om kart', 'Lunsj'])
    const page = await get(base)
    expect(page.body).toContain('data-list="shelf"')
    await post({ do: 'move', item: tall.id, to: `after:${(await named('Om lesing')).id}` })
    expect(await rows()).toEqual(['09:00 Om lesing', '10:00 Om tall', '10:30 Om kart', '11:00 Lunsj'])
  })

  it('merges into the one that has a presentation, whose address and link hold', async () => {
    const view = await readMeeting(world.ground.db, await world.actor('organiser'), meeting)
    const tall = view.days[0]!.items[1]!
    const place = {
      network: view.network,
      meeting: view.meeting,
      item: tall,
      meetingPath: base,
      path: itemPath(base, tall, 'nb'),
    }
    await addAddress(world.ground.db, await world.actor('organiser'), place, {
      kind: 'link',
      url: 'https://example.org/tall',
      title: 'Tallene',
      description: '',
      locale: 'nb',
      audience: 'public',
    })
    const lesing = await named('Om lesing')
    await post({ do: 'merge', item: lesing.id, with: tall.id })
    const whole = await named('Om lesing / Om tall')
    expect([whole.id, whole.start, whole.end]).toEqual([tall.id, '09:00', '10:30'])
    expect(whole.speakers.map((one) => one.id)).toEqual(lesing.speakers.map((one) => one.id))
  })

  it('says why something cannot be done, where it was asked for', async () => {
    const lesing = await named('Om lesing')
    const answer = await get(`${base}/preview?do=split&item=${lesing.id}&at=12.00`)
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('Skriv et klokkeslett mellom punktets start og slutt.')
    const gone = await post({ do: 'move', item: '01990000-0000-7000-8000-000000000000', to: 'shelf' })
    expect(gone.statusCode).toBe(303)
    expect(gone.headers.location).toBe(base)
  })

  it('leads from where an item stands to what it says', async () => {
    const page = await get(`${base}/arrange?item=${(await named('Om tall')).id}`)
    const [, path] = /href="([^"]+\/edit)"/.exec(page.body.slice(page.body.indexOf('data-gestures')))!
    expect((await get(path!)).body).toContain('value="Om tall"')
  })

  it('tells open editors how far the programme has come', async () => {
    const before = (await get(`${base}/number`)).json().number as number
    await post({ do: 'move', item: (await named('Om tall')).id, to: 'shelf' })
    expect((await get(`${base}/number`)).json().number).toBe(before + 1)
  })

  it('gives advice on the page', async () => {
    await post({ do: 'move', item: (await named('Lunsj')).id, to: 'shelf' })
    expect((await get(base)).body).toContain('120 min uten pause, kl. 09.00–11.00.')
  })
})

describe('a day that two have changed', () => {
  it('is asked about when one of them takes theirs back, field by field and in words', async () => {
    const day = (await state()).days[0]!
    const change = (who: 'organiser' | 'owner', form: Record<string, string>) =>
      world.as(who, { method: 'POST', url: `${base}/days/change`, form: { day: day.id, ...form } })
    const was = { wasDate: '2027-03-02', wasLabel: '' }
    expect((await change('organiser', { ...was, date: '2027-03-03', label: 'Fagdag i Vadsø' })).statusCode).toBe(303)
    const theirs = { wasDate: '2027-03-03', wasLabel: 'Fagdag i Vadsø', date: '2027-03-04', label: 'Fagdag på nett' }
    expect((await change('owner', theirs)).statusCode).toBe(303)

    const asked = await world.as('organiser', { method: 'POST', url: `${base}/undo`, form: {} })
    expect(asked.statusCode).toBe(409)
    for (const words of ['Datoen til dagen', 'Navn på dagen (bokmål)', 'Fagdag på nett', '4. mars 2027', '2. mars 2027'])
      expect(asked.body).toContain(words)
    expect((await state()).days[0]).toMatchObject({ date: '2027-03-04' })

    const decided = Object.fromEntries(
      [...asked.body.matchAll(/name="ask" value="([^"]*)"/g)].map(([, key]) => [`decide/${key}`, 'before']),
    )
    expect(Object.keys(decided)).toHaveLength(2)
    expect((await world.as('organiser', { method: 'POST', url: `${base}/undo`, form: decided })).statusCode).toBe(303)
    expect((await state()).days[0]).toMatchObject({ date: '2027-03-02' })
  })
})
