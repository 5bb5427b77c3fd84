/** What a gesture does to everything else, before it is done. */
import { clock } from '#platform/words/dates.ts'
import { m } from '#platform/words/words.ts'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { type Advice, adviceOn } from '../../checks/rules.ts'
import type { Programme } from '../../document.ts'
import type { Outcome } from '../rules.ts'
import { adviceText } from './advice.tsx'
import { placeText, titleIn, titleOf } from './said.ts'

/** What becomes of the item in hand: "Om tall: 10.00–11.00 blir 10.30–11.30". */
export function subjectText(before: Programme, outcome: Outcome): string {
  const was = before.items.find((one) => one.id === outcome.subject)
  const is = outcome.programme.items.find((one) => one.id === outcome.subject)
  const title = titleOf(is ?? was)
  return m.arranging_to_time({
    title,
    before: was ? placeText(before, was, is) : m.arranging_new_item(),
    after: is ? placeText(outcome.programme, is, was) : m.arranging_taken_away(),
  })
}

/** How much moves and how far, and what collides: one sentence for each. */
export function consequencesOf(outcome: Outcome): string[] {
  const counts = new Map<number, number>()
  for (const { minutes } of outcome.shifts) counts.set(minutes, (counts.get(minutes) ?? 0) + 1)
  const shifts = [...counts]
    .toSorted(([, a], [, b]) => b - a)
    .map(([minutes, count]) =>
      minutes > 0 ? m.arranging_shift_later({ count, minutes }) : m.arranging_shift_earlier({ count, minutes: -minutes }),
    )
  const said = shifts.length > 3 ? [m.arranging_shifts({ count: outcome.shifts.length })] : shifts
  return [...(said.length > 0 ? said.map((one) => `${one}.`) : [m.arranging_nothing_else()]), ...collisionsOf(outcome)]
}

function collisionsOf({ programme, collisions }: Outcome): string[] {
  return collisions.map((one) => {
    const names = { title: titleIn(programme, one.id), other: titleIn(programme, one.with), minutes: one.minutes }
    return one.why === 'pinned' ? m.arranging_collides_pinned(names) : m.arranging_collides(names)
  })
}

/** Advice that the programme gets by a gesture. Overlaps are told as collisions already. */
export function newAdvice(before: Programme, outcome: Outcome): Advice[] {
  const key = (one: Advice) => JSON.stringify({ ...one, minutes: 0, from: '', to: '' })
  const known = new Set(adviceOn(before).map(key))
  return adviceOn(outcome.programme).filter((one) => one.about !== 'overlap' && !known.has(key(one)))
}

/** All of it, with a table of what moves. */
export function Consequences(props: { before: Programme; outcome: Outcome }) {
  const { before, outcome } = props
  const collisions = new Set(collisionsOf(outcome))
  const advice = newAdvice(before, outcome)
  return (
    <div class="sm-then">
      <p class="sm-then__self">{subjectText(before, outcome)}</p>
      <ul>
        {consequencesOf(outcome).map((text) => (
          <li key={text} data-color={collisions.has(text) ? 'danger' : undefined}>
            <Icon of={collisions.has(text) ? icons.exclamationmarkTriangle : icons.arrowRight} />
            <span>{text}</span>
          </li>
        ))}
        {advice.map((one) => (
          <li key={one.about + one.ids.join()} data-color="warning">
            <Icon of={icons.questionmarkCircle} />
            <span>{adviceText(outcome.programme, one)}</span>
          </li>
        ))}
      </ul>
      {outcome.shifts.length > 0 && (
        <table class="sm-then__shifts">
          <thead>
            <tr>
              <th scope="col">{m.arranging_col_item()}</th>
              <th scope="col">{m.arranging_col_before()}</th>
              <th scope="col">{m.arranging_col_after()}</th>
            </tr>
          </thead>
          <tbody>
            {outcome.shifts.map((one) => (
              <tr key={one.id}>
                <th scope="row">{titleIn(before, one.id)}</th>
                <td>
                  <s>{clock(one.from)}</s>
                </td>
                <td>{clock(one.to)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  )
}
