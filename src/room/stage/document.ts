/** What the big screen shows, as the chair chose. `auto`: now and next, and the countdown in a pause. `entry`: how to come in. */
export type StageView =
  | { readonly view: 'auto' | 'queue' | 'groups' | 'entry' }
  | { readonly view: 'question' | 'poll'; readonly id: string }
  | { readonly view: 'slide'; readonly id: string; readonly page: number }
