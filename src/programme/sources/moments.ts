/** Dates and times as files write them. Everything becomes what a clock on the meeting's wall shows. */

export type Zone = string

export const HOME_ZONE: Zone = 'Europe/Oslo'

/** What Windows and Outlook call the zones where our readers meet. */
const WINDOWS_ZONES: Readonly<Record<string, Zone>> = {
  'W. Europe Standard Time': 'Europe/Berlin',
  'Central Europe Standard Time': 'Europe/Budapest',
  'Central European Standard Time': 'Europe/Warsaw',
  'Romance Standard Time': 'Europe/Paris',
  'GMT Standard Time': 'Europe/London',
  'Greenwich Standard Time': 'Atlantic/Reykjavik',
  'FLE Standard Time': 'Europe/Helsinki',
  'E. Europe Standard Time': 'Europe/Chisinau',
  'GTB Standard Time': 'Europe/Athens',
  'Eastern Standard Time': 'America/New_York',
  'Pacific Standard Time': 'America/Los_Angeles',
  UTC: 'UTC',
}

/** A zone's name as Temporal knows it; null for a name that nobody knows. */
export function zoneOf(name: unknown): Zone | null {
  if (typeof name !== 'string' || name.length > 60) return null
  // Some programs write "/mozilla.org/20050126_1/Europe/Oslo".
  const tail = /[A-Z][A-Za-z_]+\/[A-Z][A-Za-z_/-]+$/.exec(name)?.[0]
  for (const candidate of [WINDOWS_ZONES[name], name, tail]) {
    if (candidate === undefined || /^[+-]/.test(candidate)) continue
    try {
      return Temporal.Now.zonedDateTimeISO(candidate).timeZoneId
    } catch {
      // Temporal answers an unknown zone with a RangeError and has no question to ask first.
    }
  }
  return null
}

const STAMP = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d?:\d\d)(?::\d\d(?:\.\d+)?)?\s*(Z|[+-]\d\d(?::?\d\d)?)?)?(?:\[.*\])?$/

/**
 * "2027-05-20T09:00:00+02:00" on the wall in a zone; without an offset it stands there already. A date alone has no time.
 * @param zone null where the file names none: then an offset is that of the wall
 * @returns null for what is no date
 */
export function stampOf(value: unknown, zone: Zone | null): Temporal.PlainDateTime | Temporal.PlainDate | null {
  const found = typeof value === 'string' ? STAMP.exec(value.trim()) : null
  if (!found) return null
  const [, day, time, offset] = found
  try {
    const date = Temporal.PlainDate.from(day!)
    if (time === undefined) return date
    const at = date.toPlainDateTime(Temporal.PlainTime.from(time.padStart(5, '0')))
    if (offset === undefined || (zone === null && offset !== 'Z')) return at
    return Temporal.Instant.from(`${at.toString()}${offset}`)
      .toZonedDateTimeISO(zone ?? HOME_ZONE)
      .toPlainDateTime()
  } catch {
    // 30 February, 25:00: written as a date, but none.
    return null
  }
}

/** A clock time "9:00" or "09:00:00". */
export function timeOf(value: unknown): Temporal.PlainTime | null {
  const found = typeof value === 'string' ? /^([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d(?:\.\d+)?)?$/.exec(value.trim()) : null
  return found && Temporal.PlainTime.from({ hour: Number(found[1]), minute: Number(found[2]) })
}

/** Minutes of "00:45", "1:30", "1:00:00" (days, hours, minutes, as frab writes them) or ISO 8601's "PT1H30M". */
export function minutesOf(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) && value >= 0 ? Math.round(value) : null
  if (typeof value !== 'string') return null
  const clock = /^(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)$/.exec(value.trim())
  if (clock) return Number(clock[1] ?? 0) * 1440 + Number(clock[2]) * 60 + Number(clock[3])
  const iso = /^P(?:(\d{1,3})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:\d+(?:\.\d+)?S)?)?$/.exec(value.trim())
  return iso && value.length > 2 ? Number(iso[1] ?? 0) * 1440 + Number(iso[2] ?? 0) * 60 + Number(iso[3] ?? 0) : null
}

export const hasTime = (at: Temporal.PlainDateTime | Temporal.PlainDate): at is Temporal.PlainDateTime => 'hour' in at

/** Nothing in a programme lasts longer. A file may say any number, also one no calendar has room for. */
const LONGEST_MINUTES = 366 * 1440

/**
 * When what begins at a time ends.
 * @returns null where the beginning has no time, or the minutes say nothing
 */
export const endAfter = (
  from: Temporal.PlainDateTime | Temporal.PlainDate | null,
  minutes: number | null,
): Temporal.PlainDateTime | null =>
  from !== null && hasTime(from) && minutes !== null && minutes > 0 && minutes <= LONGEST_MINUTES ? from.add({ minutes }) : null

export const clockOf = (at: Temporal.PlainDateTime): string => at.toPlainTime().toString({ smallestUnit: 'minute' })

export const minutesBetween = (from: Temporal.PlainDateTime, to: Temporal.PlainDateTime): number =>
  from.until(to).total({ unit: 'minutes' })
