/**
 * Indico's event export (`indico event export`), version 1 and 2: rows of its tables in YAML, tied together by references.
 * Only the tables of a programme are looked at; registrations, logs and accounts are passed over before they are read.
 */
import { parseAllDocuments } from 'yaml'
import { Invalid } from '#platform/errors.ts'
import type { Outline, OutlineSpeaker } from '../intake/rules.ts'
import type { ScheduleEvent } from './event.ts'
import { endAfter, HOME_ZONE, stampOf, type Zone, zoneOf } from './moments.ts'
import type { Notes } from './notes.ts'
import { outlineOf } from './schedule.ts'
import { lineOf, membersOf, paragraphsOf } from './values.ts'

export const looksLikeIndicoYaml = (text: string): boolean =>
  /^\s*- events\.events\s*$/m.test(text) || (/^indico_version:/m.test(text) && /^(?:objects|object_files):/m.test(text))

const TABLES = new Set(
  [
    'events',
    'sessions',
    'session_blocks',
    'contributions',
    'subcontributions',
    'breaks',
    'timetable_entries',
    'tracks',
    'persons',
    'contribution_person_links',
    'subcontribution_person_links',
    'session_block_person_links',
  ].map((name) => `events.${name}`),
)

type Row = Readonly<Record<string, unknown>>

/** @throws Invalid({ file }) when it is no such export, or one without a programme */
export function readIndicoYaml(text: string, notes: Notes): Outline {
  const rows = rowsIn(text)
  const meetings = all(rows, 'events')
  const meeting = meetings.find((one) => one.is_deleted !== true)
  if (!meeting) throw new Invalid({ file: 'sources_no_events' })
  if (meetings.length > 1) notes.add('sources_note_several', lineOf(meeting.title) ?? '1')
  const zone = zoneOf(meeting.timezone) ?? HOME_ZONE
  const events = programmeOf(new Map(rows), meeting, zone, notes)
  if (events.length === 0) throw new Invalid({ file: 'sources_no_events' })
  const place = [...new Set([meeting.venue_name, meeting.room_name, meeting.address].map(lineOf))].filter((part) => part !== null)
  return outlineOf(
    {
      title: lineOf(meeting.title),
      locale: null,
      zone,
      place: place.join(', ') || null,
      introduction: paragraphsOf(meeting.description),
      events,
    },
    notes,
  )
}

/** The rows by their tables. Python's own types (`!!python/tuple`) are plain lists here: nothing is ever made of them. */
function rowsIn(text: string): Map<string, Row[]> {
  const rows = new Map<string, Row[]>()
  for (const object of documentsOf(programmeOnly(text)).flatMap(objectsOf)) {
    if (!Array.isArray(object)) continue
    const [table, row] = [object[0], object.at(-1)]
    if (typeof table !== 'string' || !TABLES.has(table) || row === null || typeof row !== 'object') continue
    const found = rows.get(table)
    if (found) found.push(row)
    else rows.set(table, [row])
  }
  return rows
}

/** Version 1 keeps all in one document, version 2 in several of rows only. */
const objectsOf = (document: unknown): unknown[] => {
  const objects: unknown = Array.isArray(document) ? document : membersOf(document).find(([name]) => name === 'objects')?.[1]
  return Array.isArray(objects) ? objects : []
}

