/** "Vi venter på presentasjonen din": what one reader still owes, and the way to hand it in. */
import { said } from '#meeting/parts/said.ts'
import type { MeetingRow } from '#meeting/rules.ts'
import type { Ground } from '#platform/ground.ts'
import { type LetterPart, letter, type Written } from '#platform/mail/letter.tsx'
import { clock, list, longDate, wall } from '#platform/words/dates.ts'
import { instantOf } from '#platform/words/instant.ts'
import { inLocale, m } from '#platform/words/words.ts'
import { speakerLink } from '../speakerlink/rules.ts'
import type { Duty, Receiver } from './rules.ts'

export interface ReminderParts {
  /** The organiser's own words; empty for none. */
  readonly note: string
  /** The whole address where one says that one wants no more of them. */
  readonly stop: string
  /** The whole address of the page where a speaker hands in. */
  readonly linkOf: (duty: Duty) => string
  readonly now: Temporal.Instant
}

export interface Reminder extends Written {
  readonly headers: Record<string, string>
}

export function reminderLetter(
  meeting: Pick<MeetingRow, 'title' | 'startsAt' | 'timezone'>,
  { names, locale, duties }: Pick<Receiver, 'names' | 'locale' | 'duties'>,
  { note, stop, linkOf, now }: ReminderParts,
): Reminder {
  return inLocale(locale, () => {
    const title = said(meeting.title).text
    const links = [...new Set(duties.map(linkOf))]
    const parts: LetterPart[] = [
      { text: `${m.desk_mail_hello({ names: list(names) })} ${whenText(meeting, now)}` },
      ...(note ? note.split(/\n{2,}/).map((text) => ({ text })) : []),
      {
        rows: duties.map((duty) => ({
          term: duty.start ? clock(duty.start) : '',
          text: said(duty.item.title).text,
          lang: said(duty.item.title).lang,
          // Several links where nobody knows that it is one person: then each stands at its item.
          ...(links.length > 1 && { href: linkOf(duty) }),
        })),
      },
      ...(links.length === 1 ? [{ button: { label: m.desk_mail_button(), href: links[0]! } }] : []),
      { text: m.desk_mail_how() },
    ]
    const written = letter({
      locale,
      subject: m.desk_mail_subject({ count: duties.length, title }),
      kicker: title,
      title: m.desk_mail_title({ count: duties.length }),
      parts,
      foot: m.desk_mail_foot({ title }),
      ways: [{ label: m.desk_mail_stop(), href: stop }],
    })
    return {
      ...written,
      headers: {
        // RFC 8058: mail programs show a button of their own, and post to the address themselves.
        'List-Unsubscribe': `<${stop}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      },
    }
  })
}

function whenText({ startsAt, timezone }: Pick<MeetingRow, 'startsAt' | 'timezone'>, now: Temporal.Instant): string {
  if (startsAt === null) return m.desk_mail_undated()
  const date = longDate(wall(startsAt, timezone).date)
  return Temporal.Instant.compare(now, instantOf(startsAt)) < 0 ? m.desk_mail_ahead({ date }) : m.desk_mail_held({ date })
}

/** The mail with everybody's own links in it. */
export const personalLetter =
  ({ config, secret }: Pick<Ground, 'config' | 'secret'>) =>
  (meeting: MeetingRow, to: Receiver, note: string): Reminder => {
    const linkOf = (duty: Duty) => config.baseUrl + speakerLink(secret, firstOf(to.duties, duty))
    const stop = `${linkOf(to.duties[0]!)}/stop`
    return reminderLetter(meeting, to, { note, stop, linkOf, now: Temporal.Now.instant() })
  }

/** The page of a known person shows all their items: one link is enough for them. */
function firstOf(duties: readonly Duty[], duty: Duty): { id: string; linkVersion: number } {
  const first = duties.find((one) => duty.personId !== null && one.personId === duty.personId) ?? duty
  return { id: first.speakerId, linkVersion: first.linkVersion }
}
