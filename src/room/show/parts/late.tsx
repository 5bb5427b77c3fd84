/** Behind the plan: the choices, each with what it does to the rest, before it is done. */
import { useState } from 'preact/hooks'
import { m } from '#platform/words/words.ts'
import { Button } from '#ui/button.tsx'
import { Act } from '../../parts/act.tsx'
import { clockTime, titleOf, useShow } from '../../parts/now.tsx'
import { type Choice, choicesAt } from '../late/rules.ts'
import type { ShowPart } from '../reads.ts'
import { MINUTE } from '../rules.ts'

/** Nothing is done, and the times tell it. */
const KEEP = 'keep'

/** Minutes from which on the console asks. */
const ASKS_FROM = 3

export function LateChoices({ show, base }: { readonly show: ShowPart; readonly base: string }) {
  const { now, late, pace, rowOf } = useShow(show)
  const [chosen, setChosen] = useState<string | null>(null)
  // Worked out for the whole minute: what is shown stands still while it is read.
  const asks = pace?.is === 'apart' || (pace?.is === 'late' && pace.minutes >= ASKS_FROM)
  const choices = asks ? choicesAt(show.rows, show.show, Math.floor(now / MINUTE) * MINUTE) : []
  if (choices.length === 0) return null
  const choice = chosen === KEEP ? null : (choices.find((one) => one.way === chosen) ?? choices[0]!)
  const at = (ms: number) => clockTime(ms, show.timezone)
  return (
    <section class="sm-shift" aria-labelledby="late">
      <h2 class="sm-h2" id="late">
        {pace?.is === 'late' ? m.room_late_what(pace) : m.room_apart_what()}
      </h2>
      <fieldset class="sm-shift__opts">
        <legend class="sr">{m.room_late_legend()}</legend>
        {choices.map((one) => (
          <label key={one.way} class="sm-shift__opt">
            <input
              type="radio"
              class="ds-input"
              name="way"
              value={one.way}
              checked={one === choice}
              onChange={() => setChosen(one.way)}
            />
            <span>
              <b>{wayWords(one, titleOf(rowOf(one.itemId ?? '')).text, Math.ceil(late / MINUTE))}</b>
              <small>{m.room_late_ends({ time: at(one.newEnds) })}</small>
            </span>
          </label>
        ))}
        <label class="sm-shift__opt">
          <input
            type="radio"
            class="ds-input"
            name="way"
            value={KEEP}
            checked={choice === null}
            onChange={() => setChosen(KEEP)}
          />
          <span>
            <b>{m.room_way_keep()}</b>
            <small>{m.room_way_keep_help()}</small>
          </span>
        </label>
      </fieldset>
      {choices.map((one) => (
        // Without script all are there to be chosen, each with its own button.
        <div key={one.way} class="sm-shift__prev" hidden={one !== choice}>
          <table class="sm-shift__table">
            <caption class="sr">{wayWords(one, titleOf(rowOf(one.itemId ?? '')).text, Math.ceil(late / MINUTE))}</caption>
            <thead>
              <tr>
                <th scope="col">{m.room_item()}</th>
                <th scope="col">{m.room_before()}</th>
                <th scope="col">{m.room_after()}</th>
              </tr>
            </thead>
            <tbody>
              {one.shifts.map((shift) => (
                <tr key={shift.id}>
                  <th scope="row" lang={titleOf(rowOf(shift.id)).lang}>
                    {titleOf(rowOf(shift.id)).text}
                  </th>
                  <td>
                    <s>
                      {at(shift.start)}–{at(shift.end)}
                    </s>
                  </td>
                  <td>
                    {shift.newStart === null ? m.room_state_dropped() : `${at(shift.newStart)}–${at(shift.newEnd!)}`}
                    {shift.into > 0 && <em> {m.room_into_fixed({ minutes: Math.ceil(shift.into / MINUTE) })}</em>}
                  </td>
                </tr>
              ))}
              <tr>
                <th scope="row">{m.room_late_end()}</th>
                <td>{at(one.ends)}</td>
                <td>{one.newEnds === one.ends ? m.room_unchanged({ time: at(one.ends) }) : at(one.newEnds)}</td>
              </tr>
            </tbody>
          </table>
          <Act action={`${base}/chair/show/replan`} fields={{ plan: JSON.stringify({ times: one.times, dropped: one.dropped }) }}>
            <Button>{m.room_late_use()}</Button>
            <p class="soft">{m.room_late_undo()}</p>
          </Act>
        </div>
      ))}
    </section>
  )
}

const wayWords = (choice: Choice, title: string, minutes: number): string =>
  ({
    breaks: () => m.room_way_breaks(),
    shorten: () => m.room_way_shorten({ title }),
    drop: () => m.room_way_drop({ title }),
    move: () => m.room_way_move({ minutes }),
  })[choice.way]()
