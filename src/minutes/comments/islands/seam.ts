/** What the editor and the threads beside it tell each other. They wake apart, and either may be without the other. */
import type { Passage, ThreadView } from '../rules.ts'

export type Told =
  /** To the threads: there may be others by now. */
  | { readonly is: 'changed' }
  /** To the threads: which are there? */
  | { readonly is: 'asked' }
  /** To the editor: these. */
  | { readonly is: 'shown'; readonly threads: readonly ThreadView[] }
  /** To the threads: the writer wants to say something of this passage; of all of it, where there is none. */
  | { readonly is: 'begun'; readonly place: { readonly passage: Passage; readonly quote: string } | null }
  /** To the threads: these are of the passage that was pressed. `enter`: the writer wants to go there. */
  | { readonly is: 'opened'; readonly ids: readonly string[]; readonly enter: boolean }
  /** To the editor: where is what this is said of? */
  | { readonly is: 'sought'; readonly id: string }
  /** To the editor: the writer goes on where they were. */
  | { readonly is: 'back' }

const NAME = 'minutes:comments'

export const tell = (told: Told): void => void document.dispatchEvent(new CustomEvent(NAME, { detail: told }))

/** @returns the way to stop */
export function hear(listener: (told: Told) => void): () => void {
  const on = (event: Event) => listener((event as CustomEvent<Told>).detail)
  document.addEventListener(NAME, on)
  return () => document.removeEventListener(NAME, on)
}
