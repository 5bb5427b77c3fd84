/** Other ways of being told than e-mail: feeds for a news reader, a calendar. For pages that somebody may read who is not signed in. */
import { said } from '#meeting/parts/said.ts'
import type { Words } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { feedForms, feedPath } from '../feeds/rules.ts'

/** In the head of a page, where news readers look for its feeds. @param path the page's own */
export function FeedHead({ path, name }: { path: string; name: Words }) {
  const title = m.notices_feed_of({ name: said(name).text })
  return (
    <>
      {(['atom', 'json'] as const).map((form) => (
        <link
          key={form}
          rel="alternate"
          type={feedForms[form]}
          href={`${feedPath(path, form)}?lang=${localeNow()}`}
          title={title}
        />
      ))}
    </>
  )
}

/** In its body, beside the button that is about e-mail. @param calendar where there is one to subscribe to */
export function FeedWays({ path, calendar }: { path: string; calendar?: string | undefined }) {
  const ways = [
    { href: `${feedPath(path, 'atom')}?lang=${localeNow()}`, words: m.notices_feed_atom() },
    { href: `${feedPath(path, 'json')}?lang=${localeNow()}`, words: m.notices_feed_json() },
    ...(calendar ? [{ href: calendar, words: m.meeting_feed_subscribe() }] : []),
  ]
  return (
    <p class="sm-acts sm-ways">
      <span class="soft">{m.notices_ways()}</span>
      {ways.map(({ href, words }) => (
        <a key={href} class="ds-link" href={href} rel="nofollow">
          {words}
        </a>
      ))}
    </p>
  )
}
