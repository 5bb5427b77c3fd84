/** What the meeting before said of the same matter, and what was to be done. */
import { localeNow, m } from '#platform/words/words.ts'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { lowered } from '../../html/rules.ts'
import { Fold } from '../../parts/fold.tsx'
import type { LastItem, LastTime } from '../last/rules.ts'
import type { OfferedIn } from './offer.tsx'
import { Quotes } from './quotes.tsx'

export function Last({ last, ...where }: OfferedIn & { readonly last: LastTime | null }) {
  const items = last?.items ?? []
  return (
    <Fold id="last-time" title={m.quoting_last()} count={items.reduce((sum, item) => sum + item.quotes.length, 0)}>
      {last === null ? (
        <p class="soft">{m.quoting_last_no_meeting()}</p>
      ) : (
        <p>
          <a class="ds-link" href={`${last.path}/minutes`} lang={last.lang ?? where.lang}>
            {last.title}
          </a>
        </p>
      )}
      {last !== null && items.length === 0 ? <p class="soft">{m.quoting_last_none()}</p> : null}
      {items.map((item) => (
        <Item key={item.path} {...where} item={item} />
      ))}
    </Fold>
  )
}

function Item({ item, ...where }: OfferedIn & { readonly item: LastItem }) {
  return (
    <div class="sm-quotes__item">
      <h3 class="sm-h3">
        <a href={item.path} lang={item.lang ?? where.lang}>
          {item.title}
        </a>
      </h3>
      {item.minutes === null ? null : (
        <details class="sm-more">
          <summary>
            {m.quoting_last_read()}
            <Icon of={icons.chevronDown} class="chevron" />
          </summary>
          <div
            class="sm-prose sm-prose--beside"
            lang={item.minutes.locale === localeNow() ? undefined : item.minutes.locale}
            dangerouslySetInnerHTML={{ __html: withoutIds(lowered(item.minutes.html, 1)) }}
          />
        </details>
      )}
      {item.quotes.length === 0 ? (
        <p class="soft">{m.quoting_last_nothing_open()}</p>
      ) : (
        <Quotes {...where} quotes={item.quotes} />
      )}
    </div>
  )
}

/** Blocks bear their anchors where they belong, and a text that was copied has the same ones. */
const withoutIds = (html: string): string => html.replaceAll(/ id="[\da-f-]{36}"/g, '')
