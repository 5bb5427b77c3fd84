/** The letter that asks members for input on a draft, as it stands before an organiser has looked at it. Pure. */
import { namePlaces } from '#notices/composer/rules.ts'
import { date, dateTime, wall } from '#platform/words/dates.ts'
import { type Locale, pick, type Words } from '#platform/words/text.ts'
import { inLocale, m } from '#platform/words/words.ts'
import type { ConsultationRow } from '../rules.ts'

/** Subject and body in each of some languages. @param at.url the page on which input is given */
export function invitation(
  title: Words,
  row: Pick<ConsultationRow, 'deadline' | 'text'>,
  at: { readonly url: string; readonly timezone: string },
  locales: readonly Locale[],
): { readonly subject: Words; readonly body: Words } {
  const inAll = (say: (locale: Locale, title: string) => string): Words =>
    Object.fromEntries(locales.map((one) => [one, inLocale(one, () => say(one, pick(title, one)?.text ?? ''))]))
  return {
    subject: inAll((_, text) => m.planio_letter_subject({ title: text, date: date(wall(row.deadline, at.timezone).date) })),
    body: inAll((locale, text) =>
      [
        m.planio_letter_hello({ name: namePlaces[locale] }),
        m.planio_letter_text({ title: text, when: dateTime(row.deadline, at.timezone) }),
        // What the organisers ask in another language stands on the page, and would be in nobody's here.
        ...(row.text?.[locale] ? [row.text[locale]] : []),
        `${m.planio_letter_where()}\n${at.url}`,
      ].join('\n\n'),
    ),
  }
}
