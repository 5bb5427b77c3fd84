/**
 * The run of show: what the chairs did, folded into how the meeting stands, and from that what is to be expected of the rest.
 * Moments are milliseconds since 1970. Pure, and the same in the browser, where the clock goes on.
 */
import type { Kind } from '#programme/document.ts'
import type { StepDetail, StepKind } from './document.ts'

export const MINUTE = 60_000

/** One of a day's programme, as it was planned. */
export interface Planned {
  readonly id: string
  readonly kind: Kind
  readonly track: string | null
  /** A fixed point: it neither moves nor is shortened. */
  readonly pinned: boolean
  /** Null where the programme says no time. */
  readonly start: number | null
  readonly end: number | null
}

export interface Step {
  readonly id: string
  readonly number: number
  /** When it was done. */
  readonly at: number
  readonly kind: StepKind
  readonly detail: StepDetail
  readonly undone: boolean
}

/** An item that was on, or is. An item that was returned to has several. */
export interface Run {
  readonly itemId: string
  readonly from: number
  /** Null while it is on. */
  readonly to: number | null
  /** Milliseconds of pauses within it, those that are over. */
  readonly paused: number
}

export interface Pause {
  readonly since: number
  /** When it was said to be over; null where nothing was said. */
  readonly until: number | null
  /** What goes on afterwards. */
  readonly itemId: string | null
}

/** How a meeting stands. */
export interface Show {
  /** In the order they began. */
  readonly runs: readonly Run[]
  readonly pause: Pause | null
  /** Minutes that items were given, where a chair gave others than planned. */
  readonly given: Readonly<Record<string, number>>
  readonly dropped: readonly string[]
  /** Times that a chair set for the rest. */
  readonly times: Readonly<Record<string, { readonly start: number; readonly end: number }>>
  readonly endedAt: number | null
  /** The number of the last step, 0 before the first. */
  readonly number: number
}

const before: Show = { runs: [], pause: null, given: {}, dropped: [], times: {}, endedAt: null, number: 0 }

/**
 * The state after all steps that hold, in their order.
 * @param trackOf items in one track follow each other; those of other tracks run beside them
 */
export const foldSteps = (steps: readonly Step[], trackOf: (itemId: string) => string | null): Show =>
  steps.reduce((show, step) => ({ ...(step.undone ? show : after(show, step, trackOf)), number: step.number }), before)

function after(show: Show, { at, kind, detail }: Step, trackOf: (itemId: string) => string | null): Show {
  const { itemId } = detail
  switch (kind) {
    case 'started': {
      const running = closePause(show, at)
      const beside = (run: Run) => !shareTrack(trackOf(run.itemId), trackOf(itemId!))
      const runs = running.runs.map((run) => (run.to === null && !beside(run) ? { ...run, to: at } : run))
      return {
        ...running,
        runs: [...runs, { itemId: itemId!, from: at, to: null, paused: 0 }],
        dropped: show.dropped.filter((id) => id !== itemId),
        endedAt: null,
      }
    }
    case 'paused':
      return { ...show, pause: { since: at, until: detail.until ? Date.parse(detail.until) : null, itemId: itemId ?? null } }
    case 'resumed':
      return closePause(show, at)
    case 'extended':
      return { ...show, given: { ...show.given, [itemId!]: detail.minutes! } }
    case 'dropped':
      return { ...show, dropped: [...show.dropped.filter((id) => id !== itemId), itemId!] }
    case 'kept':
      return { ...show, dropped: show.dropped.filter((id) => id !== itemId) }
    case 'replanned':
      return {
        ...show,
        times: { ...show.times, ...Object.fromEntries((detail.times ?? []).map(({ itemId, ...time }) => [itemId, time])) },
        dropped: [...new Set([...show.dropped, ...(detail.dropped ?? [])])],
      }
    case 'ended': {
      const running = closePause(show, at)
      return { ...running, runs: running.runs.map((run) => (run.to === null ? { ...run, to: at } : run)), endedAt: at }
    }
  }
}

