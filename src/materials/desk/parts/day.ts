import { date, wall } from '#platform/words/dates.ts'

/** "27. april", on the wall where the meeting is. @param instant ISO */
export const dayOf = (instant: string, timezone: string): string => date(wall(instant, timezone).date, false)
