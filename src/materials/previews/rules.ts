/** What can be made of a file so that it is read in the page, and when the file may be had at all. Pure. */
import { officeKindOf } from '#platform/office/kinds.ts'
import type { preview, previewPage, ScanState } from '../tables.ts'

export type PreviewRow = typeof preview.$inferSelect
export type PageRow = typeof previewPage.$inferSelect

/** Pixels across: of the picture in a list, and of the one that is read. */
export const SMALL = 480
export const LARGE = 1600
/** So many pages get pictures; of a longer file these are the first. */
export const MOST_PAGES = 500

/**
 * What stands in the way of those who do not see, as `preview.findings` keeps it. `pages` counts from 1, and is empty where the
 * whole file is meant. Their words are `previews_finding_<code>` and, for what to do, `previews_remedy_<code>`.
 */
export const findingCodes = [
  'slides_untitled',
  'pictures_undescribed',
  'language_missing',
  'title_missing',
  'pdf_untagged',
  'pdf_scanned',
] as const
export type FindingCode = (typeof findingCodes)[number]

export interface AccessFinding {
  readonly code: FindingCode
  readonly pages: readonly number[]
}

/** Whether pages can be made of a file of this kind. Of a container of the old kind it is said why not: it may be one with a password. */
export const isReadable = (mediaType: string): boolean =>
  mediaType === 'application/pdf' || mediaType === 'application/x-cfb' || officeKindOf(mediaType) !== null

/** Whether a file may be handed out: 'yes', or the words that say why not. */
export function mayHand(scan: ScanState | null, scanning: boolean): 'yes' | 'previews_scan_waiting' | 'previews_scan_infected' {
  if (scan === 'infected') return 'previews_scan_infected'
  if (scan === 'clean' || (!scanning && scan !== 'waiting')) return 'yes'
  return 'previews_scan_waiting'
}
