/** Names that the fields of a change of attendance suggest, with when the item is on: found by the editor, seen by nobody. */
import type { On } from '../reads.ts'
import { PEOPLE } from '../rules.ts'

export const People = ({ names, on }: { names: readonly string[]; on: On | null }) => (
  <datalist id={PEOPLE} data-from={on?.from} data-until={on?.until} data-timezone={on?.timezone}>
    {names.map((name) => (
      <option key={name} value={name} />
    ))}
  </datalist>
)
