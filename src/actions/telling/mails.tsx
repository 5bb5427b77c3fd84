/** What somebody is told when actions come to them, or to their organisation. */
import { said } from '#meeting/parts/said.ts'
import { type LetterRow, letter, type Written } from '#platform/mail/letter.tsx'
import type { Locale } from '#platform/words/text.ts'
import { inLocale, m } from '#platform/words/words.ts'
import { dueOf } from '../parts/words.ts'
import type { Given, GivenOne } from './rules.ts'

export function givenLetter({ locale, network, all, by, note, organisation }: Given): Written {
  return inLocale(locale, () => {
    const kicker = said(network.name).text
    const name = by ?? m.actions_somebody()
    const theirs = organisation && said(organisation).text
    const [first] = all
    const single = all.length === 1 ? first! : null
    return letter({
      locale,
      subject: single
        ? m.actions_mail_given_subject({ text: single.one.text.split('\n')[0]!.slice(0, 80) })
        : m.actions_mail_given_subject_many({ count: all.length }),
      kicker,
      title: theirs ? m.actions_mail_given_organisation({ organisation: theirs }) : m.actions_mail_given_title(),
      parts: [
        {
          text: theirs
            ? m.actions_mail_given_text_organisation({ name, organisation: theirs, network: kicker })
            : m.actions_mail_given_text({ name, network: kicker }),
        },
        { rows: single ? rowsOf(single, locale) : all.map((one) => rowOf(one, locale)) },
        ...(note ? [{ text: note }] : []),
        ...(single ? [{ button: { label: m.actions_mail_given_button(), href: single.href } }] : []),
      ],
      foot: single ? m.actions_mail_foot() : m.actions_mail_foot_many(),
    })
  })
}

function rowsOf({ one }: GivenOne, locale: Locale): LetterRow[] {
  const due = dueOf(one)
  return [
    { term: m.actions_what(), text: one.text, ...(one.locale !== locale && { lang: one.locale }) },
    ...(due ? [{ term: m.actions_due(), text: due }] : []),
  ]
}

const rowOf = ({ one, href }: GivenOne, locale: Locale): LetterRow => ({
  ...{ term: '', text: one.text, note: dueOf(one) ?? '', href },
  ...(one.locale !== locale && { lang: one.locale }),
})
