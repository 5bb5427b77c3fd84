import { m } from '#platform/words/words.ts'
import type { ScheduleStatus } from '../tables.ts'

/** What a dated change of a plan is called in a list. */
export function statusName(status: ScheduleStatus): string {
  return {
    scheduled: m.meeting_set_status_scheduled,
    postponed: m.meeting_set_status_postponed,
    rescheduled: m.meeting_set_status_rescheduled,
    moved_online: m.meeting_set_status_moved_online,
    moved_onsite: m.meeting_set_status_moved_onsite,
    split_off: m.meeting_set_status_split_off,
    merged_back: m.meeting_set_status_merged_back,
    cancelled: m.meeting_set_status_cancelled,
    resumed: m.meeting_set_status_resumed,
  }[status]()
}
