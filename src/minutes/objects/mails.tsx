/** What whoever is to follow something up is told, once. */
import { said } from '#meeting/parts/said.ts'
import { letter, type Written } from '#platform/mail/letter.tsx'
import { inLocale, m } from '#platform/words/words.ts'
import { dueWords } from '../facts/rules.ts'
import type { OwnerLetter } from './rules.ts'

export function ownerLetter({ locale, network, row, meeting, own, approved }: OwnerLetter): Written {
  return inLocale(locale, () => {
    const kicker = said(network.name).text
    const foot = m.decisions_mail_foot()
    if (!meeting)
      return letter({
        locale,
        subject: m.decisions_mail_hidden_subject({ network: kicker }),
        kicker,
        title: m.decisions_mail_title(),
        parts: [{ text: m.decisions_mail_hidden({ network: kicker }) }],
        foot,
      })
    const title = said(meeting.title).text
    return letter({
      locale,
      subject: m.decisions_mail_subject({ title }),
      kicker,
      title: m.decisions_mail_title(),
      parts: [
        { text: approved ? m.decisions_mail_approved({ title }) : m.decisions_mail_now({ title }) },
        {
          rows: [
            { term: m.decisions_mail_what(), text: row.text, ...(own && { href: meeting.href }) },
            ...(row.due ? [{ term: m.minutes_due(), text: dueWords(row.due) }] : []),
          ],
        },
        {
          button: own
            ? { label: m.actions_mail_given_button(), href: own }
            : { label: m.decisions_mail_button(), href: meeting.href },
        },
      ],
      foot: own ? `${foot} ${m.actions_mail_foot()}` : foot,
    })
  })
}
