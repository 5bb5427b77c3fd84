/** Without script: a form that could not be taken comes again on its page, with what was put into it and why. */
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { m } from '#platform/words/words.ts'

export interface Unsent {
  /** Where it was sent. */
  readonly action: string
  readonly values: Readonly<Record<string, string | readonly string[]>>
  readonly why: string
  /** Something in it has to be put right, and it can be sent again. */
  readonly mends: boolean
  /** What was written in it in running text, whether its form is still there or not; empty for none. */
  readonly typed: string
}

export const UnsentContext = createContext<Unsent | null>(null)

/** What came back of one form. @param fields those it always has: there are several that lead to the same place */
export function useUnsent(action: string, fields: Readonly<Record<string, string | number>> = {}): Unsent | null {
  const unsent = useContext(UnsentContext)
  const same = unsent?.action === action && Object.entries(fields).every(([name, value]) => unsent.values[name] === String(value))
  return same ? unsent : null
}

/** The anchor of the form that came back. */
export const UNSENT = 'unsent'

export function UnsentNotice({ of }: { readonly of: Unsent }) {
  return (
    <section class="ds-error-summary" tabindex={-1} autofocus aria-labelledby="unsent-h">
      <h2 id="unsent-h">{m.shared_invalid()}</h2>
      {of.mends ? (
        <ul>
          <li>
            <a class="ds-link" href={`#${UNSENT}`}>
              {of.why}
            </a>
          </li>
        </ul>
      ) : (
        <p>{of.why}</p>
      )}
      {of.typed && (
        <div class="ds-field">
          <label class="ds-label" for="unsent-typed">
            {m.shared_typed()}
          </label>
          <textarea class="ds-input" id="unsent-typed" readonly rows={4}>
            {of.typed}
          </textarea>
        </div>
      )}
    </section>
  )
}
