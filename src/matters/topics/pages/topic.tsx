/** One topic: what was decided about it over the years, and what came of it. */
import { said } from '#meeting/parts/said.ts'
import { FollowSection } from '#notices/parts/follow.tsx'
import type { Words } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { LinkButton } from '#ui/button.tsx'
import * as icons from '#ui/icons.ts'
import { Crumbs, Section } from '#ui/section.tsx'
import { StoryBeside, StoryText } from '../../story/parts/story.tsx'
import type { Story } from '../../story/reads.ts'
import { type TopicRow, topicPath } from '../rules.ts'

export interface TopicPageProps {
  readonly network: { readonly slug: string; readonly name: Words }
  readonly topic: TopicRow
  readonly story: Story
  readonly following: boolean | null
  readonly organises: boolean
}

export function TopicPage({ network, topic, story, following, organises }: TopicPageProps) {
  const base = `/${network.slug}`
  const path = topicPath(base, topic)
  const [home, name, description] = [said(network.name), said(topic.name), said(topic.description)]
  return (
    <main class="sm-page" id="content">
      <Crumbs
        label={m.network_crumbs()}
        steps={[
          { href: base, text: <span lang={home.lang}>{home.text}</span> },
          { href: `${base}/topics`, text: m.matters_topics() },
        ]}
      />
      <h1 class="sm-title" lang={name.lang}>
        {name.text}
      </h1>
      {description.text ? (
        <p class="sm-lead" lang={description.lang}>
          {description.text}
        </p>
      ) : null}
      <p class="soft">{m.matters_treatments({ count: story.count })}</p>
      {organises ? (
        <div class="sm-acts">
          <LinkButton href={`${path}/edit`} variant="secondary" size="sm" icon={icons.pencil}>
            {m.matters_topic_edit()}
          </LinkButton>
        </div>
      ) : null}
      <div class="sm-cols">
        <div>
          <StoryText of={story} base={base} path={path} none={m.matters_topic_none()} />
        </div>
        <aside aria-label={m.matters_topic_beside()}>
          <MattersBeside of={story} />
          <StoryBeside of={story} />
          <FollowSection network={network.slug} kind="topic" subjectId={topic.id} following={following} />
        </aside>
      </div>
    </main>
  )
}

/** What is followed over time among what is shown, the newest first. */
function MattersBeside({ of }: { of: Story }) {
  const matters = new Map(of.treatments.toReversed().flatMap(({ matter }) => (matter ? [[matter.path, matter]] : [])))
  return matters.size === 0 ? null : (
    <Section id="matters" title={m.matters_matters()} aside={matters.size}>
      <ul class="sm-list">
        {[...matters.values()].map(({ path, title }) => (
          <li key={path}>
            <a class="sm-list__t" href={path} lang={said(title).lang}>
              {said(title).text}
            </a>
          </li>
        ))}
      </ul>
    </Section>
  )
}
