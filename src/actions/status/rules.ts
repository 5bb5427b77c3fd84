/** How an action stands, in words. */
import { m } from '#platform/words/words.ts'
import type { ActionStatus } from '../tables.ts'

export const statusWords: Readonly<Record<ActionStatus, () => string>> = {
  not_started: m.actions_status_not_started,
  under_way: m.actions_status_under_way,
  blocked: m.actions_status_blocked,
  done: m.actions_status_done,
  dropped: m.actions_status_dropped,
  no_conclusion: m.actions_status_no_conclusion,
}
