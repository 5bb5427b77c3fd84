import { pack } from 'tar-stream'
import { describe, expect, it } from 'vitest'
import { inLines, told } from '../../../tests/sources.ts'
import { readStructured } from './structured.ts'

const at = (date: string, time: string, tz = 'Europe/Oslo') => ({ date, time: `${time}:00`, tz })
const envelope = (results: unknown) =>
  JSON.stringify({ count: 1, additionalInfo: {}, _type: 'HTTPAPIResult', url: 'https://indico.example', ts: 1, results })

describe("Indico's timetable", () => {
  const entry = (id: string, title: string, from: string, to: string, more = {}) => ({
    id,
    uniqueId: id,
    title,
    description: '',
    startDate: at('2027-05-20', from),
    endDate: at('2027-05-20', to),
    ...more,
  })
  const contribution = (id: string, title: string, from: string, to: string, more = {}) =>
    entry(id, title, from, to, { entryType: 'Contribution', ...more })

  it('becomes items, with sessions beside each other as tracks', () => {
    const read = told(
      envelope({
        42: {
          20270520: {
            s1: entry('s1', 'Digital samling', '09:00', '11:00', {
              entryType: 'Session',
              slotTitle: 'Del 1',
              room: 'Sal A',
              conveners: [{ name: 'Mona Dahl', affiliation: 'UiT' }],
              entries: {
                c1: contribution('c1', 'Om katalogen', '09:00', '09:30', {
                  presenters: [{ name: 'Kari Moe', affiliation: 'Nes bibliotek' }],
                  room: 'Sal A',
                }),
                c2: contribution('c2', 'Om søk', '09:30', '10:00', { presenters: [{ firstName: 'Ola', familyName: 'Nord' }] }),
              },
            }),
            s2: entry('s2', 'Lesing', '09:00', '10:00', {
              entryType: 'Session',
              slotTitle: '',
              entries: { c3: contribution('c3', 'Om barn', '09:00', '10:00') },
            }),
            b1: entry('b1', 'Lunsj', '11:00', '12:00', { entryType: 'Break' }),
            b2: entry('b2', 'Frisk luft', '12:00', '12:15', { entryType: 'Break' }),
          },
          20270521: {
            c4: contribution('c4', 'Fra London', '09:00', '09:30', {
              startDate: at('2027-05-21', '08:00', 'Europe/London'),
              endDate: at('2027-05-21', '08:30', 'Europe/London'),
            }),
          },
        },
      }),
    )
    expect(read.format).toBe('indico-json')
    expect(read.lines).toEqual([
      '2027-05-20',
      '09:00–11:00 other: Digital samling: Del 1 [Digital samling: Del 1] @Sal A +Mona Dahl, UiT*',
      '09:00–09:30 talk: Om katalogen [Digital samling: Del 1] @Sal A +Kari Moe, Nes bibliotek',
      '09:00–10:00 other: Lesing [Lesing]',
      '– talk: Om barn',
      '09:30–10:00 talk: Om søk [Digital samling: Del 1] +Ola Nord',
      '11:00–12:00 lunch: Lunsj',
      '12:00–12:15 break: Frisk luft',
      '2027-05-21',
      '09:00–09:30 talk: Fra London',
    ])
    expect(read.notes).toEqual([])
  })

  it('of an event tells title, place, text, and what has no time', () => {
    const read = told(
      envelope([
        {
          title: 'Fagdag',
          description: '<p>Velkommen <em>alle</em></p><p>Ta med kopp</p>',
          timezone: 'Europe/Oslo',
          language: 'nn_NO',
          location: 'Biblioteket',
          room: 'Sal A',
          address: '',
          sessions: [
            {
              _type: 'SessionSlot',
              title: 'Føremiddag',
              slotTitle: '',
              startDate: at('2027-05-20', '09:00'),
              endDate: at('2027-05-20', '11:00'),
              room: 'Sal A',
              contributions: [
                {
                  title: 'Om arkiv',
                  startDate: at('2027-05-20', '09:00'),
                  duration: 45,
                  speakers: [{ fullName: 'Kari Moe', affiliation: '' }],
                  subContributions: [{ title: 'Ein del', speakers: [{ first_name: 'Ola', last_name: 'Nord' }] }],
                },
              ],
            },
          ],
          contributions: [{ title: 'Plakat', startDate: null, duration: 20 }, 7, null],
        },
      ]),
    )
    expect([read.title, read.outline.locale, read.outline.details?.place]).toEqual(['Fagdag', 'nn', 'Biblioteket, Sal A'])
    expect(read.outline.texts[0]?.body).toEqual({ nn: 'Velkommen alle\nTa med kopp' })
    expect(read.lines).toEqual([
      '2027-05-20',
      '09:00–11:00 other: Føremiddag',
      '09:00–09:45 talk: Om arkiv +Kari Moe',
      '– talk: Ein del +Ola Nord',
      'no date',
      'talk: Plakat',
    ])
    expect(read.notes).toHaveLength(3)
  })

  it('is refused in words when there is nothing in it', () => {
    for (const results of [{}, [], { 42: {} }, { 42: { 20270520: {} } }, [null]])
      expect(() => told(envelope(results))).toThrow(expect.objectContaining({ fields: { file: 'sources_no_events' } }))
  })
})

