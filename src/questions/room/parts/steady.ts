/** Questions in the order a reader last asked for. */
import { useRef, useState } from 'preact/hooks'
import type { RoomQuestion } from '../reads.ts'
import { byVotes, type Steady, steady } from '../rules.ts'

const none: ReadonlySet<string> = new Set()

/**
 * Keeps the order of questions until `sort` is called, or until they are about something else.
 * @param scope what they are about, as the item that is on
 * @param own ids that come in at once
 */
export function useSteady(
  questions: readonly RoomQuestion[],
  scope: string | null,
  own: ReadonlySet<string> = none,
): Steady<RoomQuestion> & { readonly sort: () => void } {
  const held = useRef<{ scope: string | null; order: readonly string[] } | null>(null)
  const [, draw] = useState(0)
  const sorted = () => ({ scope, order: byVotes(questions).map((one) => one.id) })
  const known = new Set(held.current?.order)
  // Where nothing is read yet, nothing can be moved under anybody's hand.
  if (held.current?.scope !== scope || !questions.some((one) => known.has(one.id))) held.current = sorted()
  const now = steady(held.current!.order, questions, own)
  held.current = { scope, order: now.shown.map((one) => one.id) }
  return {
    ...now,
    sort: () => {
      held.current = sorted()
      draw((n) => n + 1)
    },
  }
}
