/** Questions on the chairs' console: what waits, what is open, what was answered. One press each for what is done while a meeting runs. */
import { m } from '#platform/words/words.ts'
import { Act } from '#room/parts/act.tsx'
import { NumberField } from '#room/parts/number.tsx'
import { Button } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { Section } from '#ui/section.tsx'
import type { QuestionsPart, RoomQuestion } from '../reads.ts'
import type { Askable } from './ask.tsx'
import { Entry, type EntryPlace } from './entry.tsx'
import { useSteady } from './steady.ts'

export interface QuestionsConsoleProps {
  /** As the chairs' channel has it. */
  readonly state: QuestionsPart
  /** `/{network}/{meeting}` */
  readonly base: string
  readonly items: readonly Askable[]
  /** The question on the big screen. */
  readonly onStage: string | null
}

export function QuestionsConsole(props: QuestionsConsoleProps) {
  const { state, base } = props
  const action = `${base}/chair/questions`
  const { shown, fresh, sort } = useSteady(state.questions, null)
  const of = (...states: readonly RoomQuestion['state'][]) => shown.filter((one) => states.includes(one.state))
  const [waiting, open, answered, declined] = [of('waiting'), of('shown'), of('answered'), of('declined')]
  const countOf = (state: RoomQuestion['state']) => props.state.questions.filter((one) => one.state === state).length
  const place: EntryPlace = { ...props, action, others: [...open, ...waiting] }
  const entries = (questions: readonly RoomQuestion[]) => (
    <ul class="sm-cq">
      {questions.map((one) => (
        <Entry key={one.id} of={one} place={place} />
      ))}
    </ul>
  )
  return (
    <Section
      id="questions"
      title={m.questions_room_title()}
      // Of all there are, also of those that wait behind the button.
      aside={m.questions_room_counts({ open: String(countOf('shown')), waiting: String(countOf('waiting')) })}
    >
      {fresh > 0 && (
        <Button type="button" variant="secondary" size="sm" icon={icons.arrowUp} class="sm-qs__new" onClick={sort}>
          {m.questions_room_new({ count: fresh })}
        </Button>
      )}
      {waiting.length > 0 && entries(waiting)}
      {open.length > 0 && entries(open)}
      {waiting.length + open.length === 0 && <p class="soft">{m.questions_room_nobody()}</p>}
      {(
        [
          [m.questions_room_answered_list(), answered],
          [m.questions_room_declined_list(), declined],
        ] as const
      ).map(([title, list]) =>
        list.length === 0 ? null : (
          <details key={title} class="sm-more">
            <summary>
              {title} ({list.length})
              <Icon of={icons.chevronDown} class="chevron" />
            </summary>
            {entries(list)}
          </details>
        ),
      )}
      <Settings state={state} action={action} />
    </Section>
  )
}

/** Whether questions wait for a chair, and how fast they may come. */
function Settings({ state, action }: { readonly state: QuestionsPart; readonly action: string }) {
  const choices = [
    ['yes', m.questions_room_moderate_yes()],
    ['no', m.questions_room_moderate_no()],
  ] as const
  return (
    <details class="sm-more">
      <summary>
        {m.questions_room_settings()}
        <Icon of={icons.chevronDown} class="chevron" />
      </summary>
      <Act action={action} class="sm-form">
        <fieldset class="ds-fieldset">
          <legend class="ds-label">{m.questions_room_moderate()}</legend>
          {choices.map(([value, label]) => (
            <div key={value} class="ds-field">
              {/* As it stands for all, unless somebody is choosing here. */}
              <input
                class="ds-input"
                type="radio"
                id={`moderated-${value}`}
                name="moderated"
                value={value}
                defaultChecked={(value === 'yes') === state.moderated}
              />
              <label for={`moderated-${value}`}>{label}</label>
            </div>
          ))}
        </fieldset>
        <NumberField
          name="slowSeconds"
          id="slow-seconds"
          label={m.questions_room_slow_seconds()}
          help={m.questions_room_slow_help()}
          stands={state.slowSeconds}
          min={0}
          max={3600}
        />
        <div class="sm-form__end">
          <Button variant="secondary">{m.shared_save()}</Button>
        </div>
      </Act>
    </details>
  )
}
