import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { meeting } from '#meeting/tables.ts'
import { formIn } from '../../../tests/form.ts'
import { makeWorld, type Who, type World } from '../../../tests/world.ts'
import { readSeriesForm, rhythmChoice, seriesFlat, seriesOf } from './forms.ts'
import { mayRemoveSeries, seriesSlug } from './rules.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.end())

const base = '/nord/series/ledermote'
const page = async (who: Who | null, url = base) => (await world.as(who, { url })).body
const form = async (who: Who, url = `${base}/edit`) => formIn(await page(who, url), url)
const send = (who: Who, url: string, fields: Record<string, string | string[]>) => world.as(who, { url, form: fields })

describe('the form of a series', () => {
  const thirdTuesday = { kind: 'weekday', weekday: 2, week: 3, months: [1, 3, 5] } as const
  it.each([thirdTuesday, { ...thirdTuesday, week: -1 } as const, { kind: 'months', months: [4, 10] } as const, null])(
    'gives back the rhythm it was made from: %o',
    (rhythm) => {
      const edit = { name: { nb: 'Ledermøte' }, description: null, slug: 'ledermote', rhythm }
      expect(seriesOf(seriesFlat(edit))).toEqual(edit)
    },
  )
  it('takes nonsense for no rhythm, and says when no month is chosen', () => {
    expect(rhythmChoice('weekday 9 7 13').kind).toBe('weekday')
    expect(readSeriesForm({ 'name/nb': 'A', slug: 'a', rhythm: 'xyz' }).wrong).toEqual({})
    for (const rhythm of ['months', 'weekday'])
      expect(readSeriesForm({ 'name/nb': 'A', slug: 'a', rhythm, weekday: '2', week: '3' }).wrong).toEqual({
        rhythm: 'network_series_rhythm_no_months',
      })
    expect(Object.keys(readSeriesForm({ slug: 'Å!', rhythm: 'none' }).wrong)).toEqual(['name', 'slug'])
  })
  it.each(['ledermote-2', '2027'])('takes the address %s', (slug) => expect(seriesSlug(slug)).toBe('yes'))
  it.each(['', 'Ledermøte', 'a--b', '-a', 'a'.repeat(81)])('does not take the address %o', (slug) =>
    expect(seriesSlug(slug)).not.toBe('yes'),
  )
})

