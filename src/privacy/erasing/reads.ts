/** All there is of somebody, from every feature: what they may read themselves, and what is counted before they are erased. */
import { actionTraces } from '#actions/traces/reads.ts'
import { materialTraces } from '#materials/traces/reads.ts'
import { matterTraces } from '#matters/traces/reads.ts'
import { meetingTraces } from '#meeting/traces/reads.ts'
import { approvedTexts, minutesTraces } from '#minutes/traces/reads.ts'
import { transcriptTraces } from '#minutes/transcript/traces/reads.ts'
import { networkTraces } from '#network/traces/reads.ts'
import { noticeTraces } from '#notices/traces/reads.ts'
import { peopleTraces } from '#people/traces/reads.ts'
import type { Sought, Trace, TraceKind } from '#people/traces/rules.ts'
import { planInputTraces } from '#plans/consultation/traces/reads.ts'
import { planTraces } from '#plans/traces/reads.ts'
import { actsOf } from '#platform/activity/forgetting.ts'
import type { Db } from '#platform/db/db.ts'
import { mailsTo } from '#platform/mail/forgetting.ts'
import { countMentions, type Mentioned } from '#platform/mentions/writes.ts'
import { programmeTraces } from '#programme/traces/reads.ts'
import { inputTraces } from '#questions/traces/reads.ts'
import { registrationTraces } from '#registration/traces/reads.ts'
import { turnTraces } from '#room/floor/traces/reads.ts'
import { groupTraces } from '#room/groups/traces/reads.ts'
import { pollTraces } from '#room/polls/traces/reads.ts'
import { roomTraces } from '#room/traces/reads.ts'

/** The history of one who has arranged meetings for years is long, and says little. */
const ACTS = 5000

/** In the order of a meeting's life. Each feature tells of its own rows. */
const tellers: readonly ((db: Db, who: Sought) => Promise<Trace[]>)[] = [
  peopleTraces,
  networkTraces,
  meetingTraces,
  registrationTraces,
  inputTraces,
  planInputTraces,
  roomTraces,
  turnTraces,
  pollTraces,
  groupTraces,
  programmeTraces,
  materialTraces,
  minutesTraces,
  actionTraces,
  planTraces,
  matterTraces,
  transcriptTraces,
  noticeTraces,
  async (db, { email }) => [{ kind: 'mail', rows: email ? await mailsTo(db, email) : [] }],
  async (db, { personId }) => [{ kind: 'act', rows: personId ? await actsOf(db, personId, ACTS) : [] }],
]

/** Everything that is tied to somebody; kinds of which there is nothing are left out. */
export async function tracesOf(db: Db, who: Sought): Promise<Trace[]> {
  const all: Trace[] = []
  for (const tell of tellers) all.push(...(await tell(db, who)))
  return all.filter((trace) => trace.rows.length > 0)
}

/** What would go, said before: rows by kind, mentions in running text, and how many approved minutes keep the name. */
export interface Before {
  readonly counts: readonly { readonly kind: TraceKind; readonly rows: number }[]
  readonly mentions: number
  readonly approved: number
}

export async function countBefore(db: Db, who: Sought): Promise<Before> {
  const traces = await tracesOf(db, who)
  const texts = { ...mentionedAs(who), ids: [] }
  const [all, without] = [await countMentions(db, texts), await countMentions(db, texts, approvedTexts)]
  const sum = (counts: Record<string, number>) => Object.values(counts).reduce((total, n) => total + n, 0)
  return {
    counts: traces.map(({ kind, rows }) => ({ kind, rows: rows.length })),
    mentions: sum(without),
    approved: (all['minutes'] ?? 0) - (without['minutes'] ?? 0),
  }
}

export const mentionedAs = ({ personId, email, names }: Sought): Mentioned => ({
  ids: personId ? [personId] : [],
  names,
  emails: email ? [email] : [],
})
