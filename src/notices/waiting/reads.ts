/** For organisers: what of a meeting waits to be told, to how many, and how the mail will read. */
import type { Actor } from '#actor.ts'
import { readMaterials } from '#meeting/papers/reads.ts'
import { itemsOf, type MeetingRow, type MeetingView, readMeeting } from '#meeting/reads.ts'
import { mayEdit } from '#meeting/rules.ts'
import type { ScheduleStatus } from '#meeting/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { NotFound } from '#platform/errors.ts'
import type { Words } from '#platform/words/text.ts'
import {
  emptyShelf,
  followersWithNews,
  type MeetingTidings,
  type Receiver,
  readTidings,
  receiverOf,
  type Sending,
  sendingsOf,
  type Waiting,
  waitingFor,
} from '../digest/reads.ts'

export interface WaitingNews {
  readonly id: string
  readonly at: string
  readonly kind: Waiting['kind']
  /** What it is about: the item, or what hangs on the meeting as a whole; null for the meeting itself. */
  readonly title: Words | null
  /** Of a material: what it is called. */
  readonly name: Words | null
  /** Of a change of plan. */
  readonly status: ScheduleStatus | null
}

export interface WaitingView {
  readonly view: MeetingView
  /** Oldest first. */
  readonly news: readonly WaitingNews[]
  /** Those for whom there is something to tell of this meeting. */
  readonly receivers: readonly Receiver[]
  /** What the first of them would be told of it. */
  readonly sample: { readonly to: Receiver; readonly tidings: readonly MeetingTidings[] } | null
  readonly sendings: readonly Sending[]
}

/** @throws NotFound for those who do not organise */
export async function readWaiting(db: Db, actor: Actor, row: MeetingRow): Promise<WaitingView> {
  if (mayEdit(actor, row) !== 'yes') throw new NotFound()
  const view = await readMeeting(db, actor, row)
  const shelf = emptyShelf()
  const all = new Map<string, Waiting>()
  const receivers: Receiver[] = []
  let sample: WaitingView['sample'] = null
  for (const { follower } of await followersWithNews(db, row.id)) {
    const receiver = await receiverOf(db, follower)
    if (!receiver) continue
    const waiting = (await waitingFor(db, follower, 'untold')).filter((one) => one.meetingId === row.id)
    for (const one of waiting) all.set(one.id, one)
    const tidings = await readTidings(db, receiver, waiting, shelf)
    if (tidings.length === 0) continue
    receivers.push(receiver)
    sample ??= { to: receiver, tidings }
  }
  const name = await namesIn(db, view)
  const news = [...all.values()]
    .sort((a, b) => (a.at < b.at ? -1 : 1))
    .map((one) => ({ id: one.id, at: one.at, kind: one.kind, ...name(one) }))
  return { view, news, receivers, sample, sendings: await sendingsOf(db, row.id) }
}

async function namesIn(db: Db, view: MeetingView) {
  const items = [...itemsOf(view.days)]
  const papers = new Map((await readMaterials(db, view.meeting)).map((one) => [one.id, one]))
  return ({ kind, aboutId }: Waiting): Pick<WaitingNews, 'title' | 'name' | 'status'> => {
    const paper = kind === 'material' ? papers.get(aboutId) : undefined
    const item = items.find((one) => (paper ? one.id === paper.itemId : one.minutes?.id === aboutId))
    const status = view.changes.find((change) => change.id === aboutId)?.status ?? null
    return { title: item?.title ?? null, name: paper?.title ?? null, status }
  }
}
