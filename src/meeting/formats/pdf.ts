/** The programme on paper: tagged PDF (PDF/UA-1), set by `typst/programme.typ` from the sheet. */
import { LOGO } from '#network/logo/rules.ts'
import { typeset } from '#platform/pdf/typeset.ts'
import { instantOf } from '#platform/words/instant.ts'
import { inLocale, m } from '#platform/words/words.ts'
import { peopleLine, type Sheet, type SheetRow } from './sheet.ts'

/** @param logo its bytes, where the network has one */
export async function programmePdf(sheet: Sheet, logo: Buffer | null = null): Promise<Buffer> {
  const data = inLocale(sheet.locale, () => ({
    ...sheet,
    days: sheet.days.map((day) => ({ ...day, rows: day.rows.map(row) })),
    words: {
      programme: m.meeting_programme(),
      time: m.meeting_col_time(),
      draft: m.meeting_draft_title(),
      empty: m.meeting_no_items(),
      page: m.meeting_take_page_of({ page: '{page}', pages: '{pages}' }),
      missingOne: m.meeting_take_missing({ count: 1 }),
      missingMany: m.meeting_take_missing({ count: 2 }).replace('2', '{count}'),
    },
  }))
  const at = instantOf(sheet.changedAt)
  const plain = () => typeset('programme', { ...data, logo: null }, at)
  // A logo that the typesetter cannot read takes no programme with it.
  return logo && sheet.logo ? typeset('programme', data, at, 'ua-1', new Map([[LOGO, logo]])).catch(plain) : plain()
}

const row = (one: SheetRow): object => ({ ...one, people: peopleLine(one.people), parts: one.parts.map(row) })
