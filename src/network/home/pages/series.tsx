/** One series: what is ahead, and all it has held. */
import { said } from '#meeting/parts/said.ts'
import { m } from '#platform/words/words.ts'
import { Crumbs, Section } from '#ui/section.tsx'
import { EarlierMeetings } from '../parts/earlier.tsx'
import { MeetingItem } from '../parts/line.tsx'
import type { SeriesView } from '../reads.ts'

export function SeriesPage({ view }: { view: SeriesView }) {
  const base = `/${view.network.slug}`
  const network = said(view.network.name)
  const name = said(view.series.name)
  const description = said(view.series.description)
  return (
    <main class="sm-page" id="content">
      <Crumbs
        label={m.network_crumbs()}
        steps={[
          { text: <span lang={network.lang}>{network.text}</span>, href: base },
          { text: <span lang={name.lang}>{name.text}</span> },
        ]}
      />
      <h1 class="sm-title" lang={name.lang}>
        {name.text}
      </h1>
      {description.text && (
        <p class="sm-lead" lang={description.lang}>
          {description.text}
        </p>
      )}
      {view.earlier.year === null && view.ahead.length > 0 && (
        <Section id="ahead" title={m.network_ahead_series()}>
          <ul class="sm-meetings">
            {view.ahead.map((line) => (
              <MeetingItem key={line.id} line={line} base={base} withYear />
            ))}
          </ul>
        </Section>
      )}
      <EarlierMeetings earlier={view.earlier} base={base} list={`${base}/series/${view.series.slug}`} />
    </main>
  )
}
