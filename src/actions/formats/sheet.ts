/** Actions as a table to take along. */
import type { Table } from '#platform/sheet/csv.ts'
import { pick, type Words } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import type { ActionView } from '../reads.ts'

/**
 * @param status the word for each status
 * @param measureOf what the measure of an action is called
 */
export const actionsTable = (
  actions: readonly ActionView[],
  of: {
    readonly baseUrl: string
    readonly statusOf: (one: ActionView) => string
    readonly ownersOf: (one: ActionView) => readonly string[]
    readonly measureOf: (one: ActionView) => string
  },
): Table => ({
  title: m.actions_title(),
  headings: [
    m.actions_sheet_number(),
    m.actions_what(),
    m.actions_who(),
    m.actions_due(),
    m.actions_status(),
    m.actions_sheet_progress(),
    m.actions_reason(),
    m.actions_sheet_meeting(),
    m.actions_sheet_item(),
    m.actions_sheet_measure(),
    m.actions_sheet_last(),
    m.actions_sheet_address(),
  ],
  rows: actions.map((one) => [
    one.publicId,
    one.text,
    of.ownersOf(one).join(', '),
    // As it is sorted, and as every spreadsheet reads it.
    one.due ?? (one.dueToCome ? m.actions_due_to_come() : ''),
    of.statusOf(one),
    one.progress ?? '',
    one.reason ?? '',
    called(one.meeting?.title),
    called(one.item?.title),
    of.measureOf(one),
    one.last?.text ?? '',
    of.baseUrl + one.path,
  ]),
})

const called = (words: Words | undefined): string => pick(words, localeNow())?.text ?? ''
