import { letter, type Written } from '#platform/mail/letter.tsx'
import type { Locale } from '#platform/words/text.ts'
import { inLocale, m } from '#platform/words/words.ts'
import { LINK_MINUTES } from './rules.ts'

/** The mail with a sign-in link. @param href the whole address of the link's page */
export function signInLetter(locale: Locale, email: string, href: string): Written {
  return inLocale(locale, () =>
    letter({
      locale,
      subject: m.people_mail_subject(),
      title: m.people_mail_subject(),
      parts: [
        { text: m.people_mail_text({ email, minutes: String(LINK_MINUTES) }) },
        { button: { label: m.people_link_button(), href } },
      ],
      foot: m.people_mail_foot({ host: new URL(href).host }),
    }),
  )
}
