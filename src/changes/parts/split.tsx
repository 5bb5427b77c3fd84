import { said } from '#meeting/parts/said.ts'
import type { MeetingView } from '#meeting/reads.ts'
import { clock } from '#platform/words/dates.ts'
import { m } from '#platform/words/words.ts'
import { dayName } from '#programme/parts/day.ts'
import { Checkbox, CheckboxGroup, RadioGroup, TextField } from '#ui/field.tsx'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import type { Fate } from '../rules.ts'
import { chosenIn, ForMeeting, typedIn, type Values } from './formeeting.tsx'

interface PartProps {
  readonly view: MeetingView
  readonly values: Values
  readonly error: (field: string) => string | undefined
  readonly people: boolean
}

/** A part that becomes a meeting of its own: which, what it is called, and what becomes of it. */
export function SplitOff({ view, values, error, people }: PartProps) {
  const chosen = typedIn(values, 'split') !== ''
  const fates: readonly Fate[] = view.meeting.statusNow.postponed
    ? ['keep', 'date', 'cancel']
    : ['keep', 'date', 'postpone', 'cancel']
  const dayOf = (id: string | null) => view.days.findIndex((day) => day.id === id)
  return (
    <details class="sm-more" open={chosen || error('split') !== undefined}>
      <summary>
        {m.changes_split()}
        <Icon of={icons.chevronDown} class="chevron" />
      </summary>
      <div class="sm-form">
        <Checkbox
          name="split"
          value="yes"
          label={m.changes_split()}
          help={m.changes_split_help()}
          checked={chosen}
          error={error('split')}
        />
        {view.days.length > 1 ? (
          <CheckboxGroup
            name="split.day"
            legend={m.changes_split_days()}
            values={chosenIn(values, 'split.day')}
            options={view.days.map((day, i) => ({ value: day.id, label: dayName(day, i + 1) }))}
          />
        ) : null}
        <details class="sm-more" open={chosenIn(values, 'split.item').length > 0}>
          <summary>
            {m.changes_split_items()}
            <Icon of={icons.chevronDown} class="chevron" />
          </summary>
          <CheckboxGroup
            name="split.item"
            legend={m.changes_split_items()}
            values={chosenIn(values, 'split.item')}
            options={view.days.flatMap((day) =>
              day.items.map((item) => ({
                value: item.id,
                label: [
                  view.days.length > 1 ? `${dayOf(day.id) + 1}.` : '',
                  item.start ? clock(item.start) : '',
                  said(item.title).text,
                ]
                  .filter(Boolean)
                  .join(' '),
              })),
            )}
          />
        </details>
        <TextField
          name="split.title"
          label={m.changes_split_title()}
          value={typedIn(values, 'split.title')}
          error={error('split.title')}
          lang={view.meeting.locale}
        />
        <h3 class="sm-h3">{m.changes_split_then()}</h3>
        <ForMeeting
          prefix="part"
          fates={fates}
          now={{ postponed: false, cancelled: false }}
          days={view.days}
          values={values}
          error={error}
          people={people}
        />
      </div>
    </details>
  )
}

/** A part that was split off and can come back. */
export function MergeBack(props: {
  parts: readonly { readonly id: string; readonly title: Parameters<typeof said>[0] }[]
  values: Values
  error: (field: string) => string | undefined
}) {
  if (props.parts.length === 0) return null
  return (
    <RadioGroup
      name="merge"
      legend={m.changes_merge()}
      value={typedIn(props.values, 'merge')}
      error={props.error('merge')}
      options={[
        { value: '', label: m.changes_merge_none() },
        ...props.parts.map((part) => ({ value: part.id, label: said(part.title).text, lang: said(part.title).lang })),
      ]}
    />
  )
}
