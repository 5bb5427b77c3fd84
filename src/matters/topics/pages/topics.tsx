/** What a network talks about, topic by topic. */
import { said } from '#meeting/parts/said.ts'
import { date } from '#platform/words/dates.ts'
import type { Words } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { LinkButton } from '#ui/button.tsx'
import * as icons from '#ui/icons.ts'
import { Crumbs } from '#ui/section.tsx'
import type { TopicLine } from '../reads.ts'
import { topicPath } from '../rules.ts'

export interface TopicsPageProps {
  readonly network: { readonly slug: string; readonly name: Words }
  readonly topics: readonly TopicLine[]
  readonly organises: boolean
}

export function TopicsPage({ network, topics, organises }: TopicsPageProps) {
  const base = `/${network.slug}`
  const home = said(network.name)
  const shown = organises ? topics : topics.filter((one) => one.count > 0)
  return (
    <main class="sm-page" id="content">
      <Crumbs label={m.network_crumbs()} steps={[{ href: base, text: <span lang={home.lang}>{home.text}</span> }]} />
      <h1 class="sm-title">{m.matters_topics()}</h1>
      {shown.length === 0 ? (
        <p class="sm-empty">{organises ? m.matters_topics_empty_organiser() : m.matters_topics_empty()}</p>
      ) : (
        <>
          <p class="sm-lead">{m.matters_topics_lead()}</p>
          <ul class="sm-feed sm-feed--plain">
            {shown.map((one) => (
              <li key={one.id}>
                <div>
                  <a class="sm-feed__t" href={topicPath(base, one)} lang={said(one.name).lang}>
                    {said(one.name).text}
                  </a>
                  {said(one.description).text ? (
                    <p class="sm-feed__m" lang={said(one.description).lang}>
                      {said(one.description).text}
                    </p>
                  ) : null}
                  <p class="sm-feed__m">{m.matters_treatments({ count: one.count })}</p>
                </div>
                {one.latest ? <time datetime={one.latest}>{date(one.latest)}</time> : null}
              </li>
            ))}
          </ul>
        </>
      )}
      {organises ? (
        <div class="sm-acts">
          <LinkButton href={`${base}/topics/new`} icon={icons.plus} variant="secondary">
            {m.matters_topic_new()}
          </LinkButton>
        </div>
      ) : null}
    </main>
  )
}
