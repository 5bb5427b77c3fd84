/** One field over everything a network has said, and what was found. */
import { topicPath } from '#matters/topics/rules.ts'
import { said } from '#meeting/parts/said.ts'
import type { Words } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { Button, LinkButton } from '#ui/button.tsx'
import { Select } from '#ui/field.tsx'
import * as icons from '#ui/icons.ts'
import { Island } from '#ui/island.tsx'
import { Section } from '#ui/section.tsx'
import type { Choices } from '../choices/reads.ts'
import { topicCalled } from '../choices/rules.ts'
import { kinds } from '../document.ts'
import { SearchBox } from '../parts/box.tsx'
import { Hits, Story } from '../parts/hits.tsx'
import { kindName } from '../parts/kinds.ts'
import { Suggested } from '../parts/suggested.tsx'
import { type Found, isNarrowed, PER_PAGE, queryText, type SearchQuery } from '../rules.ts'

export interface SearchPageProps {
  readonly network: { readonly slug: string; readonly name: Words }
  readonly query: SearchQuery
  readonly found: Found
  readonly choices: Choices
  readonly member: boolean
}

export function SearchPage(props: SearchPageProps) {
  const { network, query, found } = props
  const base = `/${network.slug}`
  const name = said(network.name)
  return (
    <main id="content">
      <div class="sm-hero">
        <div class="sm-hero__in">
          <h1 class="sm-title" lang={name.lang}>
            {m.search_in({ network: name.text })}
          </h1>
          <SearchBox
            base={base}
            q={query.q}
            field={
              <Island name="search/suggest" props={{ address: `${base}/search/words`, q: query.q }} when="now" hydrate>
                <Suggested q={query.q} />
              </Island>
            }
          />
        </div>
      </div>
      <div class="sm-page sm-answer">
        {query.q === '' ? (
          <p class="sm-lead">
            {m.search_start()} {props.member ? m.search_start_members() : null}
          </p>
        ) : (
          <>
            <Meant found={found} />
            {found.count === 0 ? <Nothing {...props} /> : <Everything {...props} />}
          </>
        )}
      </div>
    </main>
  )
}

const Meant = ({ found }: { found: Found }) => (
  <>
    {found.meant.map(({ typed, instead }) => (
      <p class="sm-meant" role="status">
        {m.search_meant({ typed, instead: instead.join('», «') })}
      </p>
    ))}
  </>
)

function Everything(props: SearchPageProps) {
  const { query, found } = props
  const path = `/${props.network.slug}/search`
  const of = { count: found.count, q: query.q }
  const story = found.groups.filter((group) => group.kind === 'decision' || group.kind === 'action')
  const main = found.groups.filter((group) => ['minutes', 'item', 'plan', 'matter', 'topic'].includes(group.kind))
  const beside = found.groups.filter((group) => !story.includes(group) && !main.includes(group))
  const called = topicCalled(query.q, props.choices.topics)
  const one = query.kind !== null
  const list = (group: Found['groups'][number]) => (
    <Section id={group.kind} title={kindName(group.kind)} aside={group.count} key={group.kind}>
      <Hits hits={group.hits} marks={found.marks} />
      {!one && group.count > group.hits.length ? (
        <p class="sm-acts">
          <a class="ds-link" href={`${path}${queryText(query, { kind: group.kind, page: 1 })}`}>
            {m.search_show_all({ count: group.count })}
          </a>
        </p>
      ) : null}
    </Section>
  )
  if (one)
    return (
      <>
        <h2 class="sm-h2">{found.more ? m.search_count_more(of) : m.search_count(of)}</h2>
        <div class="sm-sift">
          <Chips {...props} />
          <Narrow {...props} />
        </div>
        {found.groups.map(list)}
        <Pages {...props} />
      </>
    )
  const told = (
    <>
      {story.length > 0 ? (
        <Section id="story" title={m.search_story()}>
          <Story hits={story.flatMap((group) => group.hits)} marks={found.marks} />
        </Section>
      ) : null}
      {main.map(list)}
    </>
  )
  return (
    <>
      <h2 class="sm-h2">{found.more ? m.search_count_more(of) : m.search_count(of)}</h2>
      <div class="sm-sift">
        <Chips {...props} />
        <Narrow {...props} />
      </div>
      <div class="sm-home">
        {story.length + main.length > 0 ? <div>{told}</div> : null}
        {beside.length > 0 || called ? (
          <div>
            {beside.map(list)}
            {called ? <FollowTopic base={`/${props.network.slug}`} of={called} /> : null}
          </div>
        ) : null}
      </div>
    </>
  )
}

/** What was looked for is a topic: all of it stands on its page, and whoever wants is told what comes. */
const FollowTopic = ({ base, of }: { base: string; of: Choices['topics'][number] }) => (
  <p class="sm-acts">
    <LinkButton href={topicPath(base, of)} icon={icons.bell} variant="secondary">
      {m.search_follow_topic({ topic: said(of.name).text })}
    </LinkButton>
  </p>
)

