/** The mail that brings a calendar up to date where nobody wrote a letter about it: the entry, and what has changed in a few words. */
import { said } from '#meeting/parts/said.ts'
import { datesSaid, standing, titleOf } from '#meeting/standing/rules.ts'
import type { Tx } from '#platform/db/db.ts'
import type { Ground } from '#platform/ground.ts'
import { letter, type Written } from '#platform/mail/letter.tsx'
import { queueMail } from '#platform/mail/writes.ts'
import { pick } from '#platform/words/text.ts'
import { inLocale, m } from '#platform/words/words.ts'
import { registrationLink } from '#registration/link/rules.ts'
import { aboutFor, entryFor, factsOf } from '#registration/mails.tsx'
import type { RegistrationRow } from '#registration/reads.ts'
import { markCalendarTold, markCalledBack } from '#registration/told/writes.ts'
import type { AboutMeeting } from './reads.ts'
import { isGone } from './rules.ts'
import type { TellCalendar } from './writes.ts'

export const CALENDAR = 'calendar'

/** Tells one person's calendar, within the transaction that marks it told. */
export function calendarTeller(ground: Pick<Ground, 'config' | 'jobs' | 'secret'>): TellCalendar {
  return async (tx, about, row) => {
    if (isGone(about.meeting)) return callBack(ground, tx, about, row)
    const { meeting, network } = about
    const { cancelled } = meeting.statusNow
    // A meeting that has lost its date has no place in a calendar until it has a new one.
    const method = cancelled || meeting.startsAt === null ? 'CANCEL' : 'REQUEST'
    const theirs = await aboutFor(tx, about, row)
    const calendar = entryFor(ground, theirs, row, method)
    await queueMail(ground, tx, {
      networkId: network.id,
      to: row.email,
      kind: CALENDAR,
      ...movedLetter(ground, theirs, row),
      ...(calendar && { calendar }),
    })
    await markCalendarTold(tx, row.id, meeting.sequence)
  }
}

/** What their calendar holds goes: the meeting is gone, and so is every page that a letter could lead to. */
async function callBack(
  ground: Pick<Ground, 'config' | 'jobs'>,
  tx: Tx,
  about: AboutMeeting,
  row: RegistrationRow,
): Promise<void> {
  const theirs = await aboutFor(tx, about, row)
  const sequence = await markCalledBack(tx, row.id)
  const calendar = entryFor(ground, theirs, { ...row, sequence }, 'CANCEL')
  const written = inLocale(row.locale, () => {
    const title = said(about.meeting.title).text
    return letter({
      locale: row.locale,
      subject: m.changes_calendar_gone({ title }),
      kicker: said(about.network.name).text,
      title: m.changes_calendar_gone({ title }),
      parts: [{ text: m.changes_calendar_gone_text({ name: row.name }) }, { rows: factsOf(theirs, row) }],
      foot: m.registration_mail_foot({ title }),
    })
  })
  await queueMail(ground, tx, {
    networkId: about.network.id,
    to: row.email,
    kind: CALENDAR,
    ...written,
    ...(calendar && { calendar }),
  })
}

export function movedLetter(
  { config, secret }: Pick<Ground, 'config' | 'secret'>,
  about: AboutMeeting,
  row: RegistrationRow,
): Written {
  return inLocale(row.locale, () => {
    const { meeting, network, changes } = about
    const title = said(meeting.title).text
    const subject = meeting.statusNow.cancelled ? m.changes_calendar_cancelled({ title }) : m.changes_calendar_moved({ title })
    const told = standing(changes).map((change) =>
      [
        titleOf(change, null, meeting.attendance),
        ...datesSaid(change, meeting.statusNow, meeting.timezone),
        pick(change.reason, row.locale)?.text,
      ]
        .filter(Boolean)
        .join(' '),
    )
    return letter({
      locale: row.locale,
      subject,
      kicker: said(network.name).text,
      title: subject,
      parts: [
        { text: m.changes_calendar_text({ name: row.name }) },
        ...told.map((text) => ({ text })),
        { rows: factsOf(about, row) },
        { button: { label: m.registration_mail_button(), href: config.baseUrl + registrationLink(secret, row) } },
      ],
      foot: m.registration_mail_foot({ title }),
      ways: [{ label: m.registration_mail_page(), href: config.baseUrl + about.path }],
    })
  })
}
