/** What can be taken in, and what an outline must hold to become a meeting. Pure. */
import { mayEndAt } from '../rules.ts'
import type { Outline } from './reader/shape.ts'

/** A book, not a programme; the reader stops at the same length. UTF-16 units. */
export const TEXT_LONGEST = 5_000_000
const ITEMS_MOST = 2000

export const tooManyItems = (outline: Outline): boolean =>
  outline.days.reduce((sum, day) => sum + day.items.length, 0) > ITEMS_MOST

/** PostgreSQL holds every character but NUL. */
export const storable = (text: string): string => text.replaceAll('\0', '')

/** Whether a text can be read at all. */
export function mayRead(text: string): 'yes' | 'programme_text_empty' | 'programme_text_too_long' | 'programme_text_binary' {
  if (text.trim() === '') return 'programme_text_empty'
  if (text.length > TEXT_LONGEST) return 'programme_text_too_long'
  return looksBinary(text) ? 'programme_text_binary' : 'yes'
}

/** A file opened as text is full of control characters and of the mark for bytes that are no letters. */
function looksBinary(text: string): boolean {
  const start = text.slice(0, 20_000)
  const odd = start.match(/[\u0000-\u0008\u000e-\u001a\u001c-\u001f\u007f\ufffd]/g)?.length ?? 0
  return odd > 3 && odd / start.length > 0.01
}

/** What stands in the way of making the meeting: form fields and message keys. Only what the organiser typed is judged; what was read is shown as a doubt instead. */
export function outlineProblems(outline: Outline, typed: ReadonlySet<string>): Record<string, string> {
  const wrong: Record<string, string> = {}
  if (!Object.values(outline.title).some((title) => title?.trim())) wrong.title = 'programme_needs_title'
  for (const item of outline.days.flatMap((day) => day.items)) {
    if (!typed.has(item.key)) continue
    if (!Object.values(item.title).some((title) => title?.trim())) wrong[`item/${item.key}/title`] = 'programme_needs_title'
    const times = mayEndAt(item.start, item.end)
    if (times !== 'yes') wrong[`item/${item.key}/end`] = times
  }
  return wrong
}
