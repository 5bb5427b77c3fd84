/** What was said of a plan, to take along in a spreadsheet. */

import type { Table } from '#platform/sheet/csv.ts'
import { wall } from '#platform/words/dates.ts'
import { pick, type Words } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import type { ConsultationView } from './reads.ts'

export function inputTable(title: Words, all: readonly ConsultationView[], timezone: string): Table {
  const say = (words: Words | null) => pick(words, localeNow())?.text ?? ''
  const when = (instant: string | null) => (instant ? Object.values(wall(instant, timezone)).join(' ') : '')
  return {
    title: m.planio_input_file({ title: say(title) }),
    headings: [
      m.planio_about(),
      m.planio_text(),
      m.planio_input(),
      m.planio_sender(),
      m.planio_organisation(),
      m.planio_sent_at(),
      m.planio_answer(),
      m.planio_answered_by(),
      m.planio_answered_at(),
    ],
    rows: all.flatMap(({ inputs }) =>
      inputs.map((one) => [
        one.about?.number ?? '',
        one.about ? say(one.about.title) : m.planio_whole_plan(),
        one.text,
        one.name ?? '',
        say(one.organisation),
        when(one.at),
        say(one.answer),
        one.answeredByName ?? '',
        when(one.answeredAt),
      ]),
    ),
  }
}
