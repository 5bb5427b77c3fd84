/** Which entries of a schedule go on at the same time, and in which lane each stands. */
import { inPlain, type ScheduleEvent } from './event.ts'
import { hasTime } from './moments.ts'

/**
 * Entries at the same time are parallel. Where the file names no tracks for them, sessions are told apart by their names
 * and the rest by their rooms.
 */
export function lanesOf(events: readonly ScheduleEvent[]): ScheduleEvent[] {
  const beside = overlapping(events)
  const rooms = new Set([...beside].map((event) => event.room))
  return events.map((event) => {
    if (!beside.has(event) || event.track !== null) return event
    const isFrame = event.children?.some((child) => child.from !== null) ?? false
    return { ...event, track: isFrame ? inPlain(event.title) : rooms.size > 1 ? event.room : null }
  })
}

/** All that begin before something else has ended. In one walk: files may hold tens of thousands. */
function overlapping(events: readonly ScheduleEvent[]): Set<ScheduleEvent> {
  const timed = events
    .flatMap((event) =>
      event.from && event.to && hasTime(event.from) && hasTime(event.to)
        ? [{ event, from: event.from.toString(), to: event.to.toString() }]
        : [],
    )
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))
  const found = new Set<ScheduleEvent>()
  let longest = timed[0]
  for (const one of timed.slice(1)) {
    if (longest && one.from < longest.to) found.add(one.event).add(longest.event)
    if (!longest || one.to > longest.to) longest = one
  }
  return found
}