/** A pause is no part of the item it fell into: the item gets as much time afterwards. */
function closePause(show: Show, at: number): Show {
  if (!show.pause) return show
  const lasted = at - show.pause.since
  return { ...show, pause: null, runs: show.runs.map((run) => (run.to === null ? { ...run, paused: run.paused + lasted } : run)) }
}

/** When the meeting paused; `to` null while it does. */
export function pausesOf(steps: readonly Step[]): { readonly from: number; readonly to: number | null }[] {
  const pauses: { from: number; to: number | null }[] = []
  for (const { kind, at, undone } of steps) {
    const last = pauses.at(-1)
    const on = last !== undefined && last.to === null
    if (undone) continue
    if (kind === 'paused' && !on) pauses.push({ from: at, to: null })
    else if (on && ['started', 'resumed', 'ended'].includes(kind)) last.to = at
  }
  return pauses
}

/** Whether a step ends or interrupts what is on, and with it whoever speaks to it. */
export function interrupts(
  show: Show,
  kind: StepKind,
  { itemId }: StepDetail,
  trackOf: (itemId: string) => string | null,
): boolean {
  if (kind !== 'started') return kind === 'paused' || kind === 'ended'
  return show.runs.some((run) => run.to === null && shareTrack(trackOf(run.itemId), trackOf(itemId!)))
}

const shareTrack = (a: string | null, b: string | null): boolean => a === null || b === null || a === b

/** Whether a step would change nothing: another chair was first, or the key was pressed twice. */
export function changesNothing(show: Show, kind: StepKind, detail: StepDetail): boolean {
  const { itemId } = detail
  switch (kind) {
    case 'started':
      return show.pause === null && show.runs.some((run) => run.itemId === itemId && run.to === null)
    case 'paused':
      return show.pause !== null && show.pause.until === (detail.until ? Date.parse(detail.until) : null)
    case 'resumed':
      return show.pause === null
    case 'extended':
      return show.given[itemId!] === detail.minutes
    case 'dropped':
      return show.dropped.includes(itemId!)
    case 'kept':
      return !show.dropped.includes(itemId!)
    case 'replanned':
      return (detail.times?.length ?? 0) === 0 && (detail.dropped?.length ?? 0) === 0
    case 'ended':
      return show.endedAt !== null
  }
}

export type RowState = 'done' | 'now' | 'coming' | 'dropped'

/** One of a day's programme, as it went or is expected to go. */
export interface Expected {
  readonly id: string
  readonly state: RowState
  /** As planned, or as a chair planned anew. */
  readonly start: number | null
  readonly end: number | null
  /** As it began and ended, or is expected to. */
  readonly from: number | null
  readonly to: number | null
  /** Milliseconds by which it runs into a fixed point behind it. */
  readonly into: number
}

/**
 * A day as it is expected from now on: what comes waits for what runs, fixed points wait for nobody.
 * @param plan the day's own rows in their order, without parts
 */
export function expect(plan: readonly Planned[], show: Show, now: number): Expected[] {
  // Where each track is busy until; what has no track is in all of them.
  const busy: { track: string | null; until: number; at: number }[] = []
  const rows: Expected[] = []
  const until = (track: string | null) =>
    Math.max(-Infinity, ...busy.filter((one) => shareTrack(one.track, track)).map((one) => one.until))
  for (const one of plan) {
    const { start, end } = timesOf(one, show)
    const runs = show.runs.filter((run) => run.itemId === one.id)
    const last = runs.at(-1)
    const row = { id: one.id, start, end, into: 0 }
    if (last && last.to === null) {
      const to = expectedEnd(one, last, show, now)
      rows.push({ ...row, state: 'now', from: last.from, to })
      busy.push({ track: one.track, until: show.pause ? Math.max(to, show.pause.until ?? now) : to, at: rows.length - 1 })
    } else if (show.dropped.includes(one.id)) rows.push({ ...row, state: 'dropped', from: null, to: null })
    else if (last) {
      rows.push({ ...row, state: 'done', from: runs[0]!.from, to: last.to })
      busy.push({ track: one.track, until: last.to!, at: rows.length - 1 })
    } else if (start === null || end === null) rows.push({ ...row, state: 'coming', from: null, to: null })
    else {
      const free = Math.max(until(one.track), started(show) ? now : -Infinity)
      const from = one.pinned ? start : Math.max(start, free)
      if (one.pinned)
        for (const other of busy)
          if (other.until > start && shareTrack(other.track, one.track) && rows[other.at]!.state !== 'done')
            rows[other.at] = { ...rows[other.at]!, into: other.until - start }
      const to = from + lengthOf(one, show)
      rows.push({ ...row, state: 'coming', from, to })
      busy.push({ track: one.track, until: to, at: rows.length - 1 })
    }
  }
  return rows
}

