/** What happened in the room, beside the text: each with a button that puts it in, and a word where it is in. */
import { m } from '#platform/words/words.ts'
import { Button } from '#ui/button.tsx'
import * as icons from '#ui/icons.ts'
import { Section } from '#ui/section.tsx'
import { State } from '#ui/state.tsx'
import { textOfNode } from '../../document.ts'
import type { Quote } from '../rules.ts'

export interface FromRoomProps {
  /** Address of the minutes, `…/minutes`. */
  readonly base: string
  readonly quotes: readonly Quote[]
  readonly standing: ReadonlySet<string>
  /** Language of the minutes. */
  readonly lang: string
}

const names: Readonly<Record<Quote['is'], () => string>> = {
  poll: m.minutes_quote_is_poll,
  question: m.minutes_quote_is_question,
  group: m.minutes_quote_is_group,
  spoken: m.minutes_quote_is_spoken,
}

/** The editor puts in at the cursor and keeps `data-quoted` true; without it the form puts in at the end. */
export function FromRoom({ base, quotes, standing, lang }: FromRoomProps) {
  if (quotes.length === 0) return null
  return (
    <Section id="room" title={m.minutes_quote_title()}>
      <ul class="sm-quotes">
        {quotes.map((quote) => (
          <li key={quote.id}>
            <p class="sm-list__m">{names[quote.is]()}</p>
            <p lang={quote.lang ?? lang}>
              <b>{quote.title}</b>
            </p>
            <p class="sm-quotes__text" lang={lang}>
              {excerptOf(quote)}
            </p>
            <form method="post" action={`${base}/quotes`} data-quote={quote.id} hidden={standing.has(quote.id)}>
              <input type="hidden" name="quote" value={quote.id} />
              <Button variant="tertiary" size="sm" icon={icons.arrowLeft} label={`${m.minutes_quote_put_in()}: ${quote.title}`}>
                {m.minutes_quote_put_in()}
              </Button>
            </form>
            <p data-quoted={quote.id} hidden={!standing.has(quote.id)}>
              <State is="saved">{m.minutes_quote_is_in()}</State>
            </p>
          </li>
        ))}
      </ul>
    </Section>
  )
}

const EXCERPT = 160

/** What it says beyond its title, as much as fits. */
function excerptOf({ nodes, title }: Quote): string {
  const said = nodes.flatMap((node) => textOfNode(node).split('\n')).filter((line) => line && line !== title)
  const whole = said.join(' · ')
  return whole.length > EXCERPT ? `${whole.slice(0, EXCERPT).toWellFormed()}…` : whole
}
