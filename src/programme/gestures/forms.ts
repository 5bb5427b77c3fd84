/** Gestures as fields of a form, for pages without script and for what the browser sends: read, and written. Pure, for both. */
import { type Locale, typedText } from '#platform/words/text.ts'
import type { ItemState, Kind, Programme } from '../document.ts'
import { siblingsOf } from '../operation/rules.ts'
import { clockOf, kinds } from '../rules.ts'
import type { Gesture, Outcome, Rest, Spot } from './rules.ts'
import { shareTrack } from './times/rules.ts'

export type Fields = Readonly<Record<string, string | undefined>>
/** Message keys by field. */
export interface Wrong {
  readonly wrong: Readonly<Record<string, string>>
}

/** How long a title may be; the same as on the item's own form. */
const LONGEST_TITLE = 10_000

/**
 * Reads a gesture. Places are named by their neighbours, so the programme as it stands says where that is.
 * @param locale of the titles that are typed
 */
export function readGesture(fields: Fields, programme: Programme, locale: Locale): Gesture | Wrong {
  const field = (name: string): string => typedText(fields[name] ?? '')
  // The step buttons of all rows belong to one form: they say which row in their own value.
  const [stepped, row] = field('step').split(':')
  const id = row ?? field('item')
  const rest: Rest = field('rest') === 'stay' ? 'stay' : 'flow'
  const title = field('title').slice(0, LONGEST_TITLE)
  const does = stepped || field('do')
  switch (does) {
    case 'up':
    case 'down':
      return step(programme, id, does, rest)
    case 'move': {
      const to = spotOf(fields, programme)
      return to ? { do: 'move', id, to, rest } : { wrong: { to: 'arranging_choose_place' } }
    }
    case 'insert':
      return insertion(field, spotOf(fields, programme), title, locale, rest)
    case 'remove':
      return { do: 'remove', id, rest }
    case 'retime': {
      const [start, end] = [timeIn(field('start')), timeIn(field('end'))]
      if (start !== undefined && end !== undefined) return { do: 'retime', id, start, end, rest }
      return { wrong: { [start === undefined ? 'start' : 'end']: 'programme_bad_time' } }
    }
    case 'stretch': {
      const minutes = minutesIn(field('minutes'))
      return minutes ? { do: 'stretch', id, minutes, rest } : { wrong: { minutes: 'arranging_minutes_wrong' } }
    }
    case 'split': {
      const at = timeIn(field('at'))
      if (!at) return { wrong: { at: 'programme_bad_time' } }
      return { do: 'split', id, at, title: title ? { [locale]: title } : null }
    }
    case 'merge':
      return { do: 'merge', id, with: field('with') }
    case 'pin':
      return { do: 'pin', id, pinned: field('pinned') === 'yes' }
    default:
      return { wrong: { to: 'arranging_choose_place' } }
  }
}

function insertion(field: (name: string) => string, to: Spot | null, title: string, locale: Locale, rest: Rest): Gesture | Wrong {
  const wrong: Record<string, string> = {}
  const minutes = field('minutes') === '' ? null : minutesIn(field('minutes'))
  const start = timeIn(field('start'))
  if (!title) wrong['title'] = 'arranging_needs_title'
  if (!to) wrong['to'] = 'arranging_choose_place'
  if (minutes === undefined || (minutes !== null && minutes <= 0)) wrong['minutes'] = 'arranging_minutes_wrong'
  if (start === undefined) wrong['start'] = 'programme_bad_time'
  if (Object.keys(wrong).length > 0) return { wrong }
  const kind = kinds.find((one) => one === field('kind')) ?? 'talk'
  return { do: 'insert', to: to!, title: { [locale]: title }, kind: kind as Kind, start: start!, minutes: minutes!, rest }
}

/** What kind of gesture some fields say, before anything else of them is known. */
export function doesIn(fields: Fields): Gesture['do'] | null {
  const all = ['move', 'insert', 'remove', 'retime', 'stretch', 'split', 'merge', 'pin'] as const
  return fields['step'] ? 'move' : (all.find((one) => one === fields['do']) ?? null)
}

/** Empty is null; what no clock shows is undefined. */
const timeIn = (text: string): string | null | undefined => (text === '' ? null : (clockOf(text) ?? undefined))

