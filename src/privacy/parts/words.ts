/** What kinds of data, facts and purposes are called. */
import type { TraceKind } from '#people/traces/rules.ts'
import { m } from '#platform/words/words.ts'
import type { PurposeId, Since } from '../retention/rules.ts'

export const kindName = (kind: TraceKind): string => m[`privacy_kind_${kind}`]()
export const purposeName = (id: PurposeId): string => m[`privacy_purpose_${id}`]()
export const purposeText = (id: PurposeId): string => m[`privacy_purpose_${id}_text`]()

const sinces: Record<Since, (given: { term: string }) => string> = {
  meeting_end: m.privacy_since_meeting_end,
  made: m.privacy_since_made,
  left: m.privacy_since_left,
  seen: m.privacy_since_seen,
}

/** "30 dager etter at møtet er slutt", "5 år etter at det ble skrevet", or that it is kept. */
export const termName = (since: Since, days: number | null): string =>
  days === null
    ? m.privacy_kept()
    : sinces[since]({ term: days > 0 && days % 365 === 0 ? m.privacy_years({ years: days / 365 }) : m.privacy_days({ days }) })

/** The same where days are typed: "1825 dager etter at det ble skrevet". */
export const termInDays = (since: Since, days: number): string => sinces[since]({ term: m.privacy_days({ days }) })
