/** Two states of a programme beside each other, in words. */
import { capital } from '#meeting/parts/when.tsx'
import { clock, longDate } from '#platform/words/dates.ts'
import { type Locale, pick, type Words } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import type { DayState, ItemState, Programme } from '../../document.ts'
import { emptyEdit } from '../../forms.ts'
import { ChangeHead } from '../../parts/changehead.tsx'
import { dayName } from '../../parts/day.ts'
import { fieldName, fieldText, languageName } from '../../parts/fields.tsx'
import type { Field } from '../../rules.ts'
import type { ChangedField, Difference } from '../rules.ts'

const say = (words: Words | null | undefined) => pick(words ?? {}, localeNow())?.text ?? ''

export const nameOfField = (field: ChangedField | 'whole'): string => {
  if (field === 'place') return m.programme_version_place()
  if (field === 'order') return m.programme_version_order()
  if (field === 'whole') return m.programme_version_whole()
  return fieldName(field as Field)
}

/** How a field stands, as one line. @param programme names its days and the items parts lie in */
export function textOfField(field: ChangedField, state: Partial<ItemState>, programme: Programme): string {
  if (field === 'order') return ''
  if (field === 'place') {
    const around = state.parentId && programme.items.find((one) => one.id === state.parentId)
    if (around) return m.programme_version_part_of({ title: say(around.title) })
    const day = programme.days.findIndex((one) => one.id === state.dayId)
    return day < 0 ? m.programme_shelf() : dayName(programme.days[day]!, day + 1)
  }
  if (field === 'time')
    return [state.start, state.end]
      .filter(Boolean)
      .map((time) => clock(time!))
      .join('–')
  return fieldText(field as Field, { ...emptyEdit, ...state } as Parameters<typeof fieldText>[1])
}

/** What of a day was changed: its date, what it is called in a language, its place among the days, or whether it is there. */
export function nameOfDayField(field: string): string {
  const [part, locale] = field.split('.') as [string, Locale | undefined]
  if (part === 'date') return m.programme_day_date()
  if (part === 'label') return locale ? `${m.programme_day_label()} (${languageName(locale)})` : m.programme_day_label()
  return nameOfField(part === 'whole' ? 'whole' : 'order')
}

/** How it stands, as one line. */
export function textOfDayField(field: string, { date, label, position }: Partial<DayState>): string {
  const [part, locale] = field.split('.') as [string, Locale | undefined]
  if (part === 'date') return date ? capital(longDate(date)) : m.programme_version_undated()
  if (part === 'label') return (locale ? label?.[locale] : say(label)) || m.programme_conflict_empty()
  return position === undefined ? m.programme_conflict_empty() : m.programme_day_number({ n: String(position + 1) })
}

/** A day in one line: its date and what it is called. */
export const dayText = (day: DayState): string =>
  [day.date && capital(longDate(day.date)), say(day.label)].filter(Boolean).join(': ') || m.programme_version_undated()

/** Where an item stands and when, in one line. */
export const placeAndTime = (state: ItemState, programme: Programme): string =>
  [textOfField('place', state, programme), textOfField('time', state, programme)].filter(Boolean).join(', ')

/** Everything that differs, one row a field; nothing at all is said too. */
export function DifferenceTable(props: { difference: Difference; before: Programme; after: Programme }) {
  const { days, items } = props.difference
  if (days.length === 0 && items.length === 0) return <p>{m.programme_version_same()}</p>
  return (
    <table class="sm-table sm-table--stack">
      <caption class="sr">{m.programme_version_differences()}</caption>
      <ChangeHead item={m.programme_version_item()} />
      <tbody>
        {days.map((day) => (
          <tr key={day.id}>
            <th scope="row">{m.programme_day()}</th>
            <td data-label={m.programme_version_what()}>
              {day.before === null
                ? m.programme_version_new()
                : day.after === null
                  ? m.programme_version_gone()
                  : m.programme_version_changed()}
            </td>
            <td data-label={m.programme_version_before()}>{day.before ? dayText(day.before) : '–'}</td>
            <td data-label={m.programme_version_after()}>{day.after ? dayText(day.after) : '–'}</td>
          </tr>
        ))}
        {items.map((one) =>
          one.what === 'changed' ? (
            one.fields.map(({ field, before, after }, i) => (
              <tr key={`${one.id}-${field}`}>
                <th scope="row">{i === 0 ? say(one.title) : <span class="sr">{say(one.title)}</span>}</th>
                <td data-label={m.programme_version_what()}>{nameOfField(field)}</td>
                <td data-label={m.programme_version_before()}>{textOfField(field, before, props.before) || '–'}</td>
                <td data-label={m.programme_version_after()}>{textOfField(field, after, props.after) || '–'}</td>
              </tr>
            ))
          ) : (
            <tr key={one.id}>
              <th scope="row">{say(one.title)}</th>
              <td data-label={m.programme_version_what()}>
                {one.what === 'new' ? m.programme_version_new() : m.programme_version_gone()}
              </td>
              <td data-label={m.programme_version_before()}>{one.what === 'new' ? '–' : whole(props.before, one.id)}</td>
              <td data-label={m.programme_version_after()}>{one.what === 'new' ? whole(props.after, one.id) : '–'}</td>
            </tr>
          ),
        )}
      </tbody>
    </table>
  )
}

function whole(programme: Programme, id: string): string {
  const state = programme.items.find((one) => one.id === id)
  return state ? placeAndTime(state, programme) : '–'
}