const started = (show: Show) => show.runs.length > 0 && show.endedAt === null

/** When an item is planned, by the programme or by what a chair set instead. */
export const timesOf = (one: Planned, show: Show): { start: number | null; end: number | null } =>
  show.times[one.id] ?? { start: one.start, end: one.end ?? one.start }

/** Milliseconds an item has. */
export function lengthOf(one: Planned, show: Show): number {
  const given = show.given[one.id]
  if (given !== undefined) return given * MINUTE
  const { start, end } = timesOf(one, show)
  return start === null || end === null ? 0 : end - start
}

/** Begun sooner than this before its time, the day was begun on another time altogether, as in a rehearsal. */
const EARLY_MS = 15 * MINUTE

/** One that began too early may use what it won; one that began too late keeps its length. */
function expectedEnd(one: Planned, run: Run, show: Show, now: number): number {
  const paused = run.paused + (show.pause ? now - show.pause.since : 0)
  const { start, end } = timesOf(one, show)
  const own = run.from + lengthOf(one, show) + paused
  const early = start !== null && run.from < start && start - run.from <= EARLY_MS
  return early && show.given[one.id] === undefined ? end! + paused : own
}

/** Milliseconds behind the plan (ahead: less than 0): by what runs, or by what should have begun. */
export function lateness(rows: readonly Expected[], show: Show, now: number): number {
  if (show.endedAt !== null) return 0
  const running = rows.filter((row) => row.state === 'now' && row.end !== null)
  if (running.length > 0) return Math.max(...running.map((row) => Math.max(row.to!, now) - row.end!))
  const next = rows.find((row) => row.state === 'coming' && row.start !== null)
  if (!next || now <= next.start!) return 0
  // A meeting that nobody began hours ago is held without a room, or was on another day.
  return show.runs.length === 0 && now - next.start! > NOT_HELD_MS ? 0 : now - next.start!
}

/** Further than this from its times a day is neither early nor late: it is held at another time, as in a rehearsal. */
const APART_MS = 2 * 60 * MINUTE

/** How a day keeps to its times, in whole minutes; null where it does, give or take one. */
export type Pace = { readonly is: 'late' | 'early'; readonly minutes: number } | { readonly is: 'apart' } | null

/** @param late milliseconds, as `lateness` has them */
export function paceOf(late: number): Pace {
  const off = Math.abs(late)
  if (off > APART_MS) return { is: 'apart' }
  const minutes = Math.floor(off / MINUTE)
  return minutes < 2 ? null : { is: late > 0 ? 'late' : 'early', minutes }
}

/** Whether a day went by without anything in the room. */
export const wentBy = (rows: readonly Expected[], show: Show, now: number): boolean => {
  const first = rows.find((row) => row.start !== null)
  return show.runs.length === 0 && first !== undefined && now - first.start! > NOT_HELD_MS
}

const NOT_HELD_MS = 3 * 60 * MINUTE

/** What comes next, of what is neither over nor left out: behind what runs, else the first. */
export function nextOf(rows: readonly Expected[]): Expected | null {
  const at = rows.findLastIndex((row) => row.state === 'now' || row.state === 'done')
  return rows.find((row, i) => i > at && row.state === 'coming') ?? rows.find((row) => row.state === 'coming') ?? null
}
