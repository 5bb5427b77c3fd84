import { said } from '#meeting/parts/said.ts'
import { letter, type Written } from '#platform/mail/letter.tsx'
import type { Locale } from '#platform/words/text.ts'
import { inLocale, m } from '#platform/words/words.ts'
import type { Followed } from './reads.ts'

/** The mail that asks an address whether it really wants to follow. @param href the whole address of the page with the button */
export function confirmLetter(locale: Locale, subject: Pick<Followed, 'title'>, href: string): Written {
  return inLocale(locale, () => {
    const title = said(subject.title).text
    return letter({
      locale,
      subject: m.notices_confirm_subject({ title }),
      title: m.notices_confirm_subject({ title }),
      parts: [{ text: m.notices_confirm_text({ title }) }, { button: { label: m.notices_confirm_button(), href } }],
      foot: m.notices_confirm_foot({ host: new URL(href).host }),
    })
  })
}
