/** Everything that can be done to one item, as plain forms that lead to a preview. With script the same forms stand in a dialog. */
import type { ComponentChildren } from 'preact'
import { clock } from '#platform/words/dates.ts'
import type { Locale } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { Button } from '#ui/button.tsx'
import { Field, Select, TextField } from '#ui/field.tsx'
import * as icons from '#ui/icons.ts'
import type { ItemState, Programme } from '../../document.ts'
import { siblingsOf } from '../../operation/rules.ts'
import { dayName } from '../../parts/day.ts'
import { kindName } from '../../parts/kind.tsx'
import { kinds } from '../../rules.ts'
import { nextTo } from '../forms.ts'
import { tracksOf } from '../layout/rules.ts'
import { timeText, titleOf } from './said.ts'

export interface FormsProps {
  readonly base: string
  readonly programme: Programme
  readonly item: ItemState
  /** The meeting's language, in which titles are written. */
  readonly locale: Locale
  /** What was sent and cannot be used: by field, in words. */
  readonly errors: Readonly<Record<string, string>>
  readonly typed: Readonly<Record<string, string | undefined>>
}

interface OneProps extends FormsProps {
  readonly does: string
  readonly title: string
  readonly help?: string
  readonly send?: string
  readonly danger?: boolean
  readonly fields?: Readonly<Record<string, string>>
  readonly children?: ComponentChildren
}

