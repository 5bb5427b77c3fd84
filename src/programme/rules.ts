/** Pure rules of a programme: clock times, order, and two people editing the same item. */
import type { Audience } from '#meeting/tables.ts'
import { locales, type Words } from '#platform/words/text.ts'
import type { ItemState, Kind, SpeakerState } from './document.ts'
import type { item } from './tables.ts'

export type ItemRow = typeof item.$inferSelect

export const kinds: readonly Kind[] = ['talk', 'panel', 'welcome', 'closing', 'break', 'lunch', 'registration', 'social', 'other']

/** A break is time, not a matter: nobody waits for its slides or minutes. */
export const isPause = (kind: Kind): boolean => kind === 'break' || kind === 'lunch'

/** A note that only points to minutes: "Se referat". Beside the minutes themselves it says nothing. */
export const onlyPointsToMinutes = (note: string): boolean =>
  /^\(?(se|sjå|see|gč|geahča)\s+(the\s+)?(referat\w*|protokoll\w*|minutes|čoahkkingirji)\)?[.!]?$/i.test(note.trim())

/** Who speaks, as it is written down; `id` is absent for someone new. */
export interface SpeakerEdit {
  readonly id?: string
  readonly name: string
  readonly office: string | null
  readonly email: string | null
  readonly role: 'speaker' | 'moderator'
  /** The person of the network it is; null for none, absent where nothing is said of it. */
  readonly personId?: string | null
}

/** Everything about an item that a person writes. Texts are never empty maps: null stands for none. */
export interface ItemEdit {
  readonly title: Words
  readonly description: Words | null
  readonly note: Words | null
  readonly start: string | null
  readonly end: string | null
  readonly kind: Kind
  readonly track: string | null
  readonly room: string | null
  /** A fixed point that the rest flows around. */
  readonly pinned: boolean
  readonly audience: Audience
  readonly expectsMaterial: boolean
  readonly expectsMinutes: boolean
  readonly speakers: readonly SpeakerEdit[]
}

/** A new item before it has a place. */
export function blank(id: string, given: { readonly title: Words; readonly kind: Kind }): ItemState {
  return {
    id,
    dayId: null,
    parentId: null,
    position: 0,
    start: null,
    end: null,
    endInferred: false,
    pinned: false,
    kind: given.kind,
    track: null,
    room: null,
    title: given.title,
    description: null,
    note: null,
    audience: 'public',
    expectsMaterial: false,
    expectsMinutes: false,
    speakers: [],
  }
}

/** An item as something to edit. */
export function editOf(state: ItemState): ItemEdit {
  const { id: _, dayId: _day, parentId: _parent, position: _position, endInferred: _end, speakers, ...fields } = state
  return {
    ...fields,
    speakers: speakers.map(({ id, name, office, email, role, personId }) => ({ id, name, office, email, role, personId })),
  }
}

/**
 * An item as it stands after an edit. An end that was typed is no longer inferred.
 * @param newId makes the ids of speakers who are new on it
 */
export function edited(state: ItemState, edit: ItemEdit, newId: () => string): ItemState {
  const known = new Map(state.speakers.map((one) => [one.id, one]))
  const moved = edit.start !== state.start || edit.end !== state.end
  return {
    ...state,
    ...edit,
    endInferred: moved ? false : state.endInferred,
    speakers: edit.speakers.map(({ id, ...who }): SpeakerState => {
      const old = id === undefined ? undefined : known.get(id)
      const name = who.name.trim()
      // Another address is another person, until one is found by it.
      const personId = who.personId === undefined ? (old?.email === who.email && old?.personId) || null : who.personId
      return old ? { ...old, ...who, name, personId } : { ...who, id: newId(), personId, name }
    }),
  }
}

/**
 * A clock time as people write it ("9", "9.00", "09:00", "0900", "9,30") as "HH:MM".
 * @returns null for what no clock shows
 */
export function clockOf(text: string): string | null {
  const found = /^(?:kl\.?\s*)?(\d{1,2})(?:\s*[.:,]?\s*(\d\d))?$/i.exec(text.trim())
  if (!found) return null
  const [hour, minute] = [Number(found[1]), Number(found[2] ?? 0)]
  if (hour === 24 && minute === 0) return '00:00'
  return hour < 24 && minute < 60 ? `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}` : null
}

