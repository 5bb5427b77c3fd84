/** How far the presentation of each item has come, and what an organiser should do next. Pure. */
import type { MinutesState } from '#minutes/tables.ts'
import { instantOf } from '#platform/words/instant.ts'
import type { Showing } from '../publishing/rules.ts'
import type { PreviewState, ScanState } from '../tables.ts'

/** How far a file has come in the house: looked through for viruses, made readable in the page. */
export type FileStage = 'checking' | 'infected' | 'processing' | 'unreadable' | 'processed'

/** @param row what was made of the file; null where nobody has looked at it, and for what is no file */
export function fileStage(row: { readonly scan: ScanState; readonly state: PreviewState } | null): FileStage {
  if (row === null) return 'processed'
  if (row.scan === 'infected') return 'infected'
  if (row.scan === 'waiting') return 'checking'
  if (row.state === 'waiting' || row.state === 'working') return 'processing'
  return row.state === 'failed' ? 'unreadable' : 'processed'
}

/** Something that was handed in on an item. */
export interface Received {
  readonly id: string
  readonly stage: FileStage
  readonly showing: Showing['is']
}

/** Whom an item still waits for. */
export interface Awaited {
  readonly speakerId: string
  readonly email: string | null
  readonly askedAt: string | null
}

export type PresentationStage =
  /** Nothing is expected, and nothing came. */
  | 'none'
  /** Expected, and there is nobody who could be asked. */
  | 'nobody'
  /** Expected, and nobody has been asked. */
  | 'expected'
  | 'asked'
  /** They said that there will be no slides. */
  | 'declined'
  | 'infected'
  | 'checking'
  | 'processing'
  /** Here, and shown when an organiser approves it. */
  | 'approval'
  /** Here and ready, and shown after the item. */
  | 'after'
  /** Here, and hidden by hand. */
  | 'hidden'
  | 'published'
  /** Shown, without pages to read in the page. */
  | 'unreadable'

/** The stage of one item. Of several files that counts which needs somebody most. */
export function presentationStage(item: {
  readonly expected: boolean
  readonly received: readonly Received[]
  readonly awaited: readonly Awaited[]
  /** Whether somebody said that there will be no slides. */
  readonly declined: boolean
}): PresentationStage {
  if (item.received.length > 0) {
    const stages = item.received.map(receivedStage)
    return urgent.find((one) => stages.includes(one))!
  }
  if (item.awaited.length > 0) return item.awaited.some((one) => one.askedAt !== null) ? 'asked' : 'expected'
  if (item.declined) return 'declined'
  return item.expected ? 'nobody' : 'none'
}

const urgent = ['infected', 'checking', 'approval', 'processing', 'after', 'hidden', 'unreadable', 'published'] as const

function receivedStage({ stage, showing }: Received): (typeof urgent)[number] {
  if (stage === 'infected' || stage === 'checking') return stage
  // Whoever approves need not wait until it is readable in the page.
  if (showing === 'approval') return showing
  if (stage === 'processing') return stage
  if (showing !== 'shown') return showing
  return stage === 'unreadable' ? stage : 'published'
}

/** An item that waits counts once, as does one that has what it expects. */
export function countStages(stages: readonly PresentationStage[]): {
  readonly expected: number
  readonly asked: number
  readonly received: number
  readonly published: number
  readonly declined: number
} {
  const count = (...of: PresentationStage[]) => stages.filter((one) => of.includes(one)).length
  return {
    expected: count('expected', 'nobody'),
    asked: count('asked'),
    received: count('infected', 'checking', 'processing', 'approval', 'after', 'hidden'),
    published: count('published', 'unreadable'),
    declined: count('declined'),
  }
}

/** Whether minutes of an item are to be written, finished or approved. */
export const lacksMinutes = (item: {
  readonly expectsMinutes: boolean
  readonly minutes: { readonly state: MinutesState; readonly draftNewer: boolean } | null
}): boolean => (item.minutes === null ? item.expectsMinutes : item.minutes.state !== 'approved' || item.minutes.draftNewer)

/** Those who were asked so lately are left in peace before we suggest to ask them again. */
const PEACE_HOURS = 5 * 24

export type Step =
  | 'infected'
  | 'approve'
  | 'proposals'
  | 'remind'
  | 'addresses'
  | 'speakers'
  | 'plan'
  | 'wait'
  | 'minutes'
  | 'expect'
  | 'done'

/** The one thing to do next: what stands in the way of readers first, then what only somebody's asking can bring. */
export function nextStep(desk: {
  readonly stages: readonly PresentationStage[]
  /** Corrections by speakers that wait for an organiser. */
  readonly proposals: number
  /** Those who can be reminded today, by when each was last asked; ISO instants. */
  readonly askable: readonly (string | null)[]
  readonly unreached: number
  readonly mayRemind: boolean
  /** Planned reminders that still lie ahead. */
  readonly planned: number
  /** Reminders we would suggest; none when the meeting is over or so near that none is left. */
  readonly suggested: number
  /** Minutes that are to be written or finished, now that the meeting has begun. */
  readonly minutes: number
  readonly now: Temporal.Instant
}): Step {
  const { stages, now } = desk
  if (stages.includes('infected')) return 'infected'
  if (stages.includes('approval')) return 'approve'
  if (desk.proposals > 0) return 'proposals'
  const long = (askedAt: string | null) =>
    askedAt === null || (desk.planned === 0 && Temporal.Instant.compare(instantOf(askedAt).add({ hours: PEACE_HOURS }), now) <= 0)
  if (desk.mayRemind && desk.askable.some(long)) return 'remind'
  if (desk.mayRemind && desk.unreached > 0) return 'addresses'
  if (stages.includes('nobody')) return 'speakers'
  const waits = stages.some((one) => one === 'expected' || one === 'asked')
  if (desk.mayRemind && waits && desk.planned === 0 && desk.suggested > 0) return 'plan'
  if (desk.minutes > 0) return 'minutes'
  if (waits) return 'wait'
  return stages.every((one) => one === 'none') ? 'expect' : 'done'
}
