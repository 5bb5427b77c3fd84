/** The reading in the plain shape that programmes are compared in. */
import { DOUBTS } from './doubts.ts'
import { everySpeaker } from './items.ts'
import type { Doubt, Kind, Language, Reading } from './shape.ts'

export interface SampleShape {
  title: string | null
  language: Language
  days: {
    date: string | null
    label?: string
    items: {
      start: string
      end: string | null
      title: string
      kind: Kind
      speakers: { name: string; role: string | null }[]
      subitems: string[]
      notes?: string[]
      track?: string
      room?: string
    }[]
  }[]
  doubts: (Doubt & { means: string })[]
}

/** Flattens a reading: the speakers of sub-items are listed with their item, lines and spans are left out. */
export function toSampleShape(reading: Reading): SampleShape {
  return {
    title: reading.title,
    language: reading.language,
    days: reading.days.map((day) => ({
      date: day.date,
      ...(day.label === null ? {} : { label: day.label }),
      items: day.items.map((item) => ({
        start: item.start,
        end: item.end,
        title: item.title,
        kind: item.kind,
        speakers: everySpeaker(item).map(({ name, role }) => ({ name, role })),
        subitems: item.subitems.map((s) => s.title),
        ...(item.notes.length || item.approximate ? { notes: [...(item.approximate ? ['Ca'] : []), ...item.notes] } : {}),
        ...(item.track === undefined ? {} : { track: item.track }),
        ...(item.room === undefined ? {} : { room: item.room }),
      })),
    })),
    doubts: reading.doubts.map((doubt) => ({ ...doubt, means: DOUBTS[doubt.why].means })),
  }
}