/** Whether an end can belong to a start: later, or in the small hours after an evening. */
export function mayEndAt(
  start: string | null,
  end: string | null,
): 'yes' | 'programme_end_without_start' | 'programme_end_before_start' {
  if (end === null) return 'yes'
  if (start === null) return 'programme_end_without_start'
  return end > start || (start >= '17:00' && end <= '07:00') ? 'yes' : 'programme_end_before_start'
}

/**
 * Where an item belongs among the others of its day by its start: after the last that starts no later.
 * @param others the other items in their order
 * @returns the index to stand at; the end when it has no time
 */
export function placeByTime(others: readonly { readonly start: string | null }[], start: string | null): number {
  if (start === null) return others.length
  return others.findLastIndex((other) => other.start !== null && other.start <= start) + 1 || firstLater(others, start)
}

const firstLater = (others: readonly { readonly start: string | null }[], start: string): number => {
  const at = others.findIndex((other) => other.start !== null && other.start > start)
  return at === -1 ? others.length : at
}

/** Whether a start still fits between the neighbours at an index. */
export function standsInOrder(others: readonly { readonly start: string | null }[], at: number, start: string | null): boolean {
  if (start === null) return true
  const before = others.slice(0, at).findLast((other) => other.start !== null)?.start
  const after = others.slice(at).find((other) => other.start !== null)?.start
  return (before == null || before <= start) && (after == null || start <= after)
}

/** What is compared when two people edit: each language version is a field of its own, start and end are one. */
export type Field =
  | `${'title' | 'description' | 'note'}.${(typeof locales)[number]}`
  | 'time'
  | 'kind'
  | 'track'
  | 'room'
  | 'pinned'
  | 'audience'
  | 'expectsMaterial'
  | 'expectsMinutes'
  | 'speakers'

const texts = ['title', 'description', 'note'] as const

/** A start from one person and an end from another may make nonsense together, so times are one field. */
function flatten(edit: ItemEdit): Record<Field, string> {
  const flat: Partial<Record<Field, string>> = {}
  for (const text of texts) for (const locale of locales) flat[`${text}.${locale}`] = edit[text]?.[locale] ?? ''
  return {
    ...(flat as Record<Field, string>),
    time: `${edit.start ?? ''}–${edit.end ?? ''}`,
    kind: edit.kind,
    track: edit.track ?? '',
    room: edit.room ?? '',
    pinned: String(edit.pinned),
    audience: edit.audience,
    expectsMaterial: String(edit.expectsMaterial),
    expectsMinutes: String(edit.expectsMinutes),
    speakers: JSON.stringify(
      edit.speakers.map(({ name, office, email, role, personId }) => [name, office ?? '', email ?? '', role, personId ?? '']),
    ),
  }
}

/** One field of `edit` taken from `source`. */
export function withField(edit: ItemEdit, field: Field, source: ItemEdit): ItemEdit {
  if (field === 'time') return { ...edit, start: source.start, end: source.end }
  const [text, locale] = field.split('.') as [keyof ItemEdit, keyof Words | undefined]
  if (!locale) return { ...edit, [text]: source[text] }
  const { [locale]: _, ...others } = (edit[text] ?? {}) as Words
  const version = (source[text] as Words | null)?.[locale]
  const all: Words = version ? { ...others, [locale]: version } : others
  return { ...edit, [text]: text === 'title' || Object.keys(all).length > 0 ? all : null }
}

/**
 * Brings together what two people made of the same item. A field that only one of them changed is taken from that one; a
 * field that both changed alike is no conflict.
 * @param was what `mine` was based on
 * @returns the merged item, with `mine` standing in the fields in conflict
 */
export function merge(was: ItemEdit, mine: ItemEdit, theirs: ItemEdit): { merged: ItemEdit; conflicts: Field[] } {
  const [base, own, other] = [flatten(was), flatten(mine), flatten(theirs)]
  let merged = mine
  const conflicts: Field[] = []
  for (const field of Object.keys(base) as Field[]) {
    if (own[field] === base[field]) merged = withField(merged, field, theirs)
    else if (other[field] !== base[field] && other[field] !== own[field]) conflicts.push(field)
  }
  return { merged, conflicts }
}
