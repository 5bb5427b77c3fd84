/** Minutes on paper: tagged PDF, set by `typst/minutes.typ` from the sheet. */
import { typeset } from '#platform/pdf/typeset.ts'
import type { PdfStandard } from '#platform/pdf/worker.ts'
import { instantOf } from '#platform/words/instant.ts'
import { inLocale, m } from '#platform/words/words.ts'
import type { MinutesSheet } from './sheet.ts'

/** @param standard PDF/UA-1 for readers, PDF/A-2a for the archive: no file is both */
export function minutesPdf(sheet: MinutesSheet, standard: PdfStandard = 'ua-1'): Promise<Buffer> {
  const words = inLocale(sheet.locale, () => ({
    draft: m.whole_draft(),
    draftPage: m.whole_draft_page(),
    page: m.meeting_take_page_of({ page: '{page}', pages: '{pages}' }),
    present: m.whole_present(),
    online: m.whole_online(),
    decisions: m.whole_decisions(),
    actions: m.whole_actions(),
    action: m.whole_action(),
    who: m.minutes_who(),
    due: m.minutes_due(),
    item: m.whole_item(),
    materials: m.whole_materials(),
    none: m.whole_none(),
    writtenBy: m.whole_written_by({ name: '{name}' }),
    missingOne: m.meeting_take_missing({ count: 1 }),
    missingMany: m.meeting_take_missing({ count: 2 }).replace('2', '{count}'),
  }))
  return typeset('minutes', { ...sheet, words }, instantOf(sheet.changedAt), standard)
}
