/** Where something that is carried would be put down: under a pointer, or by the arrow keys. */

import type { Programme } from '../../document.ts'
import { isSame, type List, listsOf, type Slot } from '../layout/rules.ts'

/** The place between two rows under a point of the window; null outside the board's lists. */
export function slotUnder(x: number, y: number): Slot | null {
  const under = document.elementFromPoint(x, y)
  const list =
    under?.closest<HTMLElement>('[data-list]') ??
    under?.closest('.sm-tracks__one, .sm-shelf, .sm-board__days > section')?.querySelector<HTMLElement>('[data-list]')
  if (!list) return null
  const rows = [...list.querySelectorAll<HTMLElement>(':scope > [data-item]')]
  const row = under?.closest<HTMLElement>('[data-item]')
  const at = row ? rows.indexOf(row) : -1
  if (row && at >= 0) return { list: list.dataset.list!, at: isUpperHalf(row, y) ? at : at + 1 }
  return { list: list.dataset.list!, at: rows[0] && y < rows[0].getBoundingClientRect().top ? 0 : rows.length }
}

function isUpperHalf(row: HTMLElement, y: number): boolean {
  const { top, height } = row.getBoundingClientRect()
  return y < top + height / 2
}

/** Where an item stands now. */
export function slotOf(programme: Programme, id: string): Slot | null {
  const list = listsOf(programme).find((one) => one.items.some((item) => item.id === id))
  return list ? { list: list.key, at: list.items.findIndex((item) => item.id === id) } : null
}

/** The next place an arrow key leads to: up and down through all lists in turn, left and right from list to list. */
export function slotBeside(programme: Programme, slot: Slot, key: string, carried: string): Slot {
  const lists = listsOf(programme)
  const n = lists.findIndex((one) => one.key === slot.list)
  const other = (way: number): Slot | null => {
    const list = lists[n + way]
    return list ? { list: list.key, at: Math.min(slot.at, list.items.length) } : null
  }
  if (key === 'ArrowLeft') return other(-1) ?? slot
  if (key === 'ArrowRight') return other(1) ?? slot
  const way = key === 'ArrowUp' ? -1 : 1
  let at = slot.at + way
  // Above and below itself are one and the same place.
  const own = lists[n]!.items.findIndex((one) => one.id === carried)
  if (own !== -1 && isSame(lists[n]!, slot.at, carried) && isSame(lists[n]!, at, carried)) at += way
  if (at >= 0 && at <= lists[n]!.items.length) return { list: slot.list, at: at === own + 1 && own !== -1 ? own : at }
  const next = lists[n + way]
  if (!next) return slot
  return { list: next.key, at: way < 0 ? next.items.length : 0 }
}

export const listAt = (programme: Programme, slot: Slot): List | undefined =>
  listsOf(programme).find((one) => one.key === slot.list)

/**
 * Follows a pointer that has taken hold of a row, until it lets go.
 * @param on.over called at most once a frame, with the place under the pointer
 * @param on.end whether it was put down, and not broken off (Escape, another touch)
 */
export function drag(
  event: PointerEvent,
  grip: HTMLElement,
  row: HTMLElement,
  on: { over(slot: Slot | null): void; end(drop: boolean): void },
): void {
  let [x, y] = [event.clientX, event.clientY]
  let frame = 0
  const ghost = ghostOf(row)
  const stop = new AbortController()
  const follow = () => {
    frame = 0
    ghost.to(x, y)
    rollAtEdge(y)
    on.over(slotUnder(x, y))
    // Near an edge the page rolls on under a pointer that is held still.
    if (isAtEdge(y)) frame = requestAnimationFrame(follow)
  }
  const end = (drop: boolean) => {
    cancelAnimationFrame(frame)
    stop.abort()
    ghost.away()
    on.end(drop)
  }
  grip.setPointerCapture(event.pointerId)
  ghost.to(x, y)
  const { signal } = stop
  grip.addEventListener(
    'pointermove',
    (move) => {
      ;[x, y] = [move.clientX, move.clientY]
      frame ||= requestAnimationFrame(follow)
    },
    { signal },
  )
  grip.addEventListener('pointerup', () => end(true), { signal })
  grip.addEventListener('pointercancel', () => end(false), { signal })
  addEventListener('keydown', (key) => key.key === 'Escape' && end(false), { signal, capture: true })
}

const EDGE = 72
const isAtEdge = (y: number): boolean => y < EDGE || y > innerHeight - EDGE
function rollAtEdge(y: number): void {
  const by = y < EDGE ? y - EDGE : y > innerHeight - EDGE ? y - innerHeight + EDGE : 0
  if (by !== 0) scrollBy(0, by / 5)
}

/** What follows the pointer: a likeness of the row, which nothing can touch. */
function ghostOf(row: HTMLElement): { to(x: number, y: number): void; away(): void } {
  const ghost = document.createElement('div')
  ghost.className = 'sm-ghost'
  ghost.setAttribute('aria-hidden', 'true')
  for (const part of row.querySelectorAll(':scope > .sm-brow__time, .sm-brow__title')) ghost.append(part.cloneNode(true))
  document.body.append(ghost)
  return {
    to: (x, y) => {
      ghost.style.transform = `translate(${x + 12}px, ${y - 12}px)`
    },
    away: () => ghost.remove(),
  }
}
