/** What those who were there are told before the last day for corrections. */
import { said } from '#meeting/parts/said.ts'
import { letter, type Written } from '#platform/mail/letter.tsx'
import { date } from '#platform/words/dates.ts'
import type { Locale } from '#platform/words/text.ts'
import { inLocale, m } from '#platform/words/words.ts'
import type { Reminding } from './rules.ts'

export const correctionsLetter = (locale: Locale, { network, meeting, until, of }: Reminding): Written =>
  inLocale(locale, () => {
    const title = said(meeting.title).text
    return letter({
      locale,
      subject: m.approval_mail_subject({ title }),
      kicker: said(network.name).text,
      title: m.approval_mail_title({ until: date(until) }),
      parts: [
        { text: m.approval_mail_text({ title }) },
        { rows: of.map((one) => ({ term: m.approval_mail_item(), text: said(one.title).text, href: one.href })) },
      ],
      foot: m.approval_mail_foot(),
    })
  })
