/** What was asked and sent in before a meeting, with its answers. */
import { said } from '#meeting/parts/said.ts'
import { m } from '#platform/words/words.ts'
import type { InputView } from '#questions/reads.ts'
import { langOf } from './lang.ts'

export function Inputs({ of }: { of: readonly InputView[] }) {
  if (of.length === 0) return null
  return (
    <section>
      <h2>{m.archive_sent_in()}</h2>
      <ul>
        {of.map((one) => {
          const answer = said(one.answer)
          return (
            <li key={one.id}>
              <p class="pre" lang={one.locale ? langOf({ lang: one.locale }) : undefined}>
                {one.text}
                {one.name ? ` (${one.name})` : null}
              </p>
              {answer.text ? (
                <p class="pre" lang={answer.lang}>
                  <strong>{m.archive_answer()}</strong> {answer.text}
                </p>
              ) : null}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
