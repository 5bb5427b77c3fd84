/** What kinds of data, facts and purposes are called. */
import type { TraceKind } from '#people/traces/rules.ts'
import { m } from '#platform/words/words.ts'
import type { PurposeId, Since } from '../retention/rules.ts'

export const kindName = (kind: TraceKind): string => m[`privacy_kind_${kind}`]()
export const purposeName = (id: PurposeId): string => m[`privacy_purpose_${id}`]()
export const purposeText = (id: PurposeId): string => m[`privacy_purpose_${id}_text`]()

const sinces: Record<Since, (given: { days: number }) => string> = {
  meeting_end: m.privacy_since_meeting_end,
  made: m.privacy_since_made,
  left: m.privacy_since_left,
  seen: m.privacy_since_seen,
}

/** "30 dager etter at møtet er slutt", or that it is kept. */
export const termName = (since: Since, days: number | null): string =>
  days === null ? m.privacy_kept() : sinces[since]({ days })
