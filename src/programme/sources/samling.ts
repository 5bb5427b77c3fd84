/** A meeting taken along from elsewhere as `samling.meeting/1`, as the outline of a new one. */
import { type ItemFormat, MEETING_FORMAT, readMeetingJson } from '#meeting/formats/json.ts'
import { isWebAddress } from '#meeting/settings/forms.ts'
import { Invalid } from '#platform/errors.ts'
import type { Outline, OutlineItem } from '../intake/rules.ts'
import { HOME_ZONE, zoneOf } from './moments.ts'

/** Whether a text means to be such a file, also of a later version. */
export const looksLikeMeeting = (text: string): boolean => /^\s*\{/.test(text) && text.includes(MEETING_FORMAT.split('/')[0]!)

/**
 * Presentations and minutes stay where they were: they belong to the meeting they were made for.
 * @throws Invalid({ file }) when it is no such file, or of a later version
 */
export function readMeetingFile(text: string): Outline {
  const file = readFile(text)
  return {
    title: file.title,
    titleLines: [],
    locale: file.locale,
    attendance: file.attendance,
    days:
      file.days.length > 0
        ? file.days.map((day, d) => ({
            key: `d${d}`,
            date: day.date,
            label: day.label,
            items: day.items.map((item, i) => itemOf(item, `d${d}i${i}`)),
            lines: [],
          }))
        : [{ key: 'd0', date: null, label: null, items: [], lines: [] }],
    texts: file.texts.map((text) => ({ ...text, lines: [] })),
    change: null,
    details: {
      summary: file.summary,
      place: file.place,
      joinUrl: file.joinUrl !== null && isWebAddress(file.joinUrl) ? file.joinUrl : null,
      timezone: zoneOf(file.timezone) ?? HOME_ZONE,
      audience: file.audience,
    },
  }
}

/** The field that a pasted text stands in is called otherwise than that of a file. */
function readFile(text: string): ReturnType<typeof readMeetingJson> {
  try {
    return readMeetingJson(text)
  } catch (error) {
    if (error instanceof Invalid) throw new Invalid({ file: Object.values(error.fields)[0]! })
    throw error
  }
}

const itemOf = ({ parts, ...item }: ItemFormat, key: string): OutlineItem => ({
  ...partOf(item, key),
  subitems: parts.map((part, i) => ({ ...partOf(part, `${key}_${i}`), start: null, end: null })),
})

const partOf = (item: Omit<ItemFormat, 'parts'>, key: string): OutlineItem => ({
  key,
  start: item.start,
  end: item.end,
  endInferred: item.endInferred,
  kind: item.kind,
  track: item.track,
  room: item.room,
  pinned: item.pinned,
  sourceId: item.uid,
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
