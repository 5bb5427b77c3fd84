/** What an organiser decides about a plan, what that makes of a meeting, and whom it concerns how. Pure. */
import type { Planned } from '#meeting/parting/rules.ts'
import type { ScheduleChangeRow, StatusNow } from '#meeting/schedule/rules.ts'
import { mayChangePlan } from '#meeting/schedule/rules.ts'
import type { AttendanceMode, ScheduleStatus } from '#meeting/tables.ts'
import { datesOf } from '#programme/copy/rules.ts'
import type { Parting } from '#programme/parting/rules.ts'
import type { People, Stood } from '#registration/parting/rules.ts'

export type Fate = 'keep' | 'postpone' | 'date' | 'cancel' | 'resume'
export type Where = 'keep' | AttendanceMode

/** What becomes of one meeting. */
export interface ForMeeting {
  readonly fate: Fate
  readonly where: Where
  /** For a new date, and where it is taken up again: days by id. For a part that is split off, by the ids they had in the whole. */
  readonly dates: Readonly<Record<string, string>>
  /** Where it is held from now on; empty: as before. */
  readonly place: string
  readonly joinUrl: string
  /** What those who are registered are asked. */
  readonly people: People
}

export interface Decision {
  readonly whole: ForMeeting
  /** A part that becomes a meeting of its own. */
  readonly split: (Parting & { readonly title: string; readonly part: ForMeeting }) | null
  /** A part that was split off and comes back, by the id of its meeting. */
  readonly merge: string | null
  /** Whether speakers are asked if they can still come. */
  readonly speakers: boolean
  /** Whether all members of the network are told, besides those who have a part in it. */
  readonly members: boolean
  /** In the organiser's words; empty for none. */
  readonly reason: string
}

export const asPlanned: ForMeeting = { fate: 'keep', where: 'keep', dates: {}, place: '', joinUrl: '', people: 'keep' }
export const nothingDecided: Decision = {
  whole: asPlanned,
  split: null,
  merge: null,
  speakers: false,
  members: false,
  reason: '',
}

/** How things stood before a decision, and what was made, so that it can be taken back. */
export interface Before {
  readonly meetings: readonly Planned[]
  /** Only those that the decision touched. */
  readonly registrations: readonly Stood[]
  /** Registrations that were made for a part. */
  readonly copies: readonly string[]
  /** A meeting that got a registration form. */
  readonly formOf: string | null
  /** Speakers who were asked. */
  readonly speakers: readonly string[]
  /** What went from one meeting to another: where each day's items stand now, and items that went alone. */
  readonly moved: {
    readonly from: string
    readonly to: string
    readonly days: Readonly<Record<string, string>>
    /** Days that came whole. */
    readonly whole: readonly string[]
    readonly items: readonly string[]
  } | null
  /** A meeting that was made. */
  readonly made: string | null
}

/** One dated change of a plan that a decision comes to. */
export interface Step {
  readonly status: ScheduleStatus
  readonly attendance?: AttendanceMode
  readonly dates?: Readonly<Record<string, string>>
  readonly place?: string
  readonly joinUrl?: string
}

/**
 * Days that are left open follow the first: as far behind it as they lay before. Of a part, those count that go with it.
 * @param days of the whole, in order
 * @param items of the whole: some may go without their day
 */
export function withFollowingDates(
  decision: Decision,
  days: readonly { readonly id: string; readonly date: string | null }[],
  items: readonly { readonly id: string; readonly dayId: string | null }[],
): Decision {
  const follow = (what: ForMeeting, own: typeof days): ForMeeting => {
    const given = own.map((day) => what.dates[day.id] || null)
    const all = datesOf(
      own.map((day) => day.date),
      given,
    )
    const proposed = own.flatMap((day, i) => (all[i] && !given[i] ? [[day.id, all[i]] as const] : []))
    return { ...what, dates: { ...what.dates, ...Object.fromEntries(proposed) } }
  }
  const { whole, split } = decision
  const goes = (id: string) =>
    split !== null && (split.days.includes(id) || items.some((item) => item.dayId === id && split.items.includes(item.id)))
  const stays = (id: string) => !split?.days.includes(id)
  return {
    ...decision,
    whole: follow(
      whole,
      days.filter((day) => stays(day.id)),
    ),
    split: split && {
      ...split,
      part: follow(
        split.part,
        days.filter((day) => goes(day.id)),
      ),
    },
  }
}

