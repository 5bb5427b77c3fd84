/** A meeting taken along from elsewhere as `samling.meeting/1`, as the outline of a new one. */
import { type ItemFormat, MEETING_FORMAT, readMeetingJson } from '#meeting/formats/json.ts'
import { isWebAddress } from '#meeting/settings/forms.ts'
import type { Locale, Words } from '#platform/words/text.ts'
import type { Checked } from './reader/shape.ts'
import type { Choices, OutlineItem } from './rules.ts'

/** Whether a pasted text means to be such a file. */
export const isMeetingFile = (text: string): boolean => /^\s*\{/.test(text) && text.includes(MEETING_FORMAT.split('/')[0]!)

/**
 * Reads the file and applies the organiser's corrections. Presentations and minutes stay where they were: they belong to
 * the meeting they were made for.
 * @throws Invalid({ source }) when it is no such file, or of a later version
 */
export function outlineOfFile(text: string, choices: Choices): Checked {
  const file = readMeetingJson(text)
  const locale = choices.locale ?? file.locale
  const days = file.days.map((day, d) => {
    const key = `d${d}`
    const date = key in choices.dates ? choices.dates[key] || null : day.date
    return {
      key,
      date,
      label: day.label,
      items: day.items.map((item, i) => itemOf(item, `${key}i${i}`, choices, locale)),
      lines: [],
    }
  })
  return {
    outline: {
      title: choices.title === undefined ? file.title : { ...file.title, [locale]: choices.title },
      titleLines: [],
      locale,
      attendance: choices.attendance ?? file.attendance,
      days: days.length > 0 ? days : [{ key: 'd0', date: null, label: null, items: [], lines: [] }],
      texts: file.texts.map((text) => ({ ...text, lines: [] })),
      change: null,
      details: {
        summary: file.summary,
        place: file.place,
        joinUrl: file.joinUrl !== null && isWebAddress(file.joinUrl) ? file.joinUrl : null,
        timezone: isTimezone(file.timezone) ? file.timezone : 'Europe/Oslo',
        audience: file.audience,
      },
    },
    doubts: [],
    lines: [],
    unplaced: [],
    cutAt: null,
  }
}

function itemOf({ parts, ...item }: ItemFormat, key: string, choices: Choices, locale: Locale): OutlineItem {
  const mine = choices.items[key] ?? {}
  const own = partOf(item, key)
  const title: Words = mine.title === undefined ? own.title : { ...own.title, [locale]: mine.title }
  return {
    ...own,
    title,
    start: mine.start === undefined ? own.start : mine.start || null,
    end: mine.end === undefined ? own.end : mine.end || null,
    endInferred: own.endInferred && mine.end === undefined,
    kind: mine.kind ?? own.kind,
    subitems: parts.map((part, i) => ({ ...partOf(part, `${key}_${i}`), start: null, end: null })),
  }
}

const partOf = (item: Omit<ItemFormat, 'parts'>, key: string): OutlineItem => ({
  key,
  start: item.start,
  end: item.end,
  endInferred: item.endInferred,
  kind: item.kind,
  track: item.track,
  title: item.title,
  description: item.description,
  note: item.note,
  expectsMaterial: item.expectsMaterial,
  expectsMinutes: item.expectsMinutes,
  audience: item.audience,
  speakers: item.speakers,
  subitems: [],
  lines: [],
})

function isTimezone(name: string): boolean {
  try {
    Temporal.Now.zonedDateTimeISO(name)
    return true
  } catch {
    // Temporal answers an unknown zone with a RangeError and has no question to ask first.
    return false
  }
}