/** "15", "-15", "−15" (with a real minus sign); at most a day. Undefined for anything else. */
function minutesIn(text: string): number | undefined {
  const found = /^[+]?([-−–]?)(\d{1,4})$/.exec(text)
  if (!found || Number(found[2]) > 1440) return undefined
  return Number(found[2]) * (found[1] ? -1 : 1)
}

/** `before:ID`, `after:ID`, `in:ID`, `day:ID` or `shelf`, and the track beside it. */
function spotOf(fields: Fields, programme: Programme): Spot | null {
  const [, how, id] = /^(before|after|in|day|shelf):?(.*)$/.exec(fields['to'] ?? '') ?? []
  const given = fields['track'] ?? ''
  const track = given === 'none' ? { track: null } : given.startsWith('named:') ? { track: given.slice(6) } : {}
  if (how === 'shelf') return { dayId: null }
  if (how === 'day') return { dayId: id!, ...track }
  const other = programme.items.find((one) => one.id === id)
  if (!how || !other) return null
  if (how === 'in') return { dayId: other.dayId, parentId: other.id }
  const beside = how === 'before' ? { before: other.id } : { after: other.id }
  return other.parentId
    ? { dayId: other.dayId, parentId: other.parentId, ...beside }
    : { dayId: other.dayId, ...track, ...beside }
}

/** Past the next one that concerns the same people; at the end of the line it stays where it is. */
function step(programme: Programme, id: string, way: 'up' | 'down', rest: Rest): Gesture | Wrong {
  const item = programme.items.find((one) => one.id === id)
  const beside = item && nextTo(programme, item, way)
  if (!item || !beside) return { wrong: { to: 'arranging_choose_place' } }
  const home = { dayId: item.dayId, ...(item.parentId && { parentId: item.parentId }) }
  return { do: 'move', id, to: { ...home, ...(way === 'up' ? { before: beside.id } : { after: beside.id }) }, rest }
}

/** The neighbour one step away, among those that share its track. */
export function nextTo(programme: Programme, item: ItemState, way: 'up' | 'down'): ItemState | undefined {
  const line = siblingsOf(programme, item).filter((one) => item.parentId !== null || item.dayId === null || shareTrack(one, item))
  return line[line.indexOf(item) + (way === 'up' ? -1 : 1)]
}

/** A gesture as the fields that `readGesture` reads. */
export function fieldsOf(gesture: Gesture): Record<string, string> {
  const own = { do: gesture.do, ...('id' in gesture && { item: gesture.id }), ...('rest' in gesture && { rest: gesture.rest }) }
  switch (gesture.do) {
    case 'move':
      return { ...own, ...spotFields(gesture.to) }
    case 'insert':
      return {
        ...own,
        ...spotFields(gesture.to),
        title: Object.values(gesture.title)[0] ?? '',
        kind: gesture.kind,
        start: gesture.start ?? '',
        minutes: gesture.minutes === null ? '' : String(gesture.minutes),
      }
    case 'retime':
      return { ...own, start: gesture.start ?? '', end: gesture.end ?? '' }
    case 'stretch':
      return { ...own, minutes: String(gesture.minutes) }
    case 'split':
      return { ...own, at: gesture.at, title: Object.values(gesture.title ?? {})[0] ?? '' }
    case 'merge':
      return { ...own, with: gesture.with }
    case 'pin':
      return { ...own, pinned: gesture.pinned ? 'yes' : 'no' }
    case 'remove':
      return own
  }
}

function spotFields(to: Spot): Record<string, string> {
  const track = to.track === undefined ? {} : { track: to.track === null ? 'none' : `named:${to.track}` }
  if (to.before) return { to: `before:${to.before}`, ...track }
  if (to.after) return { to: `after:${to.after}`, ...track }
  if (to.parentId) return { to: `in:${to.parentId}` }
  return to.dayId === null ? { to: 'shelf' } : { to: `day:${to.dayId}`, ...track }
}

/**
 * What comes of a gesture in one short word, so that what is done can be held against what was shown: the programme may
 * have been changed in between. FNV-1a, 32 bits; nobody gains anything by a collision.
 */
export function digestOf(outcome: Pick<Outcome, 'subject' | 'shifts' | 'collisions'>): string {
  const name = (id: string) => (id === outcome.subject ? '' : id)
  const text = [
    ...outcome.shifts.map((one) => `${one.id}${one.to}`),
    ...outcome.collisions.map((one) => `${name(one.id)}×${name(one.with)}${one.minutes}`).sort(),
  ].join()
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return (hash >>> 0).toString(36)
}
