/** Everything the reader may be unsure of, and what the organiser is offered to pick between. */
import type { Doubt, DoubtWhy, Span } from './shape.ts'

/** What each doubt means; the alternatives are the texts in `alternatives`, in this order. */
export const DOUBTS: Readonly<Record<DoubtWhy, { means: string; offers: readonly string[] }>> = {
  'time-spacing': { means: 'a space inside a time was read away ("11. 00")', offers: ['the time read'] },
  'time-misspelt': { means: 'a comma or a dash stood for the dot in a time', offers: ['the time read'] },
  'year-like-time': {
    means: 'four digits that could be a year were read as a time',
    offers: ['the time read', 'the text as it stands'],
  },
  'afternoon-assumed': {
    means: 'the time was moved twelve hours because the day goes on',
    offers: ['the afternoon time', 'the time as written'],
  },
  'impossible-time': { means: 'no clock shows this time; the line is no item', offers: ['the text as it stands'] },
  'end-before-start': {
    means: 'the item would end before it starts',
    offers: ['the end as written', 'no end', 'the next start, when there is one'],
  },
  'times-out-of-order': { means: 'the item starts before the one above it', offers: ['the time as written'] },
  'role-for-both': {
    means: 'the closing office may hold for the person before as well',
    offers: ['only the last person', 'both'],
  },
  'line-without-dash': {
    means: 'a line among dashed ones has no dash',
    offers: ['a point of its own', 'part of the point above'],
  },
  'missing-quote': { means: 'a quotation mark has no partner', offers: ['with the mark put in', 'as it stands'] },
  'alternative-time': { means: 'the text names two times for the item', offers: ['the first', 'the second'] },
  'title-missing': { means: 'the time has no title', offers: ['the text as it stands'] },
  'times-without-titles': { means: 'a column has more times than titles', offers: ['the text as it stands'] },
  'year-missing': {
    means: 'day and month are stated, the year is not',
    offers: ['likely dates, when the weekday points to some'],
  },
  'weekday-differs': {
    means: 'the weekday does not fit the date',
    offers: ['the date as written', 'the nearest year in which it fits'],
  },
  'impossible-date': { means: 'there is no such day', offers: ['the text as it stands'] },
  'days-out-of-order': { means: 'the day comes before the one above it', offers: ['the date as written'] },
  'postponed-in-prose': {
    means: 'running text says something was postponed or moved',
    offers: ['a notice on the page', 'text only'],
  },
  'cancelled-in-prose': { means: 'running text says something was cancelled', offers: ['a notice on the page', 'text only'] },
}

/** Makes a doubt. The id is stable for the same text: why, line and offset. */
export function doubt(why: DoubtWhy, where: Span, alternatives: string[], item?: [number, number]): Doubt {
  return { id: `${why}-${where.line}-${where.from}`, where, why, alternatives, ...(item ? { item } : {}) }
}

const QUOTES: readonly [string, string][] = [
  ['«', '»'],
  ['“', '”'],
]

/** A closing mark without an opening one, or the other way round; returns the text with the mark put in where a word suggests it. */
export function mendedQuotes(text: string): string | null {
  for (const [open, close] of QUOTES) {
    const [opens, closes] = [text.split(open).length - 1, text.split(close).length - 1]
    if (closes === opens + 1 && opens === 0) {
      const at = text.indexOf(close)
      const start = text.slice(0, at).search(/\S/)
      if (start >= 0) return `${text.slice(0, start)}${open}${text.slice(start)}`
    }
    if (opens === closes + 1 && !(open === '“' && /[“"]\s|[“"]$/.test(text.slice(text.indexOf(open) + 1))))
      return `${text}${close}`
  }
  return null
}

const POSTPONED =
  /(?<!\p{L})(?:utsatt(?:e)?|utsett(?:e)?|utset|utsettes|utsettast|skjuts upp|sköts upp|uppskjut\p{L}*|udsat|udsættes|udskudt|postponed|rescheduled|flyttet til (?:digital|ny)|flytta til|maŋiduvvo\p{L}*|maŋidit)(?!\p{L})/iu
const CANCELLED =
  /(?<!\p{L})(?:avlyst|avlyses|avlysast|aflyst|aflyses|inställd|inställt|ställs in|cancell?ed|called off|šluhttejuvvo\p{L}*)(?!\p{L})/iu

/** Where running text tells of a change of plan, or null. */
export function changeTold(text: string): { why: 'postponed-in-prose' | 'cancelled-in-prose'; from: number; to: number } | null {
  const m = POSTPONED.exec(text)
  if (m) return { why: 'postponed-in-prose', from: m.index, to: m.index + m[0].length }
  const c = CANCELLED.exec(text)
  return c ? { why: 'cancelled-in-prose', from: c.index, to: c.index + c[0].length } : null
}
