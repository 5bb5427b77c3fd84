/** What a calendar is told of a meeting. Pure. */
import type { MeetingRow } from '#meeting/reads.ts'

/** Removed, or taken back to draft: nobody may read it any more, and what calendars hold of it is called back. */
export const isGone = ({ deletedAt, publishedAt }: Pick<MeetingRow, 'deletedAt' | 'publishedAt'>): boolean =>
  deletedAt !== null || publishedAt === null
