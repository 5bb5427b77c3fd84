/** What tests of sources share: an outline written as lines, so that a test reads as a programme does. */
import type { Outline, OutlineItem } from '#programme/intake/rules.ts'
import { noteText } from '#programme/sources/notes.ts'
import { readProgrammeText } from '#programme/sources/structured.ts'

const words = (text: OutlineItem['title'] | null) => (text ? Object.values(text).join(' / ') : '')

const line = (item: OutlineItem, depth = ''): string[] => [
  [
    ...(item.start === null ? [] : [`${item.start}–${item.end ?? ''}`]),
    `${depth}${item.kind}:`,
    words(item.title),
    ...(item.track ? [`[${item.track}]`] : []),
    ...(item.room ? [`@${item.room}`] : []),
    ...item.speakers.map(({ name, office, role }) => `+${name}${office ? `, ${office}` : ''}${role === 'moderator' ? '*' : ''}`),
  ].join(' '),
  ...item.subitems.flatMap((part) => line(part, '– ')),
]

/** Days and items, one line each. */
export const inLines = (outline: Outline): string[] =>
  outline.days.flatMap((day) => [day.date ?? 'no date', ...day.items.flatMap((item) => line(item))])

/** Reads a text and writes it out, with the notes in Bokmål. */
export function told(text: string): { format: string; title: string; lines: string[]; notes: string[]; outline: Outline } {
  const source = readProgrammeText(text)
  return {
    format: source.format,
    title: words(source.outline.title),
    lines: inLines(source.outline),
    notes: source.notes.map(noteText),
    outline: source.outline,
  }
}