/** One form: it shows what would happen, and changes nothing. */
function One(props: OneProps) {
  return (
    <form class="sm-gesture" method="get" action={`${props.base}/programme/preview`} data-gesture={props.does}>
      <h2 class="sm-h2">{props.title}</h2>
      {props.help && <p class="soft">{props.help}</p>}
      <input type="hidden" name="do" value={props.does} />
      {props.does !== 'insert' && <input type="hidden" name="item" value={props.item.id} />}
      {Object.entries(props.fields ?? {}).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {props.children}
      <Button
        variant="secondary"
        size="sm"
        icon={props.danger ? icons.trash : undefined}
        color={props.danger ? 'danger' : undefined}
      >
        {props.send ?? m.arranging_show()}
      </Button>
    </form>
  )
}

export function GestureForms(props: FormsProps) {
  const { item } = props
  const top = item.parentId === null
  const timed = top && item.dayId !== null && item.start !== null
  return (
    <div class="sm-gestures">
      <MoveForm {...props} />
      {top && item.dayId !== null && <TimeForm {...props} />}
      {timed && item.end !== null && <StretchForm {...props} />}
      {timed && <SplitForm {...props} />}
      <MergeForms {...props} />
      {timed && (
        <One
          {...props}
          does="pin"
          title={item.pinned ? m.arranging_unpin() : m.arranging_pin()}
          help={m.arranging_pin_help()}
          fields={{ pinned: item.pinned ? 'no' : 'yes' }}
        />
      )}
      {item.dayId !== null && (
        <One {...props} does="move" title={m.arranging_to_shelf()} help={m.arranging_shelf_help()} fields={{ to: 'shelf' }} />
      )}
      <One {...props} does="remove" title={m.arranging_remove()} danger />
    </div>
  )
}

function MoveForm(props: FormsProps) {
  const tracks = tracksOf(props.programme.items)
  return (
    <One {...props} does="move" title={m.arranging_move()}>
      <Field name="to" label={m.arranging_where()} error={props.errors.to}>
        {(tied) => (
          <select class="ds-input" {...tied}>
            <Places {...props} />
          </select>
        )}
      </Field>
      {tracks.length > 0 && props.item.parentId === null && (
        <Select
          name="track"
          label={m.arranging_which_track()}
          value={props.typed.track ?? ''}
          options={[
            { value: '', label: m.arranging_track_as_is() },
            { value: 'none', label: m.arranging_track_none() },
            ...tracks.map((track) => ({ value: `named:${track}`, label: track })),
          ]}
        />
      )}
    </One>
  )
}

/** Every place there is: behind every item of every day, the shelf, and inside another item. */
function Places({ programme, item, typed }: FormsProps) {
  const others = (dayId: string | null) => siblingsOf(programme, { dayId, parentId: null }).filter((one) => one.id !== item.id)
  const hasParts = programme.items.some((one) => one.parentId === item.id)
  const option = (value: string, label: string) => (
    <option key={value} value={value} selected={typed.to === value}>
      {label}
    </option>
  )
  const after = (one: ItemState) => {
    const name = m.arranging_where_after({ title: titleOf(one) })
    return option(`after:${one.id}`, one.start ? `${clock(one.start)} · ${name}` : name)
  }
  return (
    <>
      {programme.days.map((day, d) => (
        <optgroup key={day.id} label={dayName(day, d + 1)}>
          {option(`day:${day.id}`, m.arranging_where_time())}
          {others(day.id)
            .slice(0, 1)
            .map((one) => option(`before:${one.id}`, m.arranging_where_first()))}
          {others(day.id).map(after)}
        </optgroup>
      ))}
      <optgroup label={m.arranging_shelf()}>{option('shelf', m.arranging_where_shelf())}</optgroup>
      {!hasParts && (
        <optgroup label={m.arranging_where_parts()}>
          {programme.days.flatMap((day) =>
            others(day.id).map((one) => option(`in:${one.id}`, m.arranging_where_part({ title: titleOf(one) }))),
          )}
        </optgroup>
      )}
    </>
  )
}

function TimeForm(props: FormsProps) {
  const { item, typed, errors } = props
  return (
    <One {...props} does="retime" title={m.arranging_time_and_length()}>
      <div class="sm-form__row">
        <TextField
          name="start"
          label={m.arranging_from()}
          width="short"
          inputmode="decimal"
          value={typed.start ?? (item.start ? clock(item.start) : '')}
          error={errors.start}
        />
        <TextField
          name="end"
          label={m.arranging_to()}
          width="short"
          inputmode="decimal"
          value={typed.end ?? (item.end ? clock(item.end) : '')}
          error={errors.end}
        />
      </div>
    </One>
  )
}

const StretchForm = (props: FormsProps) => (
  <One {...props} does="stretch" title={m.arranging_longer()}>
    <TextField
      name="minutes"
      id="stretch-minutes"
      label={m.arranging_by_minutes()}
      help={m.arranging_by_minutes_help()}
      width="short"
      value={props.typed.minutes ?? '15'}
      error={props.errors.minutes}
    />
  </One>
)

const SplitForm = (props: FormsProps) => (
  <One {...props} does="split" title={m.arranging_split()} help={m.arranging_split_help()}>
    <div class="sm-form__row">
      <TextField
        name="at"
        label={m.arranging_split_at()}
        help={timeText(props.item)}
        width="short"
        inputmode="decimal"
        value={props.typed.at ?? ''}
        error={props.errors.at}
      />
      <TextField
        name="title"
        id="split-title"
        label={m.arranging_split_title()}
        value={props.typed.title ?? ''}
        lang={props.locale}
        optional={m.shared_optional()}
      />
    </div>
  </One>
)

function MergeForms(props: FormsProps) {
  const { item, programme } = props
  const neighbours = (['up', 'down'] as const)
    .map((way) => nextTo(programme, item, way))
    .filter((one): one is ItemState => one !== undefined && one.track === item.track)
  if (neighbours.length === 0) return null
  return (
    <One {...props} does="merge" title={m.arranging_merge()} help={m.arranging_merge_help()}>
      <Select
        name="with"
        label={m.arranging_merge_with()}
        value={props.typed.with ?? neighbours.at(-1)!.id}
        options={neighbours.map((one) => ({ value: one.id, label: `${one.start ? `${clock(one.start)} ` : ''}${titleOf(one)}` }))}
      />
    </One>
  )
}

/** A new item behind another. */
export function InsertForm(props: FormsProps) {
  const { item, typed, errors } = props
  return (
    <div class="sm-gestures">
      <One
        {...props}
        does="insert"
        title={m.arranging_insert_title()}
        help={m.arranging_insert_lead({ title: titleOf(item) })}
        fields={{ to: `after:${item.id}`, track: item.track === null ? 'none' : `named:${item.track}` }}
      >
        <TextField
          name="title"
          label={m.arranging_item_title()}
          value={typed.title ?? ''}
          lang={props.locale}
          error={errors.title}
        />
        <div class="sm-form__row">
          <TextField
            name="minutes"
            label={m.arranging_minutes()}
            width="short"
            inputmode="numeric"
            value={typed.minutes ?? (item.start === null ? '' : '30')}
            error={errors.minutes}
          />
          <Select
            name="kind"
            label={m.arranging_item_kind()}
            value={typed.kind ?? 'talk'}
            options={kinds.map((kind) => ({ value: kind, label: kindName(kind) }))}
          />
        </div>
      </One>
      <p>
        <a class="ds-link" href={`${props.base}/programme/new?after=${item.id}`}>
          {m.arranging_all_fields()}
        </a>
      </p>
    </div>
  )
}
