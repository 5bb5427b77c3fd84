/**
 * A programme as operations see it: days, and items with their speakers, each with an id that outlives every change. What
 * an operation did is kept as the changes it made, so that it can be taken back and earlier versions can be read. Pure.
 */
import type { Words } from '#platform/words/text.ts'

export type Kind = 'talk' | 'break' | 'lunch' | 'registration' | 'welcome' | 'closing' | 'panel' | 'social' | 'other'

export interface DayState {
  readonly id: string
  /** "YYYY-MM-DD"; null until one is known. */
  readonly date: string | null
  readonly label: Words | null
  readonly position: number
}

export interface SpeakerState {
  readonly id: string
  readonly personId: string | null
  readonly name: string
  readonly office: string | null
  readonly email: string | null
  readonly role: 'speaker' | 'moderator'
  /** Which personal links still hold: carried along so that one who comes back finds the same. Absent for someone new. */
  readonly linkVersion?: number
}

/** All that operations may change of an item. Times are "HH:MM" on its day; parts have neither day's order nor times of their own. */
export interface ItemState {
  readonly id: string
  /** Null on the shelf. A part bears the day of the item it lies in. */
  readonly dayId: string | null
  readonly parentId: string | null
  /** Orders siblings; of no other meaning. */
  readonly position: number
  readonly start: string | null
  readonly end: string | null
  readonly endInferred: boolean
  readonly pinned: boolean
  readonly kind: Kind
  readonly track: string | null
  readonly room: string | null
  readonly title: Words
  readonly description: Words | null
  readonly note: Words | null
  readonly audience: 'public' | 'members' | 'invited'
  readonly expectsMaterial: boolean
  readonly expectsMinutes: boolean
  readonly speakers: readonly SpeakerState[]
}

/** Days and items that are not removed; items in the order of their position. */
export interface Programme {
  readonly days: readonly DayState[]
  readonly items: readonly ItemState[]
}

/** What one operation did to one thing. Only the fields it changed; null on one side: it came to be, or was removed, whole. */
export type Change =
  | {
      readonly of: 'item'
      readonly id: string
      readonly before: Partial<ItemState> | null
      readonly after: Partial<ItemState> | null
    }
  | {
      readonly of: 'day'
      readonly id: string
      readonly before: Partial<DayState> | null
      readonly after: Partial<DayState> | null
    }
