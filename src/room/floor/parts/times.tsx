/** Who has spoken how long over the meeting: a table each for people and organisations. */
import { m } from '#platform/words/words.ts'
import { useNow } from '../../parts/clock.tsx'
import type { FloorPart } from '../reads.ts'
import { type Sum, spokenIn } from '../rules.ts'
import { shortTime } from './speaker.tsx'

export function SpokenTimes({ spoken }: { readonly spoken: FloorPart['spoken'] }) {
  const now = useNow()
  if (!spoken || spoken.people.length === 0) return <p class="soft">{m.floor_times_none()}</p>
  return (
    <>
      <Table caption={m.floor_people()} sums={spoken.people} nameOf={(one) => one.name} now={now} />
      {spoken.organisations.length > 0 && (
        <Table caption={m.floor_organisations()} sums={spoken.organisations} nameOf={(one) => one.organisation ?? ''} now={now} />
      )}
    </>
  )
}

function Table(props: { caption: string; sums: readonly Sum[]; nameOf: (one: Sum) => string; now: number }) {
  return (
    <table class="ds-table sm-floor__times" data-size="sm">
      <caption>{props.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{m.floor_name()}</th>
          <th scope="col">{m.floor_turns()}</th>
          <th scope="col">{m.floor_time()}</th>
        </tr>
      </thead>
      <tbody>
        {props.sums.map((one) => (
          <tr key={`${one.name} ${one.organisation}`}>
            <th scope="row">{props.nameOf(one)}</th>
            <td>{one.turns}</td>
            <td>{shortTime(spokenIn(one, props.now) / 1000)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
