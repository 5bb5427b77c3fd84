/** Matters and topics as pages need them. Pure. */
import type { Words } from '#platform/words/text.ts'
import type { matter, matterFact } from './tables.ts'

export type MatterRow = typeof matter.$inferSelect
export type FactRow = typeof matterFact.$inferSelect

/** What stands now, in one line, for whoever was about to write something else there. */
export const asItStands = (...texts: readonly Words[]): string =>
  texts.flatMap((text) => (Object.values(text) as string[]).filter(Boolean)).join(' · ')

/** @param base `/{network}` */
export const matterPath = (base: string, { publicId }: Pick<MatterRow, 'publicId'>): string => `${base}/matters/${publicId}`

/** "Om e-bøker · 117": a matter as a list offers it, found again by its number. */
export const offered = (title: string, publicId: number): string => `${title} · ${publicId}`

/** The number in what was chosen from the list, or typed; null where there is none. */
export function numberIn(chosen: string): number | null {
  const found = /(?:^|·\s*)(\d{1,15})\s*$/.exec(chosen.trim())?.[1]
  return found === undefined ? null : Number(found)
}
