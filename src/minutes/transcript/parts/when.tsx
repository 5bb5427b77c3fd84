/** When something was said: on the wall where that is known, else in the recording. */
import { clock } from '#platform/words/dates.ts'
import type { Locale } from '#platform/words/text.ts'
import { inLocale, localeNow, m } from '#platform/words/words.ts'
import type { LineView } from '../reads.ts'
import { offsetText, wallOf } from '../rules.ts'

/** "10.14"; null while the recording's clock is not set. */
export const timeText = (at: number | null, timezone: string): string | null =>
  at === null ? null : clock(wallOf(at, timezone).time.slice(0, 5))

/** "kl. 10.14", in the language of the minutes that quote it. */
export function quotedAt(at: number | null, timezone: string, locale: Locale): string | null {
  return inLocale(locale, () => {
    const time = timeText(at, timezone)
    return time === null ? null : m.transcript_said_at({ time })
  })
}

/** "10.14.05" of "10:14:05". */
export const secondsText = (time: string): string => (localeNow() === 'en' ? time : time.replaceAll(':', '.'))

export function When({ line, timezone }: { line: Pick<LineView, 'at' | 'start'>; timezone: string }) {
  const time = timeText(line.at, timezone)
  return time === null ? <span>{m.transcript_into({ at: offsetText(line.start) })}</span> : <time>{time}</time>
}
