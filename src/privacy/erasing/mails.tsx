import { letter, type Written } from '#platform/mail/letter.tsx'
import type { Locale } from '#platform/words/text.ts'
import { inLocale, m } from '#platform/words/words.ts'

/** The mail with the link that confirms. @param href the whole address of the link's page */
export const eraseLetter = (locale: Locale, name: string, href: string): Written =>
  inLocale(locale, () =>
    letter({
      locale,
      subject: m.privacy_mail_subject(),
      title: m.privacy_mail_subject(),
      parts: [{ text: m.privacy_mail_text({ name }) }, { button: { label: m.privacy_mail_button(), href } }],
      foot: m.privacy_mail_foot({ host: new URL(href).host }),
    }),
  )