/** How many there are of each kind; one of them alone is one click away. */
function Chips({ query, found, network }: SearchPageProps) {
  const path = `/${network.slug}/search`
  const shown = kinds.filter((kind) => query.kind === kind || found.groups.some((group) => group.kind === kind))
  const count = (n: number) => (found.more ? `${n}+` : n)
  return (
    <nav class="sm-kinds" aria-label={m.search_kinds()}>
      <a href={`${path}${queryText(query, { kind: null, page: 1 })}`} aria-current={query.kind === null ? 'true' : undefined}>
        {m.search_all()} {query.kind === null ? count(found.count) : null}
      </a>
      {shown.map((kind) => (
        <a
          key={kind}
          href={`${path}${queryText(query, { kind, page: 1 })}`}
          aria-current={query.kind === kind ? 'true' : undefined}
        >
          {kindName(kind)} {count(found.groups.find((group) => group.kind === kind)?.count ?? 0)}
        </a>
      ))}
    </nav>
  )
}

function Pages({ query, found, network }: SearchPageProps) {
  const path = `/${network.slug}/search`
  const more = found.count > query.page * PER_PAGE
  if (query.page === 1 && !more) return null
  return (
    <nav class="sm-acts" aria-label={m.search_pages_nav()}>
      {query.page > 1 ? (
        <a class="ds-link" rel="prev" href={`${path}${queryText(query, { page: query.page - 1 })}`}>
          {m.search_previous()}
        </a>
      ) : null}
      {more ? (
        <a class="ds-link" rel="next" href={`${path}${queryText(query, { page: query.page + 1 })}`}>
          {m.search_next()}
        </a>
      ) : null}
    </nav>
  )
}

function Nothing(props: SearchPageProps) {
  const { query, found, network, member } = props
  const path = `/${network.slug}/search`
  if (found.tooWide)
    return (
      <>
        <p class="sm-empty">{m.search_too_wide()}</p>
        <Narrow {...props} />
      </>
    )
  return (
    <>
      <h2 class="sm-h2">{isNarrowed(query) ? m.search_none_narrowed({ q: query.q }) : m.search_none({ q: query.q })}</h2>
      {isNarrowed(query) ? (
        <p class="sm-acts">
          <a
            class="ds-link"
            href={`${path}${queryText({ ...query, kind: null, series: '', topic: '', year: null, organisation: null, page: 1 })}`}
          >
            {m.search_widen()}
          </a>
        </p>
      ) : null}
      {found.singly.length > 0 ? (
        <>
          <p>{m.search_singly()}</p>
          <ul class="sm-list">
            {found.singly.map((word) => (
              <li key={word}>
                <a class="sm-list__t" href={`${path}${queryText(query, { q: word, page: 1 })}`}>
                  {word}
                </a>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p class="sm-empty">{member ? m.search_none_help_in() : m.search_none_help()}</p>
      )}
      <Narrow {...props} />
    </>
  )
}

function Narrow({ query, choices, network }: SearchPageProps) {
  const named = (all: readonly { readonly name: Words }[]) => all.map((one) => said(one.name).text)
  const alphabet = new Intl.Collator(localeNow())
  const options = <T extends { readonly name: Words }>(all: readonly T[], value: (one: T) => string) => [
    { value: '', label: m.search_any() },
    ...all.map((one, i) => ({ value: value(one), label: named(all)[i]! })).sort((a, b) => alphabet.compare(a.label, b.label)),
  ]
  const { series, topics, years, organisations } = choices
  if (series.length + topics.length + years.length + organisations.length === 0) return null
  return (
    <details class="sm-within" open={isNarrowed({ ...query, kind: null })}>
      <summary>{m.search_narrow()}</summary>
      <form class="sm-find" action={`/${network.slug}/search`} method="get">
        <input type="hidden" name="q" value={query.q} />
        {query.kind ? <input type="hidden" name="kind" value={query.kind} /> : null}
        {series.length > 0 ? (
          <Select name="series" label={m.search_series()} value={query.series} options={options(series, (one) => one.slug)} />
        ) : null}
        {topics.length > 0 ? (
          <Select name="topic" label={m.search_topic()} value={query.topic} options={options(topics, (one) => one.slug)} />
        ) : null}
        {years.length > 0 ? (
          <Select
            name="year"
            label={m.search_year()}
            value={query.year === null ? '' : `${query.year}`}
            options={[{ value: '', label: m.search_any() }, ...years.map((year) => ({ value: `${year}`, label: `${year}` }))]}
          />
        ) : null}
        {organisations.length > 0 ? (
          <Select
            name="organisation"
            label={m.search_organisation()}
            value={query.organisation ?? ''}
            options={options(organisations, (one) => one.id)}
          />
        ) : null}
        <Button variant="secondary">{m.search_show()}</Button>
      </form>
    </details>
  )
}
