/** The form of one item. `was` carries the item as the form was made from it, so that two people's changes can be told apart. */
import { z } from 'zod'
import { holdsIdentityNumber } from '#people/identity/rules.ts'
import { isDate } from '#platform/words/dates.ts'
import { type Locale, locales, typedText, type Words } from '#platform/words/text.ts'
import { clockOf, type Field, type ItemEdit, kinds, type SpeakerEdit, withField } from './rules.ts'

export interface ItemForm {
  /** 0 for a new item. */
  readonly version: number
  readonly was: ItemEdit | null
  readonly mine: ItemEdit
  /** Null for the shelf, absent where no day was asked for. */
  readonly dayId: string | null | undefined
  /** What to do when it is saved. */
  readonly next: 'done' | 'part' | 'another'
  /** After a conflict: the fields that were asked about. Their answer is wanted before anything is saved. */
  readonly asked: readonly Field[]
  readonly errors: Readonly<Record<string, string>>
  /** By field name, for fields that cannot be used. */
  readonly typed: Readonly<Record<string, string>>
}

/** A new item's fields before anything is written. */
export const emptyEdit: ItemEdit = {
  title: {},
  description: null,
  note: null,
  start: null,
  end: null,
  kind: 'talk',
  track: null,
  room: null,
  pinned: false,
  audience: 'public',
  expectsMaterial: false,
  expectsMinutes: false,
  speakers: [],
}

/** Where a day is chosen, stands for none: the shelf. */
export const SHELF = 'shelf'

/** How many characters a field takes; more than any programme has, and a page can still be sent. */
const LONGEST = { title: 10_000, description: 50_000, note: 10_000, other: 500 }

/** How many speakers one form takes. */
export const SPEAKERS_MOST = 30

const fields = z.record(z.string(), z.union([z.string(), z.array(z.string())]))
const audience = z.enum(['public', 'members', 'invited'])
const kind = z.enum(kinds as [ItemEdit['kind'], ...ItemEdit['kind'][]])
const words = z.partialRecord(z.enum(locales), z.string()) as z.ZodType<Words>
const text = z.string().nullable()
const edit = z.object({
  title: words,
  description: words.nullable(),
  note: words.nullable(),
  start: text,
  end: text,
  kind,
  track: text,
  room: text.default(null),
  pinned: z.boolean().default(false),
  audience,
  expectsMaterial: z.boolean(),
  expectsMinutes: z.boolean(),
  speakers: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      office: text,
      email: text,
      role: z.enum(['speaker', 'moderator']),
      personId: z.uuid().nullable().default(null),
    }),
  ),
})

/** Reads what was sent. Fields that cannot be used are told in `errors`; the others stand in `mine` as typed. */
export function readItemForm(body: unknown): ItemForm {
  const sent = fields.catch({}).parse(body ?? {})
  const field = (name: string): string => typedText([sent[name] ?? ''].flat().at(-1)!)
  const errors: Record<string, string> = {}
  const typed: Record<string, string> = {}
  const refuse = (name: string, key: string) => {
    errors[name] = key
    typed[name] = field(name)
  }
  const time = (name: string): string | null => {
    const read = field(name) === '' ? null : clockOf(field(name))
    if (read === null && field(name) !== '') refuse(name, 'programme_bad_time')
    return read
  }
  const words = (name: 'title' | 'description' | 'note') => {
    const found = wordsOf(name, field)
    if (Object.values(found ?? {}).some((text) => text.length > LONGEST[name])) errors[name] = 'shared_too_long'
    if (Object.values(found ?? {}).some(holdsIdentityNumber)) errors[name] = 'people_identity_number'
    return found
  }
  const base = parseWas(field('was'))
  let mine: ItemEdit = {
    title: words('title') ?? {},
    description: words('description'),
    note: words('note'),
    start: time('start'),
    end: time('end'),
    kind: kind.catch('talk').parse(field('kind')),
    track: field('track') || null,
    room: field('room') || null,
    pinned: field('pinned') === 'on',
    audience: audience.catch('public').parse(field('audience')),
    expectsMaterial: field('expectsMaterial') === 'on',
    expectsMinutes: field('expectsMinutes') === 'on',
    speakers: speakersOf(field, refuse),
  }
  // After a conflict: where the other's version was chosen, it stands in `was`.
  if (base)
    for (const name of Object.keys(sent))
      if (name.startsWith('use/') && field(name) === 'theirs') mine = withField(mine, name.slice(4) as Field, base)
  for (const name of ['track', 'room'] as const) if ((mine[name] ?? '').length > LONGEST.other) refuse(name, 'shared_too_long')
  const asked = [sent.ask ?? []].flat() as Field[]
  for (const name of asked) if (field(`use/${name}`) === '') refuse(`use/${name}`, 'programme_conflict_choose')
  const next = field('next')
  return {
    asked,
    version: Number(field('version')) || 0,
    was: base,
    mine,
    dayId:
      field('day') === SHELF
        ? null
        : z
            .uuid()
            .optional()
            .catch(undefined)
            .parse(field('day') || undefined),
    next: next === 'part' || next === 'another' ? next : 'done',
    errors,
    typed,
  }
}

function wordsOf(name: string, field: (name: string) => string): Words | null {
  const found: Partial<Record<Locale, string>> = {}
  for (const locale of locales) {
    const value = field(`${name}/${locale}`)
    if (value) found[locale] = value
  }
  return Object.keys(found).length > 0 ? found : null
}

function speakersOf(field: (name: string) => string, refuse: (name: string, key: string) => void): SpeakerEdit[] {
  const speakers: SpeakerEdit[] = []
  for (let i = 0; i < SPEAKERS_MOST; i++) {
    const part = (name: string) => field(`speaker/${i}/${name}`)
    const [id, name, office, email] = [part('id'), part('name'), part('office'), part('email')]
    if (!name && !office && !email) continue
    if (!name) refuse(`speaker/${i}/name`, 'programme_speaker_needs_name')
    for (const [part, text] of Object.entries({ name, office, email }))
      if (text.length > LONGEST.other) refuse(`speaker/${i}/${part}`, 'shared_too_long')
      else if (holdsIdentityNumber(text)) refuse(`speaker/${i}/${part}`, 'people_identity_number')
    if (email && !z.email().safeParse(email).success) refuse(`speaker/${i}/email`, 'programme_bad_email')
    const role = part('role') === 'moderator' ? 'moderator' : 'speaker'
    // The box is there only for somebody who may be of the network; unticked it says that this is another.
    const personId = part('tie') ? part('person') || null : undefined
    speakers.push({
      ...(id && { id }),
      name,
      office: office || null,
      email: email || null,
      role,
      ...(personId !== undefined && { personId }),
    })
  }
  return speakers
}

function parseWas(json: string): ItemEdit | null {
  if (!json) return null
  try {
    return edit.parse(JSON.parse(json)) as ItemEdit
  } catch {
    // Cut short or tampered with: then nothing can be merged, and the version alone decides.
    return null
  }
}

const dayDate = z.union([z.literal('').transform(() => null), z.string().refine(isDate, 'programme_bad_date')]).default(null)
/** `was…` is what stood in the fields when the form was made. */
export const readDayForm = z.object({
  date: dayDate,
  wasDate: dayDate,
  label: z.string().trim().max(200).default(''),
  wasLabel: z.string().default(''),
  day: z.string().default(''),
})

/** Whose turn: an item by its id, and for moving where to. */
export const moveForm = z.object({ item: z.uuid(), to: z.string().default('') })
