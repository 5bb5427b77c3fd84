/** A matter followed from meeting to meeting: what it is, what goes along with it, and what became of it. */
import { said } from '#meeting/parts/said.ts'
import { date, wall } from '#platform/words/dates.ts'
import { spokenTo, type Words } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { Button, LinkButton, PostButton } from '#ui/button.tsx'
import { TextField } from '#ui/field.tsx'
import * as icons from '#ui/icons.ts'
import { Crumbs, Section } from '#ui/section.tsx'
import { TopicChips, type TopicName } from '../parts/chips.tsx'
import { type FactRow, type MatterRow, matterPath } from '../rules.ts'
import { StoryBeside, StoryText } from '../story/parts/story.tsx'
import type { Story } from '../story/reads.ts'

export interface MatterPageProps {
  readonly network: { readonly slug: string; readonly name: Words; readonly timezone: string }
  readonly matter: MatterRow
  readonly facts: readonly FactRow[]
  readonly topics: readonly TopicName[]
  readonly story: Story
  readonly organises: boolean
  /** A fact that could not be taken, and why. */
  readonly typed: { readonly text: string; readonly error: string } | null
}

export function MatterPage(props: MatterPageProps) {
  const { network, matter, story, organises } = props
  const base = `/${network.slug}`
  const path = matterPath(base, matter)
  const [home, title, summary] = [said(network.name), said(matter.title), said(matter.summary)]
  return (
    <main class="sm-page" id="content">
      <Crumbs
        label={m.network_crumbs()}
        steps={[
          { href: base, text: <span lang={home.lang}>{home.text}</span> },
          { href: `${base}/topics`, text: m.matters_topics() },
        ]}
      />
      <p class="sm-story__k soft">{m.matters_matter()}</p>
      <h1 class="sm-title sm-title--m" lang={title.lang}>
        {title.text}
      </h1>
      {summary.text ? (
        <p class="sm-lead" lang={summary.lang}>
          {summary.text}
        </p>
      ) : null}
      {matter.proposedByName ? <p class="soft">{m.matters_proposed_by({ name: matter.proposedByName })}</p> : null}
      <TopicChips of={props.topics} base={base} />
      {organises ? (
        <div class="sm-acts">
          <LinkButton href={`${path}/edit`} variant="secondary" size="sm" icon={icons.pencil}>
            {m.matters_edit()}
          </LinkButton>
        </div>
      ) : null}
      <div class="sm-cols">
        <div>
          <Facts {...props} path={path} />
          <StoryText of={story} base={base} path={path} none={m.matters_story_none()} />
        </div>
        <aside aria-label={m.matters_beside()}>
          <StoryBeside of={story} />
        </aside>
      </div>
    </main>
  )
}

function Facts({ facts, organises, typed, path, network }: MatterPageProps & { path: string }) {
  if (facts.length === 0 && !organises) return null
  return (
    <Section id="facts" title={m.matters_facts()}>
      {facts.length === 0 ? (
        <p class="soft">{m.matters_facts_none()}</p>
      ) : (
        <ul class="sm-list sm-list--read">
          {facts.map((one) => (
            <li key={one.id}>
              <span lang={one.locale === spokenTo(localeNow()) ? undefined : one.locale}>{one.text}</span>
              <span class="sm-list__m">{date(wall(one.at, network.timezone).date)}</span>
              {organises ? (
                <PostButton
                  action={`${path}/facts/remove`}
                  fields={{ fact: one.id }}
                  variant="tertiary"
                  size="sm"
                  icon={icons.trash}
                  label={m.matters_fact_remove_named({ text: one.text })}
                >
                  {m.matters_fact_remove()}
                </PostButton>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {organises ? (
        <form class="sm-form" method="post" action={`${path}/facts`} novalidate>
          <TextField
            name="text"
            label={m.matters_fact_new()}
            help={m.matters_fact_help()}
            value={typed?.text}
            error={typed?.error}
            autocomplete="off"
          />
          <div>
            <Button variant="secondary" size="sm" icon={icons.plus}>
              {m.matters_fact_add()}
            </Button>
          </div>
        </form>
      ) : null}
    </Section>
  )
}
