/** How what is done in a room is sent, given to all forms of a page by whoever holds the line. */
import { createContext } from 'preact'

/** How the line to the server stands: live, asking now and then instead, or away. */
export type LineState = 'connecting' | 'live' | 'polling' | 'lost'

export interface Answer {
  readonly ok: boolean
  /** What the server says: that it is done, or why not. */
  readonly message: string
  /** Where it came from there is a way back: sent to `action` with `fields`. */
  readonly undo?: { readonly action: string; readonly label: string; readonly fields: Readonly<Record<string, string>> }
}

/**
 * Sends a form and answers when the server did, however often it takes.
 * @param onWaiting called when the line is away and it will be sent again
 */
export type Send = (action: string, body: FormData, onWaiting: () => void) => Promise<Answer>

/** Null on the server and where script has not woken yet: forms are then sent by the browser. */
export const Sending = createContext<Send | null>(null)
