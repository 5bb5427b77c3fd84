/** One row of the board: when, what, who, and the ways to move it. */
import { clock } from '#platform/words/dates.ts'
import { m } from '#platform/words/words.ts'
import type { ItemState } from '../../document.ts'
import { isPause } from '../../rules.ts'
import { lengthOf } from '../times/rules.ts'
import { Glyph } from './glyphs.tsx'
import { titleOf } from './said.ts'

export interface RowProps {
  readonly item: ItemState
  /** As it would become while something is carried; the item itself otherwise. */
  readonly next: ItemState
  readonly parts: readonly ItemState[]
  readonly base: string
  readonly number: number | undefined
  readonly partNumbers: Readonly<Record<string, number>>
  /** There is script: rows can be dragged. */
  readonly awake: boolean
  readonly carried: boolean
  /** Where what is carried would be put down, beside this row. */
  readonly drop: 'before' | 'after' | null
}

export function Row(props: RowProps) {
  const { item, base } = props
  const title = titleOf(item)
  const people = item.speakers.map((one) => one.name).join(', ')
  return (
    <li
      class={isPause(item.kind) ? 'sm-brow sm-brow--pause' : 'sm-brow'}
      id={`row-${item.id}`}
      data-item={item.id}
      data-drop={props.drop ?? undefined}
      data-carried={props.carried ? '' : undefined}
      data-shifts={props.next.start !== item.start ? '' : undefined}
    >
      {props.awake && (
        <button type="button" class="sm-brow__grip" aria-label={m.arranging_grip({ title })} aria-describedby="grip-help">
          <Glyph of="grip" />
        </button>
      )}
      <Times item={item} next={props.next} />
      <div class="sm-brow__what">
        <a class="sm-brow__title" href={`${base}/${props.number}/edit`}>
          {title}
        </a>
        {item.pinned && (
          <span class="sm-brow__pin">
            <Glyph of="pin" />
            {m.arranging_pinned()}
          </span>
        )}
        {people && <span class="sm-brow__who">{people}</span>}
        {props.parts.length > 0 && (
          <ul class="sm-brow__parts">
            {props.parts.map((part) => (
              <li key={part.id} id={`row-${part.id}`}>
                <a href={`${base}/${props.partNumbers[part.id]}/edit`}>{titleOf(part)}</a>
                <Tools item={part} base={base} />
              </li>
            ))}
          </ul>
        )}
      </div>
      <Tools item={item} base={base} />
    </li>
  )
}

/** While something is carried, the time it would become beside the one it has. */
function Times({ item, next }: Pick<RowProps, 'item' | 'next'>) {
  if (item.dayId === null)
    return (
      <span class="sm-brow__time">
        {item.start && item.end && m.arranging_length({ minutes: lengthOf(item.start, item.end) })}
      </span>
    )
  const moves = next.start !== item.start && next.start !== null
  return (
    <span class="sm-brow__time">
      {item.start && (moves ? <s>{clock(item.start)}</s> : <time>{clock(item.start)}</time>)}
      {moves && ' '}
      {moves && <time>{clock(next.start!)}</time>}
      {!moves && item.end && (
        <span class="until">
          –<time>{clock(next.end ?? item.end)}</time>
        </span>
      )}
    </span>
  )
}

/** Buttons of the page's one form for steps, and links to where the rest is done. */
function Tools({ item, base }: Pick<RowProps, 'item' | 'base'>) {
  const title = titleOf(item)
  return (
    <span class="sm-brow__tools">
      <button type="submit" form="steps" name="step" value={`up:${item.id}`} aria-label={m.programme_up({ title })}>
        <Glyph of="up" />
      </button>
      <button type="submit" form="steps" name="step" value={`down:${item.id}`} aria-label={m.programme_down({ title })}>
        <Glyph of="down" />
      </button>
      {item.parentId === null && item.dayId !== null && (
        <a href={`${base}/programme/arrange?after=${item.id}`} data-arrange aria-label={m.arranging_insert_after({ title })}>
          <Glyph of="plus" />
        </a>
      )}
      <a href={`${base}/programme/arrange?item=${item.id}`} data-arrange aria-label={m.arranging_more({ title })}>
        <Glyph of="more" />
      </a>
    </span>
  )
}
