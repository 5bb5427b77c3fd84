/** A list of what can be put in: what it is, the beginning of what it says, the button. */
import { m } from '#platform/words/words.ts'
import { textOfNode } from '../../document.ts'
import type { Quote } from '../rules.ts'
import { Offer, type OfferedIn } from './offer.tsx'

const names: Readonly<Record<Quote['is'], () => string>> = {
  poll: m.minutes_quote_is_poll,
  question: m.minutes_quote_is_question,
  group: m.minutes_quote_is_group,
  spoken: m.minutes_quote_is_spoken,
  text: m.quoting_is_programme,
  speakers: m.quoting_is_programme,
  page: m.quoting_is_page,
  link: m.quoting_is_link,
  present: m.quoting_present,
  decision: m.minutes_decision,
  action: m.minutes_action,
}

export const Quotes = ({ quotes, ...where }: OfferedIn & { readonly quotes: readonly Quote[] }) => (
  <ul class="sm-quotes">
    {quotes.map((quote) => (
      <li key={quote.id}>
        <p class="sm-list__m">{names[quote.is]()}</p>
        <p lang={quote.lang ?? where.lang}>
          <b>{quote.title}</b>
        </p>
        <p class="sm-quotes__text" lang={where.lang}>
          {excerptOf(quote)}
        </p>
        <Offer {...where} quote={quote} />
      </li>
    ))}
  </ul>
)

const EXCERPT = 160

/** What it says beyond its title, as much as fits. */
function excerptOf({ nodes, title }: Quote): string {
  const said = nodes.flatMap((node) => textOfNode(node).split('\n')).filter((line) => line && line !== title)
  const whole = said.join(' · ')
  return whole.length > EXCERPT ? `${whole.slice(0, EXCERPT).toWellFormed()}…` : whole
}