/** What a decision about one meeting comes to, in order. What is cancelled has no other news. */
export function stepsOf(what: ForMeeting, now: Pick<StatusNow, 'mode'>): Step[] {
  if (what.fate === 'cancel') return [{ status: 'cancelled' }]
  const steps: Step[] = []
  const dates = Object.fromEntries(Object.entries(what.dates).filter(([, date]) => date !== ''))
  const dated = Object.keys(dates).length > 0
  if (what.fate === 'resume') steps.push({ status: 'resumed' })
  if (what.where !== 'keep' && what.where !== now.mode)
    steps.push({
      status: what.where === 'online' ? 'moved_online' : 'moved_onsite',
      ...(what.where === 'mixed' && { attendance: 'mixed' }),
      ...(what.place && what.where !== 'online' && { place: what.place }),
      ...(what.joinUrl && what.where !== 'onsite' && { joinUrl: what.joinUrl }),
    })
  if (what.fate === 'postpone') steps.push({ status: 'postponed' })
  if (what.fate === 'date' || (what.fate === 'resume' && dated)) steps.push({ status: 'rescheduled', dates })
  return steps
}

/** What can be decided about a meeting as it stands. */
export function fatesFor(now: StatusNow): readonly Fate[] {
  if (now.cancelled) return ['keep', 'resume']
  return now.postponed ? ['keep', 'date', 'cancel'] : ['keep', 'date', 'postpone', 'cancel']
}

/** What stands in the way of a decision as things stand, by field of the form; nothing where it can be done. */
export function faultsIn(
  decision: Decision,
  as: { readonly whole: StatusNow; readonly days: readonly string[]; readonly items: ReadonlyMap<string, string | null> },
): Record<string, string> {
  const faults: Record<string, string> = {}
  const check = (what: ForMeeting, now: StatusNow, prefix: string) => {
    for (const step of stepsOf(what, now)) {
      // What is taken up again may get a new date in the same breath.
      if (what.fate === 'resume' && step.status !== 'resumed') continue
      const verdict = mayChangePlan(now, step.status, step.attendance)
      if (verdict !== 'yes') faults[`${prefix}.fate`] = verdict
    }
    if (what.fate === 'date' && Object.values(what.dates).every((date) => date === ''))
      faults[`${prefix}.dates`] = 'meeting_needs_dates'
  }
  check(decision.whole, as.whole, 'whole')
  const { split } = decision
  if (split) {
    check(split.part, as.whole, 'part')
    if (!split.title) faults['split.title'] = 'meeting_needs_title'
    if (split.days.length + split.items.length === 0) faults['split'] = 'changes_choose_part'
    const remain = as.days.filter((id) => !split.days.includes(id))
    const left = [...as.items].some(([id, day]) => day !== null && remain.includes(day) && !split.items.includes(id))
    if (remain.length === 0 || (!left && as.items.size > 0)) faults['split'] = 'changes_nothing_left'
    if (as.whole.cancelled) faults['split'] = 'meeting_already_cancelled'
  }
  if (split && decision.merge) faults['merge'] = 'changes_one_at_a_time'
  if (!split && !decision.merge && stepsOf(decision.whole, as.whole).length === 0 && Object.keys(faults).length === 0)
    faults['whole.fate'] = 'changes_choose'
  return faults
}

/** What those who are registered are asked now. Who waits for a date is asked when there is one. */
export const askedNow = ({ fate, people }: ForMeeting): People => (fate === 'postpone' && people === 'ask' ? 'keep' : people)

/** Whether a decision can still be taken back without anybody having noticed. */
export const mayTakeBack = (change: {
  readonly toldAt: string | null
  readonly withdrawnAt: string | null
}): 'yes' | 'changes_told' | 'changes_taken_back' =>
  change.withdrawnAt !== null ? 'changes_taken_back' : change.toldAt !== null ? 'changes_told' : 'yes'

/** The changes of a meeting that one decision made. */
export const madeBy = (changes: readonly ScheduleChangeRow[], ids: readonly string[]): ScheduleChangeRow[] =>
  changes.filter((change) => ids.includes(change.id))
