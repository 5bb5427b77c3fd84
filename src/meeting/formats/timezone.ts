/**
 * A VTIMEZONE (RFC 5545 §3.6.5) with every change of the clock in some years spelt out: exact for any zone, past or
 * future, as the zone database has it, and the same whenever it is made.
 */
export function vtimezone(zone: string, firstYear: number, lastYear: number): string[] {
  const lines = ['BEGIN:VTIMEZONE', `TZID:${zone}`]
  const end = Temporal.PlainDate.from({ year: lastYear + 1, month: 12, day: 31 }).toZonedDateTime(zone).epochMilliseconds
  // What holds at the beginning of the first year is its own observance.
  let at: Temporal.ZonedDateTime | null = Temporal.PlainDate.from({ year: firstYear, month: 1, day: 1 }).toZonedDateTime(zone)
  let before = at.offset
  while (at && at.epochMilliseconds <= end) {
    const kind = isSummer(at) ? 'DAYLIGHT' : 'STANDARD'
    // An observance begins at the clock time as it was before the change.
    const starts = at
      .toInstant()
      .toZonedDateTimeISO(before)
      .toPlainDateTime()
      .toString({ smallestUnit: 'second' })
      .replace(/[-:]/g, '')
    lines.push(
      `BEGIN:${kind}`,
      `DTSTART:${starts}`,
      `TZOFFSETFROM:${offset(before)}`,
      `TZOFFSETTO:${offset(at.offset)}`,
      `END:${kind}`,
    )
    before = at.offset
    at = at.getTimeZoneTransition('next')
  }
  return [...lines, 'END:VTIMEZONE']
}

const offset = (text: string) => text.replaceAll(':', '')

/** Summer time is whatever lies ahead of the zone's smaller offset of that year. */
function isSummer(at: Temporal.ZonedDateTime): boolean {
  const halves = [1, 7].map((month) => at.with({ month, day: 1 }).offsetNanoseconds)
  return at.offsetNanoseconds > Math.min(...halves)
}
