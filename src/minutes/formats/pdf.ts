/** Minutes on paper: tagged PDF, set by `typst/minutes.typ` from the sheet. */
import { typeset } from '#platform/pdf/typeset.ts'
import type { PdfStandard } from '#platform/pdf/worker.ts'
import { instantOf } from '#platform/words/instant.ts'
import { inLocale, m } from '#platform/words/words.ts'
import type { Drawn } from '../whole/reads.ts'
import type { MinutesSheet } from './sheet.ts'

/**
 * @param standard PDF/UA-1 for readers, PDF/A-2a for the archive: no file is both
 * @param drawn what pictures are made of; of others their words are said, and where they lie
 */
export async function minutesPdf(sheet: MinutesSheet, standard: PdfStandard = 'ua-1', drawn: Drawn = new Map()): Promise<Buffer> {
  const words = inLocale(sheet.locale, () => ({
    draft: m.whole_draft(),
    draftPage: m.whole_draft_page(),
    page: m.meeting_take_page_of({ page: '{page}', pages: '{pages}' }),
    present: m.whole_present(),
    online: m.whole_online(),
    attending: m.attending_all(),
    decisions: m.whole_decisions(),
    actions: m.whole_actions(),
    action: m.whole_action(),
    who: m.minutes_who(),
    due: m.minutes_due(),
    item: m.whole_item(),
    materials: m.whole_materials(),
    none: m.whole_none(),
    undescribed: m.whole_undescribed_all({ count: '{count}' }),
    picture: m.whole_picture({ said: '{said}' }),
    writtenBy: m.whole_written_by({ name: '{name}' }),
    missingOne: m.meeting_take_missing({ count: 1 }),
    missingMany: m.meeting_take_missing({ count: 2 }).replace('2', '{count}'),
  }))
  const set = (pictures: Drawn) => {
    const data = { ...sheet, words, drawn: [...pictures.keys()] }
    return typeset('minutes', data, instantOf(sheet.changedAt), standard, pictures)
  }
  if (drawn.size === 0) return set(drawn)
  // A picture that the typesetter cannot read takes no minutes with it.
  return set(drawn).catch(() => set(new Map()))
}
