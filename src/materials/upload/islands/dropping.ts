/** Files that are held over the page, and where they are let go. */
import { useEffect, useState } from 'preact/hooks'

/** What lies under the pointer while files are held over the page: the number of an item's row, or null beside all rows. */
export type Over = { readonly row: number | null } | null

const bearsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false

/** Rows of a programme bear their number in their anchor (`sak-12`). */
function rowUnder(event: DragEvent): { element: HTMLElement; number: number } | null {
  const element = (event.target as Element | null)?.closest?.<HTMLElement>('[id^="sak-"]')
  return element ? { element, number: Number(element.id.slice('sak-'.length)) } : null
}

/**
 * @param mayTake whether files may be let go on a row
 * @param drop called with what was let go, and on which row
 */
export function useDropping(mayTake: (row: number) => boolean, drop: (files: readonly File[], row: number | null) => void): Over {
  const [over, setOver] = useState<Over>(null)
  useEffect(() => {
    let marked: HTMLElement | null = null
    const mark = (element: HTMLElement | null) => {
      if (marked === element) return
      marked?.removeAttribute('data-over')
      element?.setAttribute('data-over', '')
      marked = element
    }
    const leave = () => {
      mark(null)
      setOver(null)
    }
    const hold = (event: DragEvent) => {
      if (!bearsFiles(event)) return
      // Without this the browser leaves the page and opens the file.
      event.preventDefault()
      const row = rowUnder(event)
      const taken = row && mayTake(row.number) ? row : null
      mark(taken?.element ?? null)
      setOver((now) => (now && now.row === (taken?.number ?? null) ? now : { row: taken?.number ?? null }))
    }
    const letGo = (event: DragEvent) => {
      if (!bearsFiles(event)) return
      event.preventDefault()
      const row = rowUnder(event)
      leave()
      drop([...(event.dataTransfer?.files ?? [])], row && mayTake(row.number) ? row.number : null)
    }
    // Out of the window: nothing is entered instead.
    const out = (event: DragEvent) => {
      if (event.relatedTarget === null) leave()
    }
    const all = { dragenter: hold, dragover: hold, drop: letGo, dragleave: out } as const
    for (const [name, listener] of Object.entries(all)) document.addEventListener(name, listener as EventListener)
    return () => {
      for (const [name, listener] of Object.entries(all)) document.removeEventListener(name, listener as EventListener)
    }
  })
  return over
}
