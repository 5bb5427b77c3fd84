/** The programme as a table for a spreadsheet. */
import { tableCsv } from '#platform/sheet/csv.ts'
import { m } from '#platform/words/words.ts'
import type { Sheet, SheetDay, SheetLink, SheetPerson, SheetRow } from './sheet.ts'

/** A line for every item and every part; parts follow their item and name it. */
export function programmeCsv(sheet: Sheet): string {
  const lines = sheet.days.flatMap((day) =>
    day.rows.flatMap((row) => [lineOf(row, day, null), ...row.parts.map((part) => lineOf(part, day, row))]),
  )
  return tableCsv({ headings: headings(), rows: lines })
}

const headings = (): string[] => [
  m.meeting_take_date(),
  m.meeting_take_start(),
  m.meeting_take_end(),
  m.meeting_take_track(),
  m.meeting_take_room(),
  m.meeting_take_kind(),
  m.meeting_take_item(),
  m.meeting_take_part_of(),
  m.meeting_take_people(),
  m.meeting_moderator(),
  m.meeting_take_about(),
  m.meeting_take_note(),
  m.meeting_materials(),
  m.meeting_col_minutes(),
  m.meeting_take_address(),
]

function lineOf(row: SheetRow, day: SheetDay, whole: SheetRow | null): string[] {
  const named = (people: readonly SheetPerson[]) =>
    people.map(({ name, office }) => (office ? `${name}, ${office}` : name)).join('\n')
  const addresses = (links: readonly SheetLink[]) => links.map((link) => link.href).join('\n')
  return [
    day.date ?? '',
    row.start ?? '',
    row.end ?? '',
    row.track ?? '',
    row.room ?? '',
    m[`programme_kind_${row.kind}`](),
    row.title.text,
    whole?.title.text ?? '',
    named(row.people.filter((one) => !one.moderator)),
    named(row.people.filter((one) => one.moderator)),
    row.about?.text ?? '',
    row.note?.text ?? '',
    addresses(row.links.filter((link) => link.kind !== 'minutes')),
    addresses(row.links.filter((link) => link.kind === 'minutes')),
    row.url,
  ]
}
