/**
 * The form of the checking page. It carries the text and every choice, so that nothing is stored before the meeting is
 * made. `was` holds what stood in the fields as read: a field that differs from it was changed by the organiser, also when
 * the text itself was edited in the same breath.
 */

import { z } from 'zod'
import type { AttendanceMode } from '#meeting/tables.ts'
import { holdsIdentityNumber } from '#people/identity/rules.ts'
import { isDate } from '#platform/words/dates.ts'
import { isLocale, type Locale, pick } from '#platform/words/text.ts'
import { clockOf, kinds } from '../rules.ts'
import type { Kind } from '../tables.ts'
import {
  type Choices,
  type ItemChoice,
  type Language,
  languages,
  type Outline,
  type Placement,
  placements,
  storable,
} from './rules.ts'

/** What stood in the fields, as read and settled but before the organiser's own corrections. */
export interface Was {
  readonly title: string
  readonly locale: string
  readonly attendance: string
  readonly dates: Readonly<Record<string, string>>
  readonly items: Readonly<Record<string, readonly [start: string, end: string, title: string, kind: string]>>
}

export interface CheckForm {
  readonly text: string
  /** The layout that the text came with, as `unlaid` gave it; empty for none. */
  readonly layout: string
  /** Of the file it came from; empty for what was pasted. */
  readonly fileName: string
  /** In which language it is read; null to find out. */
  readonly language: Language | null
  readonly choices: Choices
  readonly seriesId: string | null
  /** Fields that cannot be used, with message keys; what was typed stands in `typed`. */
  readonly errors: Readonly<Record<string, string>>
  /** By field name, for fields in `errors`. */
  readonly typed: Readonly<Record<string, string>>
  readonly wish: 'check' | 'create' | 'edit'
}

const one = z.union([z.string(), z.array(z.string()).transform((all) => all.at(-1) ?? '')])
const many = z.union([z.string().transform((s) => [s]), z.array(z.string())])
const body = z.record(z.string(), z.union([z.string(), z.array(z.string())]))
const was = z.object({
  title: z.string(),
  locale: z.string(),
  attendance: z.string(),
  dates: z.record(z.string(), z.string()),
  items: z.record(z.string(), z.tuple([z.string(), z.string(), z.string(), z.string()])),
})

/** Reads the form of the paste page or of the checking page; the first has nothing but a text and perhaps a series. */
export function readCheckForm(given: unknown): CheckForm {
  const fields = body.catch({}).parse(given ?? {})
  const field = (name: string): string | undefined => (fields[name] === undefined ? undefined : one.parse(fields[name]))
  const base = parseWas(field('was'))
  const errors: Record<string, string> = {}
  const typed: Record<string, string> = {}
  const refuse = (name: string, value: string, key: string) => {
    errors[name] = key
    typed[name] = value
  }

  const settled: Record<string, number> = {}
  for (const entry of [...(fields.settled ? many.parse(fields.settled) : []), field('settle') ?? '']) {
    const at = entry.lastIndexOf(':')
    const choice = Number(entry.slice(at + 1))
    if (at > 0 && Number.isInteger(choice)) settled[entry.slice(0, at)] = choice
  }
  // A settled doubt is opened again by settling it to nothing.
  const reopened = field('reopen')
  if (reopened) delete settled[reopened]

  const dates: Record<string, string> = {}
  const items: Record<string, ItemChoice> = {}
  const places: Record<string, Placement> = {}
  for (const name of Object.keys(fields)) {
    const value = field(name)!.trim()
    const [kind, key, part] = name.split('/') as [string, string?, string?]
    if (kind === 'place' && key && isPlacement(value)) places[key] = value
    if (kind === 'date' && key && base && value !== (base.dates[key] ?? '')) {
      if (value === '' || isDate(value)) dates[key] = value
      else refuse(name, value, 'programme_bad_date')
    }
    if (kind === 'item' && key && part && base?.items[key]) {
      const changed = itemChange(part, value, base.items[key])
      if (changed === 'programme_bad_time') refuse(name, value, changed)
      else if (changed) items[key] = { ...items[key], ...changed }
    }
  }
  if (holdsIdentityNumber(field('text') ?? '')) errors['text'] = 'people_identity_number'
  const [title, locale, attendance, placeAll] = [field('title')?.trim(), field('locale'), field('attendance'), field('place-all')]
  const wish = field('wish')
  return {
    text: storable(field('text') ?? '').replaceAll('\r\n', '\n'),
    layout: field('layout') ?? '',
    fileName: field('fileName') ?? '',
    language: languages.find((one) => one === field('language')) ?? null,
    seriesId: field('series') || null,
    errors,
    typed,
    wish: wish === 'create' || wish === 'edit' ? wish : 'check',
    choices: {
      settled,
      dates,
      items,
      places,
      ...(title !== undefined && title !== base?.title && { title }),
      ...(isLocale(locale) && locale !== base?.locale && { locale: locale as Locale }),
      ...(isAttendance(attendance) && attendance !== base?.attendance && { attendance }),
      ...(isPlacement(placeAll) && { placeAll }),
    },
  }
}

function itemChange(part: string, value: string, base: Was['items'][string]): ItemChoice | 'programme_bad_time' | null {
  const [start, end, title, kind] = base
  if (part === 'title') return value === title ? null : { title: value }
  if (part === 'kind') return value !== kind && kinds.includes(value as Kind) ? { kind: value as Kind } : null
  if (part !== 'start' && part !== 'end') return null
  const time = value === '' ? '' : clockOf(value)
  if (time === null) return 'programme_bad_time'
  return time === (part === 'start' ? start : end) ? null : { [part]: time }
}

/** What the fields show for a reading without the organiser's own corrections. */
export function wasOf(read: Outline): Was {
  const text = (words: Outline['title']) => pick(words, read.locale)?.text ?? ''
  return {
    title: text(read.title),
    locale: read.locale,
    attendance: read.attendance,
    dates: Object.fromEntries(read.days.map((day) => [day.key, day.date ?? ''])),
    items: Object.fromEntries(
      read.days.flatMap((day) =>
        day.items.map((item) => [
          item.key,
          [item.start ?? '', item.endInferred ? '' : (item.end ?? ''), text(item.title), item.kind],
        ]),
      ),
    ),
  }
}

/** The choices that are not corrections of single fields: they shape what the fields are compared with. */
export const settledOnly = ({ settled, places, placeAll }: Choices): Choices => ({
  settled,
  places,
  dates: {},
  items: {},
  ...(placeAll && { placeAll }),
})

function parseWas(json: string | undefined): Was | null {
  if (!json) return null
  try {
    return was.parse(JSON.parse(json))
  } catch {
    // A form that was tampered with or cut short: the fields count as unchanged.
    return null
  }
}

const isPlacement = (s: string | undefined): s is Placement => placements.includes(s as Placement)
const isAttendance = (s: string | undefined): s is AttendanceMode => s === 'onsite' || s === 'online' || s === 'mixed'
