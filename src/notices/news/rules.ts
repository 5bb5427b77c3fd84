/** What is worth telling, and how a change of plan is said in every message. Pure. */
import { m } from '#platform/words/words.ts'

const titles = {
  postponed: m.notices_title_postponed,
  rescheduled: m.notices_title_rescheduled,
  moved_online: m.notices_title_moved_online,
  moved_onsite: m.notices_title_moved_onsite,
  cancelled: m.notices_title_cancelled,
  resumed: m.notices_title_resumed,
}

/** The changes of plan that followers are told of: those after which one has to be somewhere else, or at another time. */
export type ToldOfPlan = keyof typeof titles

export const isToldOfPlan = (status: string): status is ToldOfPlan => Object.hasOwn(titles, status)

/** "Møtet er utsatt". */
export const planTitle = (status: ToldOfPlan): string => titles[status]()

/** "Møtet har fått ny dato: 12. mai 2027." @param dates on which the meeting stands now; empty where that is not to be said */
export function planText(status: ToldOfPlan, dates: string): string {
  if (status === 'rescheduled') return dates ? m.notices_plan_rescheduled({ date: dates }) : `${planTitle(status)}.`
  return {
    postponed: m.notices_plan_postponed,
    moved_online: m.notices_plan_moved_online,
    moved_onsite: m.notices_plan_moved_onsite,
    cancelled: m.notices_plan_cancelled,
    resumed: m.notices_plan_resumed,
  }[status]()
}
