import { m } from '#platform/words/words.ts'
import { dayName } from '#programme/parts/day.ts'
import { TextField } from '#ui/field.tsx'
import type { Fate, Where } from '../rules.ts'

export type Values = Readonly<Record<string, string | readonly string[]>>
export const typedIn = (values: Values, name: string): string => String([values[name] ?? ''].flat().at(-1) ?? '')
export const chosenIn = (values: Values, name: string): readonly string[] => [values[name] ?? []].flat()

interface ForMeetingProps {
  /** 'whole' or 'part': fields are called `whole.fate`, … */
  readonly prefix: 'whole' | 'part'
  readonly fates: readonly Fate[]
  readonly now: { readonly postponed: boolean; readonly cancelled: boolean }
  readonly days: readonly {
    readonly id: string
    readonly date: string | null
    readonly label: Parameters<typeof dayName>[0]['label']
  }[]
  readonly values: Values
  readonly error: (field: string) => string | undefined
  /** Whether anybody is registered. */
  readonly people: boolean
}

const fateNames: Record<Fate, () => string> = {
  keep: m.changes_fate_keep,
  postpone: m.changes_fate_postpone,
  date: m.changes_fate_date,
  cancel: m.changes_fate_cancel,
  resume: m.changes_fate_resume,
}
const whereNames: Record<Where, () => string> = {
  keep: m.changes_where_keep,
  online: m.changes_where_online,
  onsite: m.changes_where_onsite,
  mixed: m.changes_where_mixed,
}

/** What becomes of one meeting: when, how, where, and what those who are registered are asked. */
export function ForMeeting(props: ForMeetingProps) {
  const { prefix, values, error, now } = props
  const keep = now.cancelled
    ? m.changes_fate_keep_cancelled()
    : now.postponed
      ? m.changes_fate_keep_postponed()
      : m.changes_fate_keep()
  return (
    <>
      <Segments
        name={`${prefix}.fate`}
        legend={m.changes_fate()}
        value={typedIn(values, `${prefix}.fate`) || 'keep'}
        error={error(`${prefix}.fate`)}
        options={props.fates.map((fate) => ({ value: fate, label: fate === 'keep' ? keep : fateNames[fate]() }))}
      />
      <fieldset class="ds-fieldset sm-chg__dates" id={`${prefix}.dates`}>
        <legend class="ds-label">{m.changes_dates()}</legend>
        <p data-field="description">{m.changes_dates_help()}</p>
        <div class="sm-form__row">
          {props.days.map((day, i) => (
            <TextField
              key={day.id}
              type="date"
              name={`${prefix}.date/${day.id}`}
              label={props.days.length > 1 ? dayName(day, i + 1) : m.programme_fact_date({ count: 1 })}
              value={typedIn(values, `${prefix}.date/${day.id}`)}
              error={error(`${prefix}.date/${day.id}`) ?? (i === 0 ? error(`${prefix}.dates`) : undefined)}
            />
          ))}
        </div>
      </fieldset>
      <Segments
        name={`${prefix}.where`}
        legend={m.changes_where()}
        value={typedIn(values, `${prefix}.where`) || 'keep'}
        error={error(`${prefix}.where`)}
        options={(['keep', 'online', 'onsite', 'mixed'] as const).map((value) => ({ value, label: whereNames[value]() }))}
      />
      <div class="sm-form__row sm-chg__places">
        <TextField
          name={`${prefix}.place`}
          label={m.changes_place()}
          value={typedIn(values, `${prefix}.place`)}
          error={error(`${prefix}.place`)}
          optional={m.shared_optional()}
        />
        <TextField
          name={`${prefix}.joinUrl`}
          type="url"
          label={m.changes_join()}
          value={typedIn(values, `${prefix}.joinUrl`)}
          error={error(`${prefix}.joinUrl`)}
          optional={m.shared_optional()}
        />
      </div>
      {props.people ? (
        <Segments
          name={`${prefix}.people`}
          legend={m.changes_people()}
          help={m.changes_people_ask_help()}
          value={typedIn(values, `${prefix}.people`) || (prefix === 'part' ? 'ask' : 'keep')}
          error={undefined}
          options={[
            { value: 'keep', label: m.changes_people_keep() },
            { value: 'ask', label: m.changes_people_ask() },
            { value: 'release', label: m.changes_people_release() },
          ]}
        />
      ) : null}
    </>
  )
}

/** One choice among few, side by side. */
function Segments(props: {
  name: string
  legend: string
  help?: string
  value: string
  error: string | undefined
  options: readonly { readonly value: string; readonly label: string }[]
}) {
  return (
    <fieldset
      class="ds-fieldset"
      aria-describedby={
        [props.help && `${props.name}-help`, props.error && `${props.name}-error`].filter(Boolean).join(' ') || undefined
      }
    >
      <legend class="ds-label">{props.legend}</legend>
      {props.help ? (
        <p data-field="description" id={`${props.name}-help`}>
          {props.help}
        </p>
      ) : null}
      <div class="sm-chg__seg">
        {props.options.map((option, i) => (
          <label key={option.value}>
            <input
              type="radio"
              id={i === 0 ? props.name : `${props.name}-${option.value}`}
              name={props.name}
              value={option.value}
              checked={option.value === props.value}
              aria-invalid={props.error ? 'true' : undefined}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
      {props.error ? (
        <p class="sm-error" id={`${props.name}-error`} data-field="validation">
          <span>{props.error}</span>
        </p>
      ) : null}
    </fieldset>
  )
}
