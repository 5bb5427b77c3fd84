import { FeedHead } from '#notices/parts/feeds.tsx'
import { localeNow, m } from '#platform/words/words.ts'
import { formsOf } from '../exports/rules.ts'
import { linkedData } from '../formats/linkeddata.ts'
import type { MeetingView } from '../reads.ts'
import { isForAll } from '../rules.ts'
import { datesOf } from '../standing/rules.ts'
import { said } from './said.ts'

/** In the page's head: what shared links and search engines read, and the ways to the same meeting in other forms. */
export function Metadata(props: { view: MeetingView; baseUrl: string; title: string; description: string }) {
  const { view, baseUrl } = props
  const data = linkedData(view, localeNow(), baseUrl)
  const locale = { nb: 'nb_NO', nn: 'nn_NO', se: 'se_NO', en: 'en_GB' }[localeNow()]
  return (
    <>
      <meta property="og:type" content="website" />
      <meta property="og:title" content={props.title} />
      <meta property="og:description" content={props.description} />
      <meta property="og:url" content={baseUrl + view.path} />
      <meta property="og:site_name" content={said(view.network.name).text} />
      <meta property="og:locale" content={locale} />
      {formsOf(view.path, datesOf(view) !== null).map(({ name, href, mediaType }) => (
        <link key={name} rel="alternate" type={mediaType} href={href} />
      ))}
      <link
        rel="alternate"
        type="text/calendar"
        href={`/${view.network.slug}/calendar.ics`}
        title={m.meeting_feed_of({ name: said(view.network.name).text })}
      />
      {isForAll(view.meeting) ? <FeedHead path={view.path} name={view.meeting.title} /> : null}
      {/* A data block, not a script: the content policy has nothing against it. "<" is escaped, so that no text can end it. */}
      {data ? (
        <script
          type="application/ld+json"
          dangerouslySetInnerHTML={{ __html: JSON.stringify(data).replaceAll('<', '\\u003c') }}
        />
      ) : null}
    </>
  )
}
