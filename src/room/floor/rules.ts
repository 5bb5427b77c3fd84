/** The speaker list: who comes before whom, who speaks next, and who has spoken how long. Pure, and the same in the browser. */
import type { Verdict } from '#meeting/rules.ts'
import type { TurnKind, turn } from './tables.ts'

export type TurnRow = typeof turn.$inferSelect

/** What goes first: a point of order before a reply to who speaks, and that before an ordinary turn. */
const rank: Readonly<Record<TurnKind, number>> = { order: 0, reply: 1, ordinary: 2 }

/** Whether a turn goes before another kind even while that one has the floor: who speaks then waits, and goes on afterwards. */
export const outranks = (kind: TurnKind, other: TurnKind): boolean => rank[kind] < rank[other]

/** A place on the list, from above to below. */
export interface Place {
  readonly position: number
  readonly kind: TurnKind
}

/**
 * Where a new turn goes: behind the last of its kind or a higher one, whatever order a chair gave the others; else on top.
 * @param waiting in the order of the list
 * @returns the positions it stands between; null where there is nothing on that side
 */
export function placeFor(kind: TurnKind, waiting: readonly Place[]): { after: number | null; before: number | null } {
  const last = waiting.findLastIndex((one) => rank[one.kind] <= rank[kind])
  return { after: waiting[last]?.position ?? null, before: waiting[last + 1]?.position ?? null }
}

/** A number between two others; null where there is no room left between them. */
export function between(after: number | null, before: number | null): number | null {
  if (after === null) return (before ?? 1) - 1
  if (before === null) return after + 1
  const middle = (after + before) / 2
  return middle > after && middle < before ? middle : null
}

interface Asked {
  readonly startedAt: string | null
  readonly endedAt: string | null
  readonly withdrawnAt: string | null
}

export const isWaiting = (one: Asked): boolean => one.startedAt === null && one.withdrawnAt === null
/** Has the floor, or waits to go on with it. */
export const isSpeaking = (one: Asked): boolean => one.startedAt !== null && one.endedAt === null && one.withdrawnAt === null

/** Of those who have the floor, the one who speaks: whoever got it last. The others wait for that to be over. */
export const speakerOf = <T extends Asked>(turns: readonly T[]): T | null =>
  turns.filter(isSpeaking).reduce<T | null>((found, one) => (found && found.startedAt! >= one.startedAt! ? found : one), null)

/** What comes of a step: who stops for good, who waits, who begins, and who goes on. */
export interface Step {
  /** Who spoke until then. */
  readonly from: string | null
  readonly ends: readonly string[]
  readonly pauses: string | null
  readonly starts: string | null
  readonly resumes: string | null
}

interface Listed extends Asked {
  readonly id: string
  readonly kind: TurnKind
}

/**
 * The step to whoever is next: the first on the list where it outranks who speaks or waits to go on; else, when the speaker is
 * done, whoever was interrupted; else the first on the list.
 * @param waiting in the order of the list
 */
export function nextStep(speaking: readonly Listed[], waiting: readonly Listed[]): Step {
  const [now, head] = [speakerOf(speaking), waiting[0] ?? null]
  const back = speakerOf(speaking.filter((one) => one !== now))
  if (head && (!now || outranks(head.kind, now.kind))) return stepTo(speaking, head)
  const resumes = back && !(head && outranks(head.kind, back.kind)) ? back.id : null
  return { from: now?.id ?? null, ends: now ? [now.id] : [], pauses: null, starts: resumes ? null : (head?.id ?? null), resumes }
}

/** The step to one on the list, whoever is before them: those it does not outrank are done, the others wait. */
export function stepTo(speaking: readonly Listed[], head: Listed): Step {
  const stays = speaking.filter((one) => outranks(head.kind, one.kind))
  const now = speakerOf(speaking)
  return {
    from: now?.id ?? null,
    ends: speaking.filter((one) => !stays.includes(one)).map((one) => one.id),
    pauses: now && stays.includes(now) ? now.id : null,
    starts: head.id,
    resumes: null,
  }
}

