/** A year's report on paper: tagged PDF (PDF/UA-1), set by `typst/plan.typ` from the sheet. */
import { LOGO } from '#network/logo/rules.ts'
import { typeset } from '#platform/pdf/typeset.ts'
import { instantOf } from '#platform/words/instant.ts'
import { inLocale, m } from '#platform/words/words.ts'
import type { PlanSheet } from './sheet.ts'

/** @param logo its bytes, where the network has one */
export async function planPdf(sheet: PlanSheet, logo: Buffer | null = null): Promise<Buffer> {
  const words = inLocale(sheet.locale, () => ({
    draft: m.planio_report_draft(),
    page: m.meeting_take_page_of({ page: '{page}', pages: '{pages}' }),
    standing: m.planio_standing(),
    number: m.planio_number(),
    measure: m.planio_role_measure(),
    owner: m.planio_owner(),
    period: m.planio_period(),
    state: m.planio_state(),
    percent: m.planio_percent(),
    none: m.planio_no_measures(),
    indicators: m.planio_indicators(),
    indicator: m.planio_role_indicator(),
    target: m.planio_target(),
    reading: m.planio_reading(),
    before: m.planio_reading_before(),
    moved: m.planio_moved(),
    from: m.planio_moved_from(),
    to: m.planio_moved_to(),
    reason: m.planio_reason(),
    on: m.planio_on(),
    updates: m.planio_updates(),
    actions: m.planio_actions(),
    action: m.planio_action(),
    who: m.planio_owner(),
    due: m.planio_to(),
    links: m.planio_links(),
    missingOne: m.meeting_take_missing({ count: 1 }),
    missingMany: m.meeting_take_missing({ count: 2 }).replace('2', '{count}'),
  }))
  const at = instantOf(sheet.changedAt)
  const plain = () => typeset('plan', { ...sheet, words, logo: null }, at)
  // A logo that the typesetter cannot read takes no report with it.
  return logo && sheet.logo ? typeset('plan', { ...sheet, words }, at, 'ua-1', new Map([[LOGO, logo]])).catch(plain) : plain()
}
