/** The register as a table for a spreadsheet: what is asked of it, all of it. Pure. */
import { factsOf } from '#minutes/facts/rules.ts'
import type { Table } from '#platform/sheet/csv.ts'
import { type Locale, pick, type Words } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { type DecisionView, decisionPath } from './rules.ts'

export function registerTable(
  decisions: readonly DecisionView[],
  followed: ReadonlyMap<string, { readonly all: number; readonly done: number }>,
  { locale, base }: { readonly locale: Locale /** "https://samling.example/nord" */; readonly base: string },
): Table {
  const text = (words: Words | null) => pick(words, locale)?.text ?? ''
  return {
    title: m.register_title(),
    headings: [
      m.register_number(),
      m.register_what(),
      m.register_date(),
      m.register_how(),
      m.register_item(),
      m.register_meeting(),
      m.register_series(),
      m.register_followed_actions(),
      m.register_followed_done(),
      m.register_address(),
    ],
    rows: decisions.map((one) => [
      one.words,
      one.block.text,
      one.on ?? '',
      factsOf(one.block)
        .map((fact) => (fact.term === null ? fact.text : `${fact.term} ${fact.text}`))
        .join('. '),
      text(one.item.title),
      text(one.meeting.title),
      text(one.series),
      followed.get(one.item.id)?.all ?? 0,
      followed.get(one.item.id)?.done ?? 0,
      decisionPath(base, one),
    ]),
  }
}
