/** Who writes: on this item, in the bar; on the others, beside each in the list of items. */
import { list } from '#platform/words/dates.ts'
import { m } from '#platform/words/words.ts'
import type { Present } from '../together/rules.ts'

export interface Hand {
  readonly name: string
  readonly color: number
}

/** Those who have these minutes open to write, oneself first; nothing while one is alone. */
export function Here({ self, others }: { self: Hand; others: readonly Hand[] }) {
  if (others.length === 0) return null
  const all = [{ ...self, label: m.minutes_you({ name: self.name }) }, ...others.map((one) => ({ ...one, label: one.name }))]
  return (
    <>
      {all.map(({ name, color, label }, i) => (
        <li key={i}>
          <span class="sm-avatar" data-writer={color} role="img" aria-label={label} title={label}>
            {initialsOf(name)}
          </span>
        </li>
      ))}
      <li>{m.minutes_here_now({ count: all.length })}</li>
    </>
  )
}

const initialsOf = (name: string): string => {
  const words = name.split(/[\s-]+/).filter(Boolean)
  return [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => word?.[0]?.toUpperCase() ?? '').join('')
}

/** Who writes on an item; the place for it stands empty while nobody does. */
export const WritersHere = ({ itemId, present }: { itemId: string; present: readonly Present[] }) => (
  <span class="sm-toc__who" data-writers-of={itemId}>
    {namesIn(present, itemId)}
  </span>
)

export const namesIn = (present: readonly Present[], itemId: string): string => {
  const names = present.find((one) => one.itemId === itemId)?.names ?? []
  return names.length === 0 ? '' : m.minutes_writes_here({ names: list(names) })
}
