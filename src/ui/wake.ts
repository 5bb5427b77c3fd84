import { type ComponentType, h, hydrate, render } from 'preact'

// biome-ignore lint/suspicious/noExplicitAny: each island's props are its own affair; they cross the page as JSON.
export type Islands = Record<string, () => Promise<{ default: ComponentType<any> }>>

/** Has someone begun to write here, before the script came? */
function inUse(island: HTMLElement): boolean {
  if (island.contains(document.activeElement) && document.activeElement?.matches('input, textarea, select, [contenteditable]'))
    return true
  for (const field of island.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')) {
    if (field.value !== field.defaultValue || ('checked' in field && field.checked !== field.defaultChecked)) return true
  }
  return false
}

async function wakeOne(island: HTMLElement, load: Islands[string]) {
  const { default: component } = await load()
  const vnode = h(component, JSON.parse(island.dataset.props ?? '{}'))
  if (island.dataset.hydrate !== undefined) {
    hydrate(vnode, island)
  } else if (inUse(island)) {
    // What is typed is worth more than what moves: the form without script goes on working.
    return
  } else {
    island.replaceChildren()
    render(vnode, island)
  }
  island.dataset.awake = ''
}

/**
 * Wakes every island of the page: those marked `now` at once, the others as they come into view.
 * An island whose code does not arrive keeps what the server sent, which works by itself.
 */
export function wake(islands: Islands) {
  const pending = new Map<Element, () => void>()
  const seen = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        if (!entry.isIntersecting) continue
        seen.unobserve(entry.target)
        pending.get(entry.target)?.()
        pending.delete(entry.target)
      }
    },
    // A little ahead, so that it is awake when the reader gets there.
    { rootMargin: '200px' },
  )
  for (const island of document.querySelectorAll<HTMLElement>('samling-island:not([data-awake])')) {
    const load = islands[island.dataset.name ?? '']
    if (load === undefined) continue
    const start = () => void wakeOne(island, load)
    if (island.dataset.when === 'now') {
      start()
    } else {
      pending.set(island, start)
      seen.observe(island)
    }
  }
}
