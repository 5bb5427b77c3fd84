/** What leaves can come back: our own schedules and calendars, read as anybody's. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calendarOf } from '#meeting/formats/calendar.ts'
import { scheduleOf } from '#meeting/formats/schedule.ts'
import { scheduleJson } from '#meeting/formats/schedulejson.ts'
import { scheduleXml } from '#meeting/formats/schedulexml.ts'
import { hostileMeeting } from '../../../tests/hostile.ts'
import type { Outline } from '../intake/rules.ts'
import { readProgrammeText } from './structured.ts'

const options = { locale: 'nb', baseUrl: 'https://samling.example.no', version: '7' } as const

/** By its own id: when each item begins, and what it is. */
const itemsOf = (outline: Outline) =>
  new Map(outline.days.flatMap((day) => day.items.map((item) => [item.sourceId, `${day.date} ${item.start} ${item.kind}`])))

describe('what leaves comes back', () => {
  it('as schedule.xml and schedule.json', () => {
    fc.assert(
      fc.property(hostileMeeting(), (view) => {
        const schedule = scheduleOf(view, options)
        const events = schedule?.days.flatMap((day) => day.rooms.flatMap((room) => room.events)) ?? []
        if (!schedule || events.length === 0) return
        const wanted = new Map(events.map((event) => [event.guid, `${event.date.slice(0, 10)} ${event.start} ${event.type}`]))
        expect(itemsOf(readProgrammeText(scheduleXml(schedule)).outline)).toEqual(wanted)
        const starts = (items: ReadonlyMap<unknown, string>) => [...items].map(([id, item]) => [id, item.slice(0, 16)]).sort()
        expect(starts(itemsOf(readProgrammeText(JSON.stringify(scheduleJson(schedule))).outline))).toEqual(starts(wanted))
      }),
      { numRuns: 60 },
    )
  })

  it('as a calendar with its items', () => {
    fc.assert(
      fc.property(hostileMeeting(), (view) => {
        const calendar = calendarOf(view, { ...options, items: true })
        const items = view.days.flatMap((day) => day.items.filter((item) => day.date !== null && item.start !== null))
        if (calendar === null || items.length === 0) return
        const read = readProgrammeText(calendar).outline
        expect([...itemsOf(read).keys()].sort()).toEqual(items.map((item) => item.uid).sort())
        expect(read.details?.timezone).toBe(view.meeting.timezone)
      }),
      { numRuns: 60 },
    )
  })
})
