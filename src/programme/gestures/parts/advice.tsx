/** Advice in words. */
import { clock } from '#platform/words/dates.ts'
import { m } from '#platform/words/words.ts'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import type { Advice } from '../../checks/rules.ts'
import type { Programme } from '../../document.ts'
import { titleIn } from './said.ts'

export function adviceText(programme: Programme, advice: Advice): string {
  const [first, second] = advice.ids.map((id) => titleIn(programme, id)) as [string, string]
  switch (advice.about) {
    case 'overlap':
      return m.arranging_advice_overlap({ first, second, minutes: advice.minutes })
    case 'speaker':
      return m.arranging_advice_speaker({ name: advice.name, time: clock(advice.at), first, second })
    case 'late':
      return m.arranging_advice_late({ title: first, time: clock(advice.end) })
    case 'break': {
      const span = { minutes: advice.minutes, from: clock(advice.from), to: clock(advice.to) }
      return advice.track === null
        ? m.arranging_advice_break(span)
        : m.arranging_advice_break_track({ ...span, track: advice.track })
    }
    case 'lunch':
      return m.arranging_advice_lunch()
    case 'nothing':
      return m.arranging_advice_nothing({ title: first })
  }
}

/** What there is to look over on a day, folded away: it is advice, and the programme comes first. */
export function AdviceList(props: { programme: Programme; advice: readonly Advice[] }) {
  if (props.advice.length === 0) return null
  return (
    <details class="sm-advice" data-color="warning">
      <summary>
        <Icon of={icons.questionmarkCircle} />
        {m.arranging_advice_count({ count: props.advice.length })}
        <Icon of={icons.chevronDown} class="chevron" />
      </summary>
      <p class="soft">{m.arranging_advice_lead()}</p>
      <ul>
        {props.advice.map((one) => (
          <li key={one.about + one.ids.join()}>
            {adviceText(props.programme, one)}
            {/* The others name their items. */}
            {one.about === 'break' && (
              <>
                {' '}
                <a href={`#row-${one.ids[0]}`}>{titleIn(props.programme, one.ids[0]!)}</a>
              </>
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}
