/** One item field by field: what a text says otherwise than what stands, and what it is when the text is followed. Pure. */
import { type Words, withoutEmpty } from '#platform/words/text.ts'
import type { ItemState, SpeakerState } from '../../document.ts'
import type { OutlineItem, OutlineSpeaker } from '../../intake/rules.ts'
import { plainly } from '../pairing/rules.ts'

/** `place` is the day, or the item it is a part of; `order` is where it stands among its neighbours. */
export type Field = 'title' | 'time' | 'place' | 'order' | 'speakers' | 'kind' | 'track' | 'room' | 'description' | 'note'

type OwnField = Exclude<Field, 'place' | 'order'>

interface Telling {
  /** What a text says of it, to be compared between two texts. */
  readonly said: (told: OutlineItem) => unknown
  readonly stands: (standing: ItemState) => unknown
  /** Silence is no difference. */
  readonly differs: (standing: ItemState, told: OutlineItem) => boolean
  readonly follow: (standing: ItemState, told: OutlineItem, newId: () => string) => ItemState
}

const telling: Readonly<Record<OwnField, Telling>> = {
  title: ofWords('title'),
  time: {
    said: ({ start, end }) => [start, end],
    stands: ({ start, end }) => [start, end],
    differs: (standing, told) => !sameTime(standing, told),
    follow: (standing, { start, end, endInferred }) => ({ ...standing, start, end, endInferred }),
  },
  speakers: {
    said: ({ speakers }) => speakers,
    stands: ({ speakers }) => speakers.map(({ name, office, role }) => [name, office, role]),
    differs: ({ speakers }, told) => told.speakers.length > 0 && !sameSpeakers(speakers, told.speakers),
    follow: (standing, told, newId) => ({ ...standing, speakers: speakersAfter(standing.speakers, told.speakers, newId) }),
  },
  kind: {
    said: ({ kind }) => kind,
    stands: ({ kind }) => kind,
    differs: (standing, told) => standing.kind !== told.kind,
    follow: (standing, { kind }) => ({ ...standing, kind }),
  },
  track: {
    said: ({ track }) => track,
    stands: ({ track }) => track,
    differs: (standing, told) => told.track !== null && standing.track !== told.track,
    follow: (standing, { track }) => ({ ...standing, track }),
  },
  room: {
    said: ({ room }) => room ?? null,
    stands: ({ room }) => room,
    differs: (standing, told) => typeof told.room === 'string' && standing.room !== told.room,
    follow: (standing, { room }) => ({ ...standing, room: room ?? null }),
  },
  description: ofWords('description'),
  note: ofWords('note'),
}

function ofWords(field: 'title' | 'description' | 'note'): Telling {
  return {
    said: (told) => told[field],
    stands: (standing) => standing[field],
    differs: (standing, told) => !wordsHold(standing[field], told[field]),
    follow: (standing, told) => ({ ...standing, [field]: { ...standing[field], ...withoutEmpty(told[field] ?? {}) } }),
  }
}

export interface FieldDifference {
  readonly field: OwnField
  /** The text says what it said last time: somebody has changed it by hand since. */
  readonly own: boolean
}

/** @param before what the last text said of the same item, where that is known */
export function fieldsThatDiffer(standing: ItemState, told: OutlineItem, before: OutlineItem | null): FieldDifference[] {
  return (Object.keys(telling) as OwnField[]).flatMap((field) => {
    const { said, differs } = telling[field]
    const fallenSilent =
      field === 'speakers' &&
      told.speakers.length === 0 &&
      standing.speakers.length > 0 &&
      before !== null &&
      before.speakers.length > 0
    if (!differs(standing, told) && !fallenSilent) return []
    return [{ field, own: before !== null && JSON.stringify(said(before)) === JSON.stringify(said(told)) }]
  })
}

/** An item as it stands when a text is followed in one field. @param newId makes the ids of speakers who are new on it */
export const followed = (standing: ItemState, field: Field, told: OutlineItem, newId: () => string): ItemState =>
  field === 'place' || field === 'order' ? standing : telling[field].follow(standing, told, newId)

/** What stands and what is told, as a short name: the same difference has the same name, another has another. */
export const nameOfDifference = (standing: ItemState, field: Field, told: OutlineItem): string =>
  field === 'place' || field === 'order'
    ? field
    : `${field}-${fnv1a(JSON.stringify([telling[field].stands(standing), telling[field].said(told)]))}`

/** Whether what is told of a text in each language stands already. */
export const wordsHold = (standing: Words | null, told: Words | null): boolean =>
  Object.entries(told ?? {}).every(([locale, text]) => !text || standing?.[locale as keyof Words] === text)

/** An end that was only taken from the next start does not unsay one that was stated. */
export function sameTime(standing: ItemState, told: OutlineItem): boolean {
  if (told.start === null) return true
  if (told.start !== standing.start) return false
  return told.end === null || told.end === standing.end || (told.endInferred && standing.end !== null && !standing.endInferred)
}

function sameSpeakers(standing: readonly SpeakerState[], told: readonly OutlineSpeaker[]): boolean {
  if (standing.length !== told.length) return false
  return told.every(({ name, office, role }, i) => {
    const old = standing[i]!
    return old.name === name && (office === null || old.office === office) && old.role === (role ?? 'speaker')
  })
}

/** Those who were there keep their id, and with it their link and address. */
function speakersAfter(standing: readonly SpeakerState[], told: readonly OutlineSpeaker[], newId: () => string): SpeakerState[] {
  const left = [...standing]
  return told.map(({ name, office, role }): SpeakerState => {
    const at = left.findIndex((one) => plainly(one.name) === plainly(name))
    const [old] = at === -1 ? [] : left.splice(at, 1)
    const who = { name, office: office ?? old?.office ?? null, role: role ?? 'speaker' }
    return old ? { ...old, ...who } : { ...who, id: newId(), personId: null, email: null }
  })
}

/** FNV-1a, 32 bits: short and steady; it keeps nothing secret. */
function fnv1a(text: string): string {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return (hash >>> 0).toString(36)
}
