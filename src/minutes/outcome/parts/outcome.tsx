/** What came of an item, as readers see it. */
import type { OutcomeView } from '#meeting/reads.ts'
import { pick } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { State } from '#ui/state.tsx'
import { outcomeLooks, outcomeName } from './words.ts'

/** @param props.base address of the network, `/{network}` */
export function Outcome({ of, base }: { of: OutcomeView; base: string }) {
  const title = of.to && pick(of.to.title, localeNow())
  return (
    <State is={outcomeLooks[of.kind]}>
      {of.kind === 'referred' && of.referredTo ? m.outcome_referred_to({ to: of.referredTo }) : outcomeName(of.kind)}
      {of.to && title ? (
        <>
          {' '}
          {m.outcome_to()}{' '}
          <a class="ds-link" href={`${base}/${of.to.slug}`} lang={title.lang === localeNow() ? undefined : title.lang}>
            {title.text}
          </a>
        </>
      ) : null}
    </State>
  )
}