/** A turn's clock. Moments are ISO strings. */
export interface Clocked {
  readonly runningSince: string | null
  /** Milliseconds spoken before that. */
  readonly spoken: number
}

/** Milliseconds spoken. @param now since 1970 */
export const spokenIn = (one: Clocked, now: number): number =>
  one.spoken + (one.runningSince === null ? 0 : Math.max(0, now - Date.parse(one.runningSince)))

export const secondsFor = (kind: TurnKind, room: { readonly turnSeconds: number; readonly replySeconds: number }): number =>
  kind === 'ordinary' ? room.turnSeconds : room.replySeconds

/** How a speaker's time stands. Seen, never said aloud: it is theirs to notice. */
export type Milestone = 'running' | 'soon' | 'over'
const SOON_MS = 30_000
/** @param left milliseconds, less than none when the time is over */
export const milestoneAt = (left: number, seconds: number): Milestone =>
  left <= 0 ? 'over' : left <= Math.min(SOON_MS, seconds * 250) ? 'soon' : 'running'

/** Whose turns they are, as far as the list knows: a participant, else a name and where it is from. */
interface Whose {
  readonly participantId: string | null
  readonly name: string
  readonly organisation: string | null
}
export const speakerKey = (one: Whose): string =>
  one.participantId ?? `${one.name.toLowerCase()}|${one.organisation?.toLowerCase() ?? ''}`

/** Time spoken over a meeting by one person or organisation. */
export interface Sum extends Clocked {
  readonly name: string
  readonly organisation: string | null
  readonly turns: number
}

/** Sums of turns that were had, those who spoke most first. @param keyOf null leaves a turn out */
export function sumsBy<T extends Whose & Clocked>(had: readonly T[], keyOf: (one: T) => string | null): Map<string, Sum> {
  const sums = new Map<string, Sum>()
  for (const one of had) {
    const key = keyOf(one)
    if (key === null) continue
    const sum = sums.get(key)
    sums.set(key, {
      name: one.name,
      organisation: one.organisation,
      turns: (sum?.turns ?? 0) + 1,
      spoken: (sum?.spoken ?? 0) + one.spoken,
      runningSince: one.runningSince ?? sum?.runningSince ?? null,
    })
  }
  return new Map([...sums].sort(([, a], [, b]) => b.spoken - a.spoken))
}

/**
 * Who of those waiting has spoken least: themselves, then those from the same place. A suggestion; the list stays as it is.
 * @returns null where it is the first on the list, or somebody who has spoken as little as the first
 */
export function leastSpoken<T extends Whose & { readonly id: string; readonly kind: TurnKind }>(
  waiting: readonly T[],
  had: readonly (Whose & Clocked)[],
): string | null {
  const people = sumsBy(had, speakerKey)
  const places = sumsBy(had, (one) => one.organisation)
  const spoken = (one: T) => [people.get(speakerKey(one))?.spoken ?? 0, places.get(one.organisation ?? '')?.spoken ?? 0] as const
  const compare = (a: T, b: T) => spoken(a)[0] - spoken(b)[0] || spoken(a)[1] - spoken(b)[1]
  const ordinary = waiting.filter((one) => one.kind === 'ordinary')
  const [first] = ordinary
  if (!first) return null
  const least = ordinary.reduce((found, one) => (compare(one, found) < 0 ? one : found))
  return least === first ? null : least.id
}

/** Whether the list takes a turn of a kind now. A point of order may always be raised. */
export function mayAskFor(
  kind: TurnKind,
  floor: { readonly floorOpen: boolean; readonly repliesOpen: boolean },
  somebodySpeaks: boolean,
): Verdict<'floor_closed' | 'floor_replies_closed' | 'floor_nobody_speaks'> {
  if (kind === 'ordinary') return floor.floorOpen ? 'yes' : 'floor_closed'
  if (kind === 'order') return 'yes'
  if (!floor.repliesOpen) return 'floor_replies_closed'
  return somebodySpeaks ? 'yes' : 'floor_nobody_speaks'
}
