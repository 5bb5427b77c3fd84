import { said } from '#meeting/parts/said.ts'
import { letter, type Written } from '#platform/mail/letter.tsx'
import type { Locale } from '#platform/words/text.ts'
import { inLocale, m } from '#platform/words/words.ts'
import type { Waiting } from './due/writes.ts'

/** Tells an owner that a list waits for an answer. */
export const waitingLetter = (locale: Locale, { name, href, n }: Waiting): Written =>
  inLocale(locale, () =>
    letter({
      locale,
      subject: m.keeping_mail_subject(),
      kicker: said(name).text,
      title: m.keeping_mail_subject(),
      parts: [{ text: m.keeping_mail_text({ n }) }, { button: { label: m.keeping_mail_button(), href } }],
      foot: m.keeping_mail_foot(),
    }),
  )
