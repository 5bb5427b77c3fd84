/** The one voice of the room: what the page's polite status line says. Held by the page; silent elsewhere. */
import { createContext } from 'preact'

/** Says a text once to those who listen to the page instead of seeing it. */
export type Announce = (text: string) => void

export const Announcing = createContext<Announce>(() => {})
