/** What the kinds of hits are called. */
import { m } from '#platform/words/words.ts'
import * as icons from '#ui/icons.ts'
import type { Kind } from '../document.ts'

const names: Readonly<Record<Kind, () => string>> = {
  decision: m.search_kind_decision,
  action: m.search_kind_action,
  minutes: m.search_kind_minutes,
  item: m.search_kind_item,
  presentation: m.search_kind_presentation,
  paper: m.search_kind_paper,
  recording: m.search_kind_recording,
  question: m.search_kind_question,
  plan: m.search_kind_plan,
  matter: m.search_kind_matter,
  topic: m.search_kind_topic,
  meeting: m.search_kind_meeting,
  person: m.search_kind_person,
}
export const kindName = (kind: Kind): string => names[kind]()

export const storyIcons = { decision: icons.gavel, action: icons.tasklist } as const
