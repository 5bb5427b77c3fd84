/** What kinds of documents and their terms are called. */
import type { Words } from '#platform/words/text.ts'
import { pick, spokenTo } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import type { KeepKind, KeepKindId, KeptSince } from '../rules.ts'

export const kindName = (id: KeepKindId): string => m[`keeping_kind_${id}`]()
/** Why it is kept as long as it is, where a network says nothing else. */
export const usualReason = (id: KeepKindId): string => m[`keeping_why_${id}`]()

const terms: Record<KeptSince, (given: { years: number }) => string> = {
  meeting_end: m.keeping_term_meeting_end,
  approved: m.keeping_term_approved,
  sent: m.keeping_term_sent,
}

/** "5 år etter møtet", or that it is always kept. */
export const keptFor = ({ since }: Pick<KeepKind, 'since'>, years: number | null): string =>
  years === null ? m.keeping_always() : terms[since]({ years })

/** A network's own reason where it has one, with its language where that is not the page's. */
export function reasonOf(kind: KeepKind, own: Words | null): { text: string; lang?: string } {
  const said = pick(own, localeNow())
  if (!said) return { text: usualReason(kind.id) }
  return said.lang === spokenTo(localeNow()) ? { text: said.text } : said
}
