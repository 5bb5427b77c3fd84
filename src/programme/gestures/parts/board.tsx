/** The programme as a board: days with their tracks side by side, and the shelf. Drawn alike by server and browser. */
import type { VNode } from 'preact'
import { useMemo, useRef } from 'preact/hooks'
import type { Locale } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { LinkButton, PostButton } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { type Advice, adviceOn } from '../../checks/rules.ts'
import type { ItemState, Programme } from '../../document.ts'
import { dayName } from '../../parts/day.ts'
import { DayForm } from '../../parts/dayform.tsx'
import { bandsOf, type List, type Slot, shelfOf } from '../layout/rules.ts'
import { AdviceList } from './advice.tsx'
import { Row, type RowProps } from './row.tsx'

/** The board as the page carries it to the browser. Descriptions and notes stay at home: they can be long, and nothing here shows them. */
export interface BoardProps {
  /** `/{network}/{meeting}` */
  readonly base: string
  /** Whose board it is: what is done here and not saved is kept for them alone. */
  readonly personId: string
  readonly locale: Locale
  readonly programme: Programme
  /** The newest operation, by number. */
  readonly number: number
  /** The numbers in items' addresses. */
  readonly publicIds: Readonly<Record<string, number>>
  /** Items on which materials or minutes hang. */
  readonly held: readonly string[]
  /** The operation that undo takes back. */
  readonly undo: string | null
  readonly redo: boolean
}

export interface BoardView extends BoardProps {
  readonly awake: boolean
  /** The programme as it would become while something is carried. */
  readonly next: Programme | null
  readonly carried: string | null
  readonly slot: Slot | null
}

export function Board(props: BoardView) {
  const advice = useMemo(() => adviceOn(props.programme), [props.programme])
  const drawn = useRef<Frame['drawn']>(new Map())
  const parts = useMemo(() => partsOf(props.programme), [props.programme])
  const next = new Map((props.next ?? props.programme).items.map((one) => [one.id, one]))
  const frame: Frame = { view: props, parts, next, drawn: drawn.current }
  return (
    <div class="sm-board">
      <div class="sm-board__days">
        {props.programme.days.map((day, d) => (
          <Day key={day.id} frame={frame} day={day} n={d + 1} advice={advice.filter((one) => one.dayId === day.id)} />
        ))}
      </div>
      <Shelf frame={frame} />
    </div>
  )
}

/** What every row needs, looked up once. */
interface Frame {
  readonly view: BoardView
  readonly parts: ReadonlyMap<string, readonly ItemState[]>
  readonly next: ReadonlyMap<string, ItemState>
  /** Rows as they were drawn last: one whose props are the same is passed over, of the hundreds there may be. */
  readonly drawn: Map<string, { readonly props: RowProps; readonly row: VNode }>
}

const none: readonly ItemState[] = []

function partsOf(programme: Programme): Map<string, ItemState[]> {
  const parts = new Map<string, ItemState[]>()
  for (const one of programme.items)
    if (one.parentId !== null) parts.get(one.parentId)?.push(one) ?? parts.set(one.parentId, [one])
  return parts
}

function Day(props: { frame: Frame; day: Programme['days'][number]; n: number; advice: readonly Advice[] }) {
  const { frame, day } = props
  const { base, programme, locale } = frame.view
  const items = programme.items.filter((one) => one.dayId === day.id && one.parentId === null)
  return (
    <section class="sm-sec" aria-labelledby={`day-${day.id}`}>
      <div class="sm-sec__head">
        <h2 class="sm-h2" id={`day-${day.id}`}>
          {dayName(day, props.n)}
        </h2>
        <span class="soft">{m.programme_item_count({ count: items.length })}</span>
      </div>
      <AdviceList programme={programme} advice={props.advice} />
      {bandsOf(programme, day.id).map((band) =>
        band.length === 1 && band[0]!.track === null ? (
          <Rows key={band[0]!.key} frame={frame} list={band[0]!} label={dayName(day, props.n)} />
        ) : (
          <div key={band[0]!.key} class="sm-tracks">
            {band.map((list) => (
              <div key={list.track} class="sm-tracks__one">
                <h3 class="sm-tracks__name">{list.track}</h3>
                <Rows frame={frame} list={list} label={m.arranging_track({ track: list.track! })} />
              </div>
            ))}
          </div>
        ),
      )}
      <div class="sm-acts">
        <LinkButton href={`${base}/programme/new?day=${day.id}`} variant="secondary" size="sm" icon={icons.plus}>
          {m.programme_add_item()}
        </LinkButton>
        {items.length === 0 && programme.days.length > 1 && (
          <PostButton
            action={`${base}/programme/days/remove`}
            fields={{ day: day.id }}
            variant="tertiary"
            color="danger"
            size="sm"
            icon={icons.trash}
          >
            {m.programme_remove_day()}
          </PostButton>
        )}
      </div>
      <details class="sm-more">
        <summary>
          {m.programme_change_day()}
          <Icon of={icons.chevronDown} class="chevron" />
        </summary>
        <DayForm action={`${base}/programme/days/change`} day={day} id={day.id} locale={locale} />
      </details>
    </section>
  )
}

function Shelf({ frame }: { frame: Frame }) {
  const list = shelfOf(frame.view.programme)
  return (
    <aside class="sm-sec sm-shelf" aria-labelledby="shelf">
      <div class="sm-sec__head">
        <h2 class="sm-h2" id="shelf">
          {m.arranging_shelf()}
        </h2>
        <span class="soft">{list.items.length}</span>
      </div>
      <p class="soft">{m.arranging_shelf_help()}</p>
      <Rows frame={frame} list={list} label={m.arranging_shelf()} />
    </aside>
  )
}

function Rows(props: { frame: Frame; list: List; label: string }) {
  const { list, frame } = props
  const { view } = frame
  const at = view.slot?.list === list.key ? view.slot.at : null
  const last = list.items.length - 1
  // The line is drawn by the rows themselves: a row put in between would have the styles of all the others worked out anew.
  const line = (i: number) => (at === i ? 'before' : at === last + 1 && i === last ? 'after' : null)
  return (
    <ol class="sm-rows" data-list={list.key} data-drop={at !== null && last < 0 ? 'in' : undefined} aria-label={props.label}>
      {list.items.map((item, i) => rowOf(frame, item, line(i)))}
      {list.items.length === 0 && <li class="sm-rows__none soft">{m.arranging_empty()}</li>}
    </ol>
  )
}

/** The same row again where nothing in it has changed: Preact leaves alone what is the very same. */
function rowOf({ view, parts, next, drawn }: Frame, item: ItemState, drop: RowProps['drop']): VNode {
  const props: RowProps = {
    item,
    next: next.get(item.id) ?? item,
    parts: parts.get(item.id) ?? none,
    base: view.base,
    number: view.publicIds[item.id],
    partNumbers: view.publicIds,
    awake: view.awake,
    carried: view.carried === item.id,
    drop,
  }
  const last = drawn.get(item.id)
  if (last && (Object.keys(props) as (keyof RowProps)[]).every((key) => last.props[key] === props[key])) return last.row
  const row = <Row key={item.id} {...props} />
  drawn.set(item.id, { props, row })
  return row
}
