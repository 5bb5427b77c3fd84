/** How much came after a decision, in the fewest words. */
import { m } from '#platform/words/words.ts'

export function Followed(props: {
  /** The actions of its item. */
  counts: { readonly all: number; readonly done: number } | undefined
  amendments: number
}) {
  const { all, done } = props.counts ?? { all: 0, done: 0 }
  const parts = [
    ...(all > 0 ? [m.register_actions_count({ count: all })] : []),
    ...(done > 0 ? [m.register_actions_done({ done })] : []),
    ...(props.amendments > 0 ? [m.register_amendments({ count: props.amendments })] : []),
  ]
  return <span class={parts.length === 0 ? 'soft' : undefined}>{parts.join(', ') || '–'}</span>
}