describe('a series', () => {
  it('is changed by organisers, and everybody reads its rhythm', async () => {
    expect(await page('organiser')).toContain('rekken har ingen fast rytme')
    const answer = await send('organiser', `${base}/edit`, {
      ...(await form('organiser')),
      'name/nb': 'Ledermøtet',
      rhythm: 'weekday',
      week: '3',
      weekday: '2',
      month: ['1', '4', '10'],
    })
    expect([answer.statusCode, answer.headers['location']]).toEqual([303, base])
    expect(await page(null)).toContain('Den tredje tirsdagen i januar, april og oktober')
    expect(await page(null)).not.toContain('/new/from')
    expect(await page('organiser')).toMatch(/Neste etter rytmen.*tirsdag \d+\. (januar|april|oktober) \d{4}/s)
    expect(await page('organiser')).toMatch(/href="\/nord\/new\/from\?series=[^"]*date=\d{4}-/)
    expect(await form('organiser')).toMatchObject({ rhythm: 'weekday', week: '3', month: ['1', '4', '10'] })
  })

  it('is proposed after the last meeting, drafts too', async () => {
    await world.ground.db.insert(meeting).values([
      {
        networkId: world.networkId,
        seriesId: world.seriesId,
        slug: 'langt-fram',
        title: { nb: 'Langt fram' },
        startsAt: '2094-04-20T08:00:00Z',
      },
      {
        networkId: world.networkId,
        seriesId: world.seriesId,
        slug: 'malen',
        title: { nb: 'Malen' },
        startsAt: '2095-04-19T08:00:00Z',
        template: true,
      },
    ])
    expect(await page('organiser')).toContain('<time datetime="2094-10-19">tirsdag 19. oktober 2094</time>')
  })

  it('merges what two have changed, and shows both where they disagree', async () => {
    const [mine, theirs] = [await form('organiser'), await form('owner')]
    expect((await send('owner', `${base}/edit`, { ...theirs, 'name/en': 'Heads’ meeting', rhythm: 'months' })).statusCode).toBe(
      303,
    )
    // Another field: both stand.
    expect((await send('organiser', `${base}/edit`, { ...mine, 'description/nb': 'To ganger i året' })).statusCode).toBe(303)
    expect(await form('organiser')).toMatchObject({ 'name/en': 'Heads’ meeting', 'description/nb': 'To ganger i året' })
    // The same field.
    const answer = await send('organiser', `${base}/edit`, { ...mine, rhythm: 'none' })
    expect(answer.statusCode).toBe(409)
    expect(answer.body).toContain('3 ganger i året, i januar, april og oktober')
    expect(answer.body).toContain('Når det passer')
    const asked = formIn(answer.body, `${base}/edit`)
    expect((await send('organiser', `${base}/edit`, asked)).statusCode).toBe(409)
    expect((await send('organiser', `${base}/edit`, { ...asked, 'use/rhythm': 'theirs' })).statusCode).toBe(303)
    expect(await page(null)).toContain('3 ganger i året')
  })

  it('keeps what was typed when it cannot be used', async () => {
    const answer = await send('organiser', `${base}/edit`, {
      ...(await form('organiser')),
      slug: 'Å nei',
      'description/nb': 'Står her',
    })
    expect(answer.statusCode).toBe(422)
    expect(formIn(answer.body, `${base}/edit`)).toMatchObject({ slug: 'Å nei', 'description/nb': 'Står her' })
  })

  it('goes only when it is empty, and comes back', async () => {
    expect(mayRemoveSeries(await world.actor('organiser'), 1)).toBe('network_series_not_empty')
    expect(mayRemoveSeries(await world.actor('member'), 0)).toBe('network_only_organisers')
    expect((await send('organiser', `${base}/remove`, {})).statusCode).toBe(403)
    await send('owner', '/nord/settings/series', { 'series.nb': 'Fagdager' })
    expect(await page(null, '/nord')).toContain('Fagdager')
    const gone = await send('organiser', '/nord/series/fagdager/remove', {})
    expect([gone.statusCode, gone.headers['location']]).toEqual([303, '/nord'])
    for (const url of ['/nord', '/nord/series/fagdager']) expect(await page(null, url)).not.toContain('Fagdager')
    const [row] = (await world.ground.db.execute<{ id: string }>("select id from series where slug = 'fagdager'")).rows
    expect((await send('organiser', '/nord/series/restore', { id: row!.id })).statusCode).toBe(303)
    expect(await page(null, '/nord/series/fagdager')).toContain('Fagdager')
  })

  it('does not take an address that another has', async () => {
    const url = '/nord/series/fagdager/edit'
    const answer = await send('organiser', url, { ...(await form('organiser', url)), slug: 'ledermote' })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('En annen møterekke har denne adressen')
    const moved = await send('organiser', url, { ...(await form('organiser', url)), slug: 'fagdag' })
    expect(moved.headers['location']).toBe('/nord/series/fagdag')
  })

  it('leads from the address it had to the one it has, and leaves neither to another', async () => {
    const rename = async (from: string, slug: string) => {
      const url = `/nord/series/${from}/edit`
      return send('organiser', url, { ...(await form('organiser', url)), slug })
    }
    const led = (url: string) => world.as(null, { url }).then((answer) => [answer.statusCode, answer.headers['location']])
    await send('owner', '/nord/settings/series', { 'series.nb': 'Kursdager' })
    await rename('kursdager', 'kurs')
    await rename('kurs', 'kurs-og-fag')
    for (const before of ['kursdager', 'kurs'])
      expect(await led(`/nord/series/${before}`)).toEqual([301, '/nord/series/kurs-og-fag'])
    expect((await rename('fagdag', 'kurs')).statusCode).toBe(422)
    await send('owner', '/nord/settings/series', { 'series.nb': 'Kursdager' })
    expect(await page(null, '/nord/series/kursdager-2')).toContain('Kursdager')
    // What it was called it may be called again, and then nothing leads around in a ring.
    await rename('kurs-og-fag', 'kurs')
    expect((await led('/nord/series/kurs'))[0]).toBe(200)
    expect(await led('/nord/series/kurs-og-fag')).toEqual([301, '/nord/series/kurs'])
  })
})
