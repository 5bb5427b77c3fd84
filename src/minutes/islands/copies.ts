/** The copy in the browser of minutes that the server does not have yet, one for each person and item. */
import { type Copies, copiesOf } from '#ui/copies.ts'
import type { MinutesDocument } from '../document.ts'

export interface Copy {
  /** The revision it was made from. */
  readonly number: number
  readonly document: MinutesDocument
  /** When, in milliseconds since 1970. */
  readonly at: number
}

/** By item. */
export const minutesCopies = (personId: string): Copies<Copy> => copiesOf<Copy>(`minutes.${personId}`)
