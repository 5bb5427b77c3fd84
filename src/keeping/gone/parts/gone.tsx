/** In the place of what was deleted by a rule: what, when, and by which. */
import { said } from '#meeting/parts/said.ts'
import { date, wall } from '#platform/words/dates.ts'
import { m } from '#platform/words/words.ts'
import { kindName } from '../../parts/words.ts'
import type { Gone } from '../reads.ts'

/** "Slettet 3. mars 2024 etter regel: presentasjoner, 5 år." */
export const goneText = ({ kind, years, deletedAt }: Gone, timezone: string): string =>
  m.keeping_gone({ date: date(wall(deletedAt, timezone).date), kind: kindName(kind), years })

export function GoneList({ of, timezone }: { of: readonly Gone[]; timezone: string }) {
  if (of.length === 0) return null
  return (
    <ul class="sm-list">
      {of.map((one) => {
        const title = said(one.title)
        return (
          <li key={one.id}>
            <span lang={title.lang}>{title.text}</span>
            <br />
            <span class="soft">{goneText(one, timezone)}</span>
          </li>
        )
      })}
    </ul>
  )
}