/** Leaves out the rows of other tables. Python's writer begins every row at the margin. */
function programmeOnly(text: string): string {
  return text
    .split(/^(?=\S)/m)
    .filter((chunk) => {
      const table = /^- (?:!!python\/tuple\s+)?(?:- )?["']?([\w.]+)["']?\s*$/m.exec(chunk.slice(0, 200))?.[1]
      return table === undefined || !table.includes('.') || TABLES.has(table)
    })
    .join('')
}

function documentsOf(text: string): unknown[] {
  const documents = parseAllDocuments(text, { logLevel: 'silent', schema: 'core', uniqueKeys: false })
  if (!Array.isArray(documents)) return []
  return documents.map((document) => {
    const [wrong] = document.errors
    if (wrong) throw new Invalid({ file: `sources_broken_line?line=${wrong.linePos?.[0].line ?? 1}` })
    try {
      return document.toJS({ maxAliasCount: 100 })
    } catch {
      // The library stops at aliases that would unfold without end; Indico writes none.
      throw new Invalid({ file: `sources_broken_line?line=${1}` })
    }
  })
}

const all = (rows: ReadonlyMap<string, readonly Row[]>, table: string): readonly Row[] => rows.get(`events.${table}`) ?? []

/** What a reference points to: ['idref', uuid]. A row's own id is ['idref_set', uuid]. */
const refOf = (value: unknown): string | null => (Array.isArray(value) && typeof value[1] === 'string' ? value[1] : null)

const byId = (rows: readonly Row[]): Map<string | null, Row> => new Map(rows.map((row) => [refOf(row.id), row]))

/** Days and seconds of a `timedelta`, in minutes. */
function durationOf(value: unknown): number {
  const [days, seconds] = Array.isArray(value) ? value : []
  return Math.round(Number(days ?? 0) * 1440 + Number(seconds ?? 0) / 60) || 0
}

/** The timetable, sessions with what lies in them, and contributions that have no time yet. */
function programmeOf(rows: ReadonlyMap<string, readonly Row[]>, meeting: Row, zone: Zone, notes: Notes): ScheduleEvent[] {
  const [sessions, blocks, breaks, tracks] = (['sessions', 'session_blocks', 'breaks', 'tracks'] as const).map((table) =>
    byId(all(rows, table)),
  ) as [Map<string | null, Row>, Map<string | null, Row>, Map<string | null, Row>, Map<string | null, Row>]
  const ours = (row: Row) => row.event_id === undefined || refOf(row.event_id) === refOf(meeting.id)
  const contributions = byId(all(rows, 'contributions').filter((row) => row.is_deleted !== true && ours(row)))
  const people = peopleOf(rows)
  const partsOf = Map.groupBy(
    all(rows, 'subcontributions').filter((row) => row.is_deleted !== true),
    (row) => refOf(row.contribution_id),
  )
  const entries = all(rows, 'timetable_entries').filter(ours)
  const within = Map.groupBy(entries, (row) => refOf(row.parent_id))
  const scheduled = new Set(entries.map((row) => refOf(row.contribution_id)))

  const plain = (row: Row, own: Partial<ScheduleEvent>): ScheduleEvent => ({
    id: refOf(row.id),
    title: lineOf(row.title) ?? '',
    from: null,
    to: null,
    track: null,
    room: lineOf(row.room_name),
    description: paragraphsOf(row.description),
    speakers: [],
    ...own,
  })
  const contribution = (row: Row, times: Partial<ScheduleEvent>): ScheduleEvent =>
    plain(row, {
      ...times,
      track: lineOf(tracks.get(refOf(row.track_id))?.title),
      speakers: people.of('contribution', row, 'speaker'),
      children: (partsOf.get(refOf(row.id)) ?? [])
        .toSorted((a, b) => Number(a.position) - Number(b.position))
        .map((part) => plain(part, { room: null, speakers: people.of('subcontribution', part, 'speaker') })),
    })
  const eventOf = (entry: Row, isWithin: boolean): ScheduleEvent[] => {
    const at = Array.isArray(entry.start_dt) ? stampOf(entry.start_dt[1], zone) : null
    const times = (row: Row) => {
      const title = lineOf(row.title) ?? ''
      if (at === null) notes.add('sources_note_bad_time', title)
      return { from: at, to: endAfter(at, durationOf(row.duration)) }
    }
    const pause = breaks.get(refOf(entry.break_id))
    if (pause) return [plain(pause, { ...times(pause), hint: 'break' })]
    const talk = contributions.get(refOf(entry.contribution_id))
    if (talk) return [contribution(talk, times(talk))]
    const block = blocks.get(refOf(entry.session_block_id))
    const session = sessions.get(refOf(block?.session_id))
    if (!block || !session || isWithin) return []
    const title = [lineOf(session.title), lineOf(block.title)].filter((part) => part !== null).join(': ')
    const children = (within.get(refOf(entry.id)) ?? []).flatMap((child) => eventOf(child, true))
    const speakers = people.of('session_block', block, 'moderator')
    const description = paragraphsOf(session.description)
    return [plain(block, { ...times(block), title, description, hint: 'other', speakers, children })]
  }
  const timed = (within.get(null) ?? []).flatMap((entry) => eventOf(entry, false))
  const loose = [...contributions].filter(([id]) => !scheduled.has(id)).map(([, row]) => contribution(row, {}))
  for (const event of loose) notes.add('sources_note_no_start', String(event.title))
  return [...timed, ...loose]
}

/** Who is tied to what. A link may name somebody otherwise than the meeting's list of persons does. */
function peopleOf(rows: ReadonlyMap<string, readonly Row[]>) {
  const persons = byId(all(rows, 'persons'))
  const links = (kind: string) => Map.groupBy(all(rows, `${kind}_person_links`), (row) => refOf(row[`${kind}_id`]))
  const known = new Map(['contribution', 'subcontribution', 'session_block'].map((kind) => [kind, links(kind)]))
  return {
    of: (kind: string, row: Row, role: 'speaker' | 'moderator'): OutlineSpeaker[] =>
      (known.get(kind)?.get(refOf(row.id)) ?? [])
        .filter((link) => kind !== 'contribution' || link.is_speaker === true)
        .toSorted((a, b) => Number(a.display_order) - Number(b.display_order))
        .flatMap((link) => {
          const person = persons.get(refOf(link.person_id)) ?? {}
          const field = (name: string) => lineOf(link[name]) ?? lineOf(person[name])
          const name = [field('first_name'), field('last_name')].filter((part) => part !== null).join(' ')
          return name === '' ? [] : [{ name, office: field('affiliation'), role }]
        }),
  }
}
