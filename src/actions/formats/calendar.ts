/**
 * Actions as a calendar: an all-day entry on the day each is due. RFC 5545 has VTODO for this, but the calendars that members
 * read (Outlook, Google, the telephone's) show none of it.
 */
import { escape as escapeText, foldLines } from 'ical-generator'
import { instantOf } from '#platform/words/instant.ts'
import { typedText } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import type { ActionView } from '../reads.ts'
import { isOpen } from '../rules.ts'

export function actionsCalendar(actions: readonly ActionView[], { name, baseUrl }: { name: string; baseUrl: string }): string {
  const lines = [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Samling//Samling//NO', 'CALSCALE:GREGORIAN'],
    ...[`NAME:${escaped(name)}`, `X-WR-CALNAME:${escaped(name)}`],
    ...actions.flatMap((one) => (one.due === null ? [] : entry(one, one.due, baseUrl))),
    'END:VCALENDAR',
  ]
  return `${foldLines(lines.join('\r\n'))}\r\n`
}

function entry(one: ActionView, due: string, baseUrl: string): string[] {
  const next = Temporal.PlainDate.from(due).add({ days: 1 }).toString()
  return [
    'BEGIN:VEVENT',
    `UID:${one.id}`,
    `SEQUENCE:${one.version}`,
    `DTSTAMP:${utc(one.updatedAt)}`,
    `DTSTART;VALUE=DATE:${digits(due)}`,
    `DTEND;VALUE=DATE:${digits(next)}`,
    `SUMMARY:${escaped(m.actions_ics_due({ text: one.text.split('\n')[0]! }))}`,
    `DESCRIPTION:${escaped([one.text, baseUrl + one.path].join('\n\n'))}`,
    `URL;VALUE=URI:${baseUrl + one.path}`,
    `STATUS:${isOpen(one) ? 'CONFIRMED' : 'CANCELLED'}`,
    // Nobody is busy all day because something is due.
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ]
}

const escaped = (text: string): string => escapeText(typedText(text), false)
const digits = (text: string) => text.replace(/[-:]/g, '')
const utc = (at: string) => digits(instantOf(at).round('second').toString())
