/** "Dette venter på deg": all that somebody still owes, and the way to tell of each. */
import { said } from '#meeting/parts/said.ts'
import { letter, type Written } from '#platform/mail/letter.tsx'
import { date } from '#platform/words/dates.ts'
import { inLocale, m } from '#platform/words/words.ts'
import type { Write } from './writes.ts'

export const reminderLetter: Write = (locale, { network, owed, today }): Written =>
  inLocale(locale, () => {
    const [first] = owed
    return letter({
      locale,
      subject:
        owed.length === 1
          ? m.actions_mail_remind_subject_one({ text: first!.one.text.split('\n')[0]!.slice(0, 80) })
          : m.actions_mail_remind_subject({ count: owed.length }),
      kicker: said(network.name).text,
      title: m.actions_mail_remind_title(),
      parts: [
        {
          rows: owed.map(({ one, href }) => ({
            term: '',
            text: one.text,
            ...(one.locale !== locale && { lang: one.locale }),
            note: one.due === null ? '' : dueWords(one.due, today),
            href,
          })),
        },
        { text: m.actions_mail_remind_text() },
        ...(owed.length === 1 ? [{ button: { label: m.actions_mail_given_button(), href: first!.href } }] : []),
      ],
      foot: m.actions_mail_remind_foot(),
    })
  })

function dueWords(due: string, today: string): string {
  if (due === today) return m.actions_mail_due_today()
  return due < today ? m.actions_mail_due_passed({ date: date(due) }) : m.actions_mail_due_ahead({ date: date(due) })
}
