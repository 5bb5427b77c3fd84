import { dateTime } from '#platform/words/dates.ts'
import type { Thread } from './reads.ts'
import type { ThreadView } from './rules.ts'

/** A thread as it is shown, with its times in the words of the language that is spoken. @param timezone the meeting's */
export const threadView = ({ row, comments, ...more }: Thread, timezone: string): ThreadView => ({
  ...{ id: row.id, passage: row.passage, quote: row.quote, proposed: row.proposed, state: row.state },
  ...{ byName: row.byName, settledByName: row.settledByName },
  at: dateTime(row.createdAt, timezone),
  settledAt: row.settledAt && dateTime(row.settledAt, timezone),
  ...('now' in more && { now: more.now ?? null }),
  comments: comments.map(({ id, byName, text, createdAt }) => ({ id, byName, text, at: dateTime(createdAt, timezone) })),
})
