/** The pages of what hangs on the item: each as a picture with its words, to be quoted or pointed to. */
import { m } from '#platform/words/words.ts'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { textOfNode } from '../../document.ts'
import { Fold } from '../../parts/fold.tsx'
import type { Deck, QuotedPage } from '../slides/rules.ts'
import { Offer, type OfferedIn } from './offer.tsx'

export const Slides = ({ decks, ...where }: OfferedIn & { readonly decks: readonly Deck[] }) => (
  <Fold id="slides" title={m.quoting_slides()} count={decks.reduce((sum, deck) => sum + deck.all, 0)}>
    {decks.length === 0 ? <p class="soft">{m.quoting_slides_none()}</p> : null}
    {decks.map((deck) => (
      <details key={deck.materialId} class="sm-more">
        <summary>
          <span lang={deck.lang ?? where.lang}>{deck.title}</span>
          <Icon of={icons.chevronDown} class="chevron" />
        </summary>
        <Offer {...where} quote={deck.link} words={m.quoting_put_link()} />
        <ol class="sm-quotes sm-quotes--pages">
          {deck.pages.map((page) => (
            <Page key={page.page} {...where} deck={deck} page={page} />
          ))}
        </ol>
        {deck.all > deck.pages.length ? (
          <p>
            <a class="ds-link" href={deck.href}>
              {m.quoting_slides_all({ count: deck.all })}
            </a>
          </p>
        ) : null}
      </details>
    ))}
  </Fold>
)

function Page({ deck, page, ...where }: OfferedIn & { readonly deck: Deck; readonly page: QuotedPage }) {
  return (
    <li>
      <a href={`${deck.href}#slide-${page.page}`}>
        <img
          src={page.picture}
          alt={m.viewer_picture({ page: page.page })}
          width={page.width}
          height={page.height}
          loading="lazy"
          decoding="async"
        />
      </a>
      <div>
        <p class="sm-list__m">{m.viewer_page({ page: page.page })}</p>
        {page.text ? (
          <>
            <p class="sm-quotes__text" lang={where.lang}>
              {beginning(textOfNode(page.text.nodes[0]!))}
            </p>
            <Offer {...where} quote={page.text} words={m.quoting_put_text()} />
          </>
        ) : null}
        <Offer {...where} quote={page.link} words={m.quoting_put_link()} />
      </div>
    </li>
  )
}

const LONGEST = 100
const beginning = (text: string): string => {
  const line = text.replaceAll('\n', ' · ')
  return line.length > LONGEST ? `${line.slice(0, LONGEST).toWellFormed()}…` : line
}
