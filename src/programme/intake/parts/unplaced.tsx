/** The lines that are no programme: where each goes is the organiser's to say, and nothing is left out unsaid. */
import { m } from '#platform/words/words.ts'
import { Select } from '#ui/field.tsx'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { placementName } from './facts.tsx'
import { LineRef } from './lineref.tsx'
import type { CheckProps } from './props.ts'

const SHOWN = 300
const to = ['about', 'introduction', 'practical', 'out'] as const

export function Unplaced(props: CheckProps & { each: ReadonlyMap<string, string>; all: string }) {
  const { unplaced } = props.checked
  if (unplaced.length === 0) return null
  const options = to.map((value) => ({ value, label: placementName(value) }))
  return (
    <section class="sm-unread" aria-labelledby="unplaced">
      <div class="sm-sec__head">
        <h2 class="sm-h2" id="unplaced">
          {m.programme_unplaced_title()}
        </h2>
        <span class="soft">{m.programme_lines({ count: unplaced.length })}</span>
      </div>
      <p>{m.programme_unplaced_text()}</p>
      <ol class="sm-unread__l">
        {unplaced.slice(0, SHOWN).map((line) => (
          <li key={line.n}>
            <LineRef n={line.n} />
            <bdi>{line.text}</bdi>
          </li>
        ))}
      </ol>
      {unplaced.length > SHOWN && <p class="soft">{m.programme_more_lines({ count: unplaced.length - SHOWN })}</p>}
      <div class="sm-unread__to">
        <Select name="place-all" label={m.programme_place_all({ count: unplaced.length })} value={props.all} options={options} />
      </div>
      {unplaced.length > 1 && (
        <details class="sm-more" open={props.each.size > 0}>
          <summary>
            {m.programme_place_each()}
            <Icon of={icons.chevronDown} class="chevron" />
          </summary>
          <div class="sm-form">
            {unplaced.slice(0, SHOWN).map((line) => (
              <Select
                key={line.n}
                name={`place/${line.key}`}
                label={<bdi>{`${m.programme_line_short({ n: line.n })} ${line.text.slice(0, 80)}`}</bdi>}
                value={props.each.get(line.key) ?? ''}
                options={[{ value: '', label: m.programme_place_as_all() }, ...options]}
              />
            ))}
          </div>
        </details>
      )}
    </section>
  )
}