/** A row as Indico's export writes it. */
const row = (table: string, fields: string): string => `- !!python/tuple
  - events.${table}
  - !!python/tuple
    - false
    - u0
  - ${fields.trim().replace(/\n */g, '\n    ')}
`
const ref = (name: string, id: string, kind = 'idref') => `${name}: !!python/tuple [${kind}, ${id}]`
const own = (id: string) => ref('id', id, 'idref_set')
const minutes = (n: number) => `duration: !!python/object/apply:datetime.timedelta\n- 0\n- ${n * 60}\n- 0`
const starts = (time: string) => `start_dt: !!python/tuple\n- datetime\n- '2027-05-20T${time}:00+00:00'`

const ROWS = `!!python/tuple
${row('events', `${own('e1')}\ntitle: Fagdag\ntimezone: Europe/Oslo\nvenue_name: Biblioteket\nroom_name: ''\ndescription: '<p>Velkommen</p>'\nis_deleted: false`)}${row('logs', `secret: !!python/object/apply:os.system\n- rm`)}${row('persons', `${own('p1')}\nfirst_name: Kari\nlast_name: Moe\naffiliation: Nes bibliotek\nemail: kari@example.org`)}${row('sessions', `${own('s1')}\ntitle: Økt 1\ndescription: ''`)}${row('session_blocks', `${own('sb1')}\n${ref('session_id', 's1')}\ntitle: ''\nroom_name: Sal A\n${minutes(120)}`)}${row('contributions', `${own('c1')}\n${ref('event_id', 'e1')}\ntitle: Om arkiv\ndescription: Kort sagt\nis_deleted: false\n${minutes(45)}`)}${row('contributions', `${own('c2')}\n${ref('event_id', 'e1')}\ntitle: Slettet\nis_deleted: true\n${minutes(45)}`)}${row('contributions', `${own('c3')}\n${ref('event_id', 'e1')}\ntitle: Uten tid\nis_deleted: false\n${minutes(45)}`)}${row('subcontributions', `${own('sc1')}\n${ref('contribution_id', 'c1')}\ntitle: En del\nposition: 1\nis_deleted: false`)}${row('contribution_person_links', `${ref('contribution_id', 'c1')}\n${ref('person_id', 'p1')}\nis_speaker: true\ndisplay_order: 1\naffiliation: UiT`)}${row('session_block_person_links', `${ref('session_block_id', 'sb1')}\n${ref('person_id', 'p1')}\ndisplay_order: 1`)}${row('breaks', `${own('b1')}\ntitle: Kaffe\n${minutes(15)}`)}${row('timetable_entries', `${own('t1')}\n${ref('event_id', 'e1')}\nparent_id: null\n${ref('session_block_id', 'sb1')}\n${starts('07:00')}`)}${row('timetable_entries', `${own('t2')}\n${ref('event_id', 'e1')}\n${ref('parent_id', 't1')}\n${ref('contribution_id', 'c1')}\n${starts('07:00')}`)}${row('timetable_entries', `${own('t3')}\n${ref('event_id', 'e1')}\nparent_id: null\n${ref('break_id', 'b1')}\n${starts('09:00')}`)}`

