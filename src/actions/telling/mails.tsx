/** What somebody is told when an action comes to them, or to their organisation. */
import { said } from '#meeting/parts/said.ts'
import { letter, type Written } from '#platform/mail/letter.tsx'
import { inLocale, m } from '#platform/words/words.ts'
import { dueOf } from '../parts/words.ts'
import type { Given } from './rules.ts'

export function givenLetter({ locale, network, one, by, note, href, organisation }: Given): Written {
  return inLocale(locale, () => {
    const kicker = said(network.name).text
    const name = by ?? m.actions_somebody()
    const theirs = organisation && said(organisation).text
    const due = dueOf(one)
    return letter({
      locale,
      subject: m.actions_mail_given_subject({ text: one.text.split('\n')[0]!.slice(0, 80) }),
      kicker,
      title: theirs ? m.actions_mail_given_organisation({ organisation: theirs }) : m.actions_mail_given_title(),
      parts: [
        {
          text: theirs
            ? m.actions_mail_given_text_organisation({ name, organisation: theirs, network: kicker })
            : m.actions_mail_given_text({ name, network: kicker }),
        },
        {
          rows: [
            { term: m.actions_what(), text: one.text, ...(one.locale !== locale && { lang: one.locale }) },
            ...(due ? [{ term: m.actions_due(), text: due }] : []),
          ],
        },
        ...(note ? [{ text: note }] : []),
        { button: { label: m.actions_mail_given_button(), href } },
      ],
      foot: m.actions_mail_foot(),
    })
  })
}
