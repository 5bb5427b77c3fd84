/** The changes one by one: what, how it stands, how it will stand; each may be left out. */
import { type Locale, locales, pick, type Words } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { Checkbox } from '#ui/field.tsx'
import { State, type StateName } from '#ui/state.tsx'
import type { Programme } from '../../document.ts'
import { ChangeHead } from '../../parts/changehead.tsx'
import { dayText, nameOfField, placeAndTime, textOfField } from '../../versions/parts/difference.tsx'
import type { ChangedField } from '../../versions/rules.ts'
import { type Field, followed } from '../fields/rules.ts'
import { rides } from '../outcome/rules.ts'
import type { DayDifference, Difference, Fate, FieldChange, ItemDifference } from '../rules.ts'

export interface ChangesProps {
  readonly difference: Difference
  readonly before: Programme
  /** As it would be with every change. */
  readonly after: Programme
  readonly taken: ReadonlySet<string>
}

const say = (words: Words | null | undefined) => pick(words ?? {}, localeNow())?.text ?? ''

/** @param props.own those in which the text only says again what somebody has changed by hand; else all others */
export function Changes(props: ChangesProps & { own: boolean }) {
  const { difference, own } = props
  const days = difference.days.flatMap((day) => (day.change && day.change.own === own ? [{ day, change: day.change }] : []))
  const items = difference.items
    .filter((one) => !rides(one, difference.items))
    .flatMap((one) => one.changes.filter((change) => change.own === own).map((change) => ({ one, change })))
  return (
    <table class="sm-table sm-table--stack sm-changes">
      <caption class="sr">{own ? m.programme_reread_own_title() : m.programme_reread_table()}</caption>
      <ChangeHead item={m.programme_reread_item()} />
      <tbody>
        {days.map(({ day, change }) => (
          <DayRow key={change.key} day={day} change={change} {...props} />
        ))}
        {items.map(({ one, change }) => (
          <ItemRow key={change.key} one={one} change={change} {...props} />
        ))}
      </tbody>
    </table>
  )
}

function DayRow({ day, change, taken }: ChangesProps & { day: DayDifference; change: FieldChange }) {
  const { standing, told } = day
  const after = standing && { ...standing, date: told.date ?? standing.date, label: told.label ?? standing.label }
  return (
    <Row change={change} taken={taken} title={standing ? dayText(standing) : ''} what={m.programme_reread_date()}>
      {[standing ? dayText(standing) : '', after ? dayText(after) : '']}
    </Row>
  )
}

function ItemRow({ one, change, before, after, taken }: ChangesProps & { one: ItemDifference; change: FieldChange }) {
  const { standing, told } = one
  const title = say(standing?.title ?? told?.item.title)
  const row = { change, taken, title }
  if (!standing) {
    const made = after.items.find((state) => !before.items.some(({ id }) => id === state.id) && say(state.title) === title)
    return (
      <Row {...row} fate="new" what={m.programme_fate_new()}>
        {['', made ? placeAndTime(made, after) : '']}
      </Row>
    )
  }
  if (!told)
    return (
      <Row {...row} fate="gone" what={m.programme_fate_gone()}>
        {[placeAndTime(standing, before), one.toShelf ? m.programme_reread_to_shelf() : m.programme_reread_not_there()]}
      </Row>
    )
  const field = fieldOf(change.field, locales.find((one) => one in told.item.title) ?? 'nb')
  const state = after.items.find(({ id }) => id === standing.id) ?? standing
  const will = change.field === 'place' ? state : followed(standing, change.field, told.item, () => '')
  return (
    <Row {...row} what={nameOfField(field)}>
      {[textOfField(field, standing, before), textOfField(field, will, after)]}
    </Row>
  )
}

function Row(props: {
  change: FieldChange
  taken: ReadonlySet<string>
  title: string
  what: string
  fate?: Fate
  children: readonly [before: string, after: string]
}) {
  const { key } = props.change
  const [before, after] = props.children
  return (
    <tr>
      <th scope="row">
        <input type="hidden" name="shown" value={key} />
        <Checkbox
          name="take"
          id={`take-${key}`}
          value={key}
          checked={props.taken.has(key)}
          label={
            <>
              {props.title}
              <span class="sr">: {props.what}</span>
            </>
          }
        />
      </th>
      <td data-label={m.programme_version_what()}>
        {props.fate ? <State is={stateOf[props.fate]!}>{props.what}</State> : props.what}
      </td>
      <td data-label={m.programme_version_before()}>{before || '–'}</td>
      <td data-label={m.programme_version_after()}>
        <b>{after || '–'}</b>
      </td>
    </tr>
  )
}

export const stateOf: Partial<Record<Fate, StateName>> = {
  same: 'read',
  moved: 'moved',
  retimed: 'late',
  renamed: 'draft',
  changed: 'draft',
  new: 'proposed',
  gone: 'unplaced',
}

const fieldOf = (field: Field, locale: Locale): ChangedField =>
  field === 'title' || field === 'description' || field === 'note' ? `${field}.${locale}` : field
