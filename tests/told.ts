/** A reading in short lines, so that a test says at a glance what is expected of a whole programme. */
import type { LaidLine } from '../src/programme/reader/laid.ts'
import { readProgramme } from '../src/programme/reader/read.ts'
import type { Language, Reading } from '../src/programme/reader/shape.ts'

/**
 * "# date label" for each day, "09:00–09:45 Title [track] (room) · Name <role>, Name − point − point" for each item. Notes are
 * left out.
 */
export function told(input: string | readonly LaidLine[] | Reading, language?: Language): string[] {
  const reading = typeof input === 'object' && 'days' in input ? input : readProgramme(input, language ? { language } : {})
  const people = (all: readonly { name: string; role: string | null }[]) =>
    all.length === 0 ? '' : ` · ${all.map(({ name, role }) => (role ? `${name} <${role}>` : name)).join(', ')}`
  return reading.days.flatMap((day) => [
    ...(day.date || day.label ? [`# ${[day.date, day.label].filter(Boolean).join(' ')}`] : []),
    ...day.items.map((item) =>
      [
        `${item.start}${item.end ? `–${item.end}` : ''} ${item.title}`,
        item.track ? ` [${item.track}]` : '',
        item.room && item.room !== item.track ? ` (${item.room})` : '',
        people(item.speakers),
        ...item.subitems.map((part) => ` − ${part.title}${people(part.speakers)}`),
      ].join(''),
    ),
  ])
}
