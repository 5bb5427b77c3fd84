/**
 * The copy in the browser of what the server does not have yet, one for each person and item. It outlives a crash, is offered
 * back when the page is opened again, and is gone once the text is saved or the person signs out.
 */
import type { MinutesDocument } from '../document.ts'

export interface Copy {
  /** The revision it was made from. */
  readonly number: number
  readonly document: MinutesDocument
  /** When, in milliseconds since 1970. */
  readonly at: number
}

const PREFIX = 'samling.minutes.'
const keyOf = (personId: string, itemId: string) => `${PREFIX}${personId}.${itemId}`

export function readCopy(personId: string, itemId: string): Copy | null {
  try {
    return JSON.parse(localStorage.getItem(keyOf(personId, itemId)) ?? 'null') as Copy | null
  } catch {
    // Storage is closed to us or holds something else: there is no copy to offer.
    return null
  }
}

export function writeCopy(personId: string, itemId: string, copy: Copy): void {
  try {
    localStorage.setItem(keyOf(personId, itemId), JSON.stringify(copy))
  } catch {
    // Full or closed: the text is still in the page, and the page warns before it is left.
  }
}

export function dropCopy(personId: string, itemId: string): void {
  try {
    localStorage.removeItem(keyOf(personId, itemId))
  } catch {
    // Nothing was written either.
  }
}

/** Takes every copy away when someone signs out here: the next person at this machine must not read it. */
export function dropCopiesAtSignOut(): void {
  for (const form of document.querySelectorAll('form[action="/sign-out"]'))
    form.addEventListener('submit', () => {
      for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key)
    })
}
