import { said } from '#meeting/parts/said.ts'
import type { MeetingRow } from '#meeting/rules.ts'
import type { NetworkRow } from '#network/reads.ts'
import { type LetterPart, letter, type Written } from '#platform/mail/letter.tsx'
import type { Locale } from '#platform/words/text.ts'
import { inLocale, m } from '#platform/words/words.ts'
import type { Became, InputRow } from './rules.ts'

/** Tells whoever sent something in what became of it. @param at.base the installation's address */
export function becameLetter(
  locale: Locale,
  row: Pick<InputRow, 'id' | 'text' | 'kind'>,
  at: { readonly network: Pick<NetworkRow, 'slug' | 'name'>; readonly meeting: MeetingRow; readonly base: string },
  became: Became,
): Written {
  return inLocale(locale, () => {
    const { network, meeting, base } = at
    const title = said(meeting.title).text
    const questions = `${base}/${network.slug}/${became.as === 'moved' ? became.to.slug : meeting.slug}/questions`
    // A draft's page is not for them yet.
    const there = became.as === 'moved' ? false : meeting.publishedAt !== null
    const quoted: LetterPart = { rows: [{ term: '', text: row.text }] }
    return letter({
      locale,
      subject: subjectOf(became, row.kind, title),
      kicker: said(network.name).text,
      title: subjectOf(became, row.kind, title),
      parts: [
        { text: m.questions_mail_sent({ title }) },
        quoted,
        { text: textOf(became) },
        ...('answer' in became ? [{ text: became.answer }] : []),
        ...(there ? [{ button: { label: m.questions_mail_button(), href: `${questions}#input-${row.id}` } }] : []),
      ],
      foot: m.questions_mail_foot(),
    })
  })
}

function subjectOf(became: Became, kind: InputRow['kind'], title: string): string {
  if (became.as === 'item') return m.questions_mail_item_subject({ title })
  if (became.as === 'moved') return m.questions_mail_moved_subject({ title })
  if (became.as === 'declined') return m.questions_mail_declined_subject({ title })
  return kind === 'question' ? m.questions_mail_answered_subject({ title }) : m.questions_mail_matter_subject({ title })
}

function textOf(became: Became): string {
  if (became.as === 'item') return m.questions_mail_item()
  if (became.as === 'moved') return m.questions_mail_moved({ title: said(became.to.title).text })
  return became.as === 'declined' ? m.questions_mail_declined() : m.questions_mail_answered()
}
