/** What a letter tells of the minutes: what was decided, what its reader is to follow up, and where all of it stands. */
import { said } from '#meeting/parts/said.ts'
import { dueWords } from '#minutes/facts/rules.ts'
import type { Told, ToldAction } from '#minutes/sending/reads.ts'
import { isOwn } from '#minutes/sending/rules.ts'
import type { LetterPart, LetterRow } from '#platform/mail/letter.tsx'
import { m } from '#platform/words/words.ts'
import type { Receiver } from '../../audience/rules.ts'
import type { Facts } from '../reads.ts'
import { sees } from '../rules.ts'

/** The actions that are this reader's, of those they may know of. */
export const ownActions = ({ minutes }: Facts, one: Receiver): ToldAction[] =>
  (minutes?.actions ?? []).filter((action) => sees(one.reader, action.audience) && isOwn(action, one))

/** In the language in force. */
export function minutesParts(facts: Facts, one: Receiver, baseUrl: string): LetterPart[] {
  const { minutes, view } = facts
  if (!minutes || !view) return []
  const decisions = minutes.decisions.filter((told) => sees(one.reader, told.audience))
  const own = ownActions(facts, one)
  const address = `${baseUrl}${view.path}/minutes`
  return [
    ...(own.length > 0 ? [{ heading: m.letters_mail_own_actions() }, { rows: own.map(actionRow) }] : []),
    ...(decisions.length > 0
      ? [{ heading: m.whole_decisions() }, { rows: decisions.map((told) => rowOf(told.number ?? '–', told)) }]
      : []),
    ...(one.readsPage
      ? [
          {
            rows: [
              { term: '', text: m.letters_mail_minutes_page(), href: address },
              { term: '', text: m.letters_mail_minutes_pdf(), href: `${address}.pdf` },
            ],
          },
        ]
      : []),
  ]
}

const actionRow = (action: ToldAction): LetterRow => rowOf(action.due ? dueWords(action.due) : '–', action)

const rowOf = (term: string, { text, lang, item }: Told): LetterRow => ({
  term,
  text,
  lang: said({ [lang]: text }).lang,
  note: said(item).text,
})