const META =
  'export_version: 2\nindico_version: 3.3.7\nobject_files:\n- objects-1.yaml\nusers:\n  u1:\n    email: kari@example.org\n'
const EXPECTED = [
  '2027-05-20',
  '09:00–11:00 other: Økt 1 @Sal A +Kari Moe, Nes bibliotek*',
  '09:00–09:45 talk: Om arkiv +Kari Moe, UiT',
  '– talk: En del',
  '11:00–11:15 break: Kaffe',
  'no date',
  'talk: Uten tid',
]

async function archive(files: Readonly<Record<string, string>>): Promise<Uint8Array> {
  const tar = pack()
  for (const [name, text] of Object.entries(files)) tar.entry({ name }, text)
  tar.finalize()
  return new Uint8Array(Buffer.concat(await Array.fromAsync(tar as AsyncIterable<Buffer>)))
}

describe("Indico's event export", () => {
  it('becomes a programme, and takes nothing else along', async () => {
    const bytes = await archive({ 'objects-1.yaml': ROWS, '0b-file': 'x'.repeat(5000), 'data.yaml': META, 'ids.yaml': 'a: b' })
    const source = await readStructured({ name: 'event.tar', bytes })
    expect(source?.format).toBe('indico-yaml')
    expect(inLines(source!.outline)).toEqual(EXPECTED)
    expect(source!.outline.details?.place).toBe('Biblioteket')
    expect(source!.outline.texts[0]?.body).toEqual({ nb: 'Velkommen' })
    expect(source!.notes).toHaveLength(1)
    expect(JSON.stringify(source!.outline)).not.toContain('example.org')
    expect(told(source!.text).lines).toEqual(EXPECTED)
  })

  it('of the first version keeps its rows in the one document', () => {
    const rows = ROWS.slice(ROWS.indexOf('\n') + 1).replaceAll('  - !!python/tuple\n    - false\n    - u0\n', '')
    expect(told(`indico_version: 2.3.0\nobjects:\n${rows}timestamp: 2027-01-01 00:00:00\nusers: {}\n`).lines).toEqual(EXPECTED)
  })

  it('is refused in words when it is broken, unsafe or empty', async () => {
    const refused = async (files: Readonly<Record<string, string>>) =>
      readStructured({ name: 'event.tar', bytes: await archive(files) }).catch((error) => error.fields.file)
    expect(await refused({ 'data.pickle': 'x' })).toBe('sources_indico_pickle')
    expect(await refused({ 'other.txt': 'x' })).toBe('sources_archive_unknown')
    expect(await refused({ 'data.yaml': META, 'objects-1.yaml': '- events.events: [\n' })).toContain('line=')
    expect(await refused({ 'data.yaml': META, 'objects-1.yaml': row('events', 'title: Tomt') })).toBe('sources_no_events')
    const cut = (await archive({ 'data.yaml': META })).slice(0, 700)
    await expect(readStructured({ name: 'event.tar', bytes: cut })).rejects.toMatchObject({
      fields: { file: expect.any(String) },
    })
    const bomb = `indico_version: 3\nobjects:\n- events.events\na: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c]\n`
    expect(() => told(bomb)).toThrow(expect.objectContaining({ fields: { file: expect.stringContaining('line=') } }))
  })
})
