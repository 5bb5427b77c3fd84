/** The big screen: for whom it shows, and what there is of what the chair chose. Pure. */
import type { Audience } from '#meeting/tables.ts'
import type { Channel } from '../entry/rules.ts'
import type { StageView } from './document.ts'

/** The screen stands before all who may be in the room, so it shows what the widest of them may see. */
export const screenChannel = (meeting: { readonly audience: Audience }): Channel => meeting.audience

/** What there is to show, by kind: a choice of something that is gone falls back to now and next. */
export interface Showable {
  readonly questions: readonly { readonly id: string }[]
  readonly polls: readonly { readonly id: string }[]
  readonly slide: object | null
  readonly groups: boolean
  readonly entry: object | null
}

export function shownOf(view: StageView, has: Showable): StageView {
  const stands = {
    auto: true,
    queue: true,
    groups: has.groups,
    entry: has.entry !== null,
    slide: has.slide !== null,
    question: 'id' in view && has.questions.some((one) => one.id === view.id),
    poll: 'id' in view && has.polls.some((one) => one.id === view.id),
  }[view.view]
  return stands ? view : { view: 'auto' }
}
