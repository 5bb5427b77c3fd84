/**
 * Moving one in a list: dragged by a handle with mouse or finger, or lifted with the space bar and moved with the arrow keys.
 * While it is held the others only make room for it (`order` in CSS): nothing in the page is moved under the hand, so that
 * neither the finger nor the focus is lost. Where it is let go, it is told.
 */
import { useLayoutEffect, useRef, useState } from 'preact/hooks'

interface Held {
  readonly id: string
  /** Where it stands now, among all. */
  readonly at: number
  readonly by: 'pointer' | 'keys'
}

export interface Reordering {
  readonly list: { readonly current: HTMLOListElement | null }
  readonly heldId: string | null
  /** Where each is seen while one is held; null where the list stands as it is. */
  readonly orderOf: (id: string) => number | null
  readonly handle: (id: string) => {
    readonly onPointerDown: (event: PointerEvent) => void
    readonly onPointerMove: (event: PointerEvent) => void
    readonly onPointerUp: () => void
    readonly onPointerCancel: () => void
    readonly onKeyDown: (event: KeyboardEvent) => void
    readonly onBlur: () => void
  }
}

export interface Told {
  readonly lifted: (id: string, at: number) => void
  readonly moved: (id: string, at: number) => void
  readonly cancelled: () => void
  /** @param before the one it is to stand before; null for last */
  readonly dropped: (id: string, before: string | null) => void
}

/** @param ids in the order of the list */
export function useReorder(ids: readonly string[], told: Told): Reordering {
  const list = useRef<HTMLOListElement>(null)
  const [holding, hold] = useState<Held | null>(null)
  // Whoever is gone is not held any longer, and nobody beyond the end.
  const held = holding && ids.includes(holding.id) ? { ...holding, at: Math.min(holding.at, ids.length - 1) } : null
  useKeptFocus(list, ids.join(' '))

  const others = ids.filter((id) => id !== held?.id)
  const drop = () => {
    if (held && ids.indexOf(held.id) !== held.at) told.dropped(held.id, others[held.at] ?? null)
    hold(null)
  }
  const cancel = () => {
    if (held) told.cancelled()
    hold(null)
  }

  /** How many of the others lie above a point of the screen. */
  const placeAt = (y: number): number =>
    [...(list.current?.children ?? [])].filter((row) => {
      const { top, height } = row.getBoundingClientRect()
      return (row as HTMLElement).dataset['id'] !== held?.id && top + height / 2 < y
    }).length

  return {
    list,
    heldId: held?.id ?? null,
    orderOf: (id) => {
      if (!held) return null
      if (id === held.id) return held.at
      const at = others.indexOf(id)
      return at < held.at ? at : at + 1
    },
    handle: (id) => ({
      onPointerDown: (event) => {
        if (event.button !== 0) return
        const button = event.currentTarget as HTMLElement
        button.setPointerCapture(event.pointerId)
        hold({ id, at: ids.indexOf(id), by: 'pointer' })
      },
      onPointerMove: (event) => {
        if (held?.id === id && held.by === 'pointer') hold({ ...held, at: placeAt(event.clientY) })
      },
      onPointerUp: () => held?.by === 'pointer' && drop(),
      onPointerCancel: () => held?.by === 'pointer' && hold(null),
      onBlur: () => held?.by === 'keys' && cancel(),
      onKeyDown: (event) => {
        const step = { ArrowUp: -1, ArrowDown: 1 }[event.key]
        if (event.key === ' ' || (event.key === 'Enter' && held)) {
          event.preventDefault()
          if (held) return drop()
          hold({ id, at: ids.indexOf(id), by: 'keys' })
          return told.lifted(id, ids.indexOf(id))
        }
        if (held?.by !== 'keys') return
        if (event.key === 'Escape') return cancel()
        if (step === undefined) return
        event.preventDefault()
        const at = Math.max(0, Math.min(ids.length - 1, held.at + step))
        hold({ ...held, at })
        told.moved(id, at)
      },
    }),
  }
}

/** Rows that change places take the focus along: a browser lets go of it when what has it is moved. */
function useKeptFocus(list: { readonly current: HTMLElement | null }, order: string): void {
  const had = useRef<Element | null>(null)
  if (typeof document !== 'undefined') had.current = document.activeElement
  useLayoutEffect(() => {
    const one = had.current
    if (one instanceof HTMLElement && one !== document.activeElement && list.current?.contains(one)) one.focus()
  }, [order])
}
