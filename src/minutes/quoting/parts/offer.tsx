/** The button that puts something into the minutes, and the word where it is in. */
import { m } from '#platform/words/words.ts'
import { Button } from '#ui/button.tsx'
import * as icons from '#ui/icons.ts'
import { State } from '#ui/state.tsx'
import type { Quote } from '../rules.ts'

/** Where offers stand. */
export interface OfferedIn {
  /** Address of the minutes, `…/minutes`. */
  readonly base: string
  /** Ids of what is in the text. */
  readonly standing: ReadonlySet<string>
  /** Language of the minutes. */
  readonly lang: string
  /** Whether the text takes anything in: what is approved does not. */
  readonly writable: boolean
}

export interface OfferProps extends OfferedIn {
  readonly quote: Quote
  /** What the button does, where that is not just putting in. */
  readonly words?: string | undefined
}

/** The editor puts in at the cursor and keeps `data-quoted` true; without it the form puts in at the end. */
export function Offer({ base, standing, writable, quote, words = m.minutes_quote_put_in() }: OfferProps) {
  if (!writable) return null
  return (
    <>
      <form method="post" action={`${base}/quotes`} data-quote={quote.id} hidden={standing.has(quote.id)}>
        <input type="hidden" name="quote" value={quote.id} />
        <Button variant="tertiary" size="sm" icon={icons.arrowLeft} label={`${words}: ${quote.title}`}>
          {words}
        </Button>
      </form>
      <p data-quoted={quote.id} hidden={!standing.has(quote.id)}>
        <State is="saved">{m.minutes_quote_is_in()}</State>
      </p>
    </>
  )
}
