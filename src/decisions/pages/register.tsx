/** All decisions of a network, newest first, narrowed by what is asked for. */
import { said } from '#meeting/parts/said.ts'
import { factsOf } from '#minutes/facts/rules.ts'
import { date } from '#platform/words/dates.ts'
import { spokenTo, type Words } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { Button, LinkButton } from '#ui/button.tsx'
import { Select, TextField } from '#ui/field.tsx'
import * as icons from '#ui/icons.ts'
import { Crumbs } from '#ui/section.tsx'
import { Followed } from '../parts/followed.tsx'
import type { DecisionChoices } from '../reads.ts'
import {
  type DecisionQuery,
  type DecisionView,
  decisionPath,
  type FollowedCounts,
  isNarrowed,
  PER_PAGE,
  queryText,
} from '../rules.ts'

export interface RegisterPageProps {
  readonly network: { readonly slug: string; readonly name: Words }
  readonly query: DecisionQuery
  readonly choices: DecisionChoices
  readonly decisions: readonly DecisionView[]
  /** How many there are of what was asked for, on all pages. */
  readonly count: number
  readonly followed: FollowedCounts
}

export function RegisterPage(props: RegisterPageProps) {
  const { network, query, choices, count } = props
  const name = said(network.name)
  const path = `/${network.slug}/decisions`
  return (
    <main class="sm-page" id="content">
      <Crumbs
        label={m.register_crumbs()}
        steps={[{ href: `/${network.slug}`, text: <span lang={name.lang}>{name.text}</span> }, { text: m.register_title() }]}
      />
      <h1 class="sm-title sm-title--m">{m.register_title()}</h1>
      {choices.all === 0 ? (
        <p class="sm-empty">{m.register_none()}</p>
      ) : (
        <>
          <p class="sm-lead">{m.register_lead()}</p>
          <Narrow {...props} path={path} />
          {count === 0 ? (
            <p class="sm-empty">
              {m.register_none_found()} <All path={path} />
            </p>
          ) : props.decisions.length === 0 ? (
            <p class="sm-empty">
              {m.register_no_such_page()} <All path={path} />
            </p>
          ) : (
            <>
              <Rows {...props} />
              <Pages query={query} count={count} path={path} />
              <p class="sm-acts">
                {(['xlsx', 'csv'] as const).map((form) => (
                  <LinkButton
                    key={form}
                    href={`${path}/all.${form}${queryText(query, { page: 1 })}`}
                    icon={icons.download}
                    variant="tertiary"
                    label={`${m.register_along()}: ${form === 'csv' ? m.register_along_csv() : m.register_along_xlsx()}`}
                    download
                  >
                    {form === 'csv' ? m.register_along_csv() : m.register_along_xlsx()}
                  </LinkButton>
                ))}
              </p>
            </>
          )}
        </>
      )}
    </main>
  )
}

const All = ({ path }: { path: string }) => (
  <a class="ds-link" href={path}>
    {m.register_show_all()}
  </a>
)

function Narrow({ query, choices, path }: RegisterPageProps & { path: string }) {
  const any = { value: '', label: m.register_all() }
  return (
    <search aria-label={m.register_find()}>
      <form class="sm-find" method="get" action={path}>
        <TextField name="q" type="search" label={m.register_q()} value={query.q} autocomplete="off" />
        {choices.series.length > 1 || query.series ? (
          <Select
            name="series"
            label={m.register_series()}
            value={query.series}
            options={[
              any,
              ...choices.series.map(({ slug, name }) => ({ value: slug, label: said(name).text, lang: said(name).lang })),
            ]}
          />
        ) : null}
        {choices.topics.length > 0 ? (
          <Select
            name="topic"
            label={m.register_topic()}
            value={query.topic}
            options={[
              any,
              ...choices.topics.map(({ slug, name }) => ({ value: slug, label: said(name).text, lang: said(name).lang })),
            ]}
          />
        ) : null}
        {choices.years.length > 1 || query.year !== null ? (
          <Select
            name="year"
            label={m.register_year()}
            value={query.year === null ? '' : `${query.year}`}
            options={[any, ...choices.years.map((year) => ({ value: `${year}`, label: `${year}` }))]}
          />
        ) : null}
        <Select
          name="sort"
          label={m.register_sort()}
          value={query.sort}
          options={[
            { value: 'newest', label: m.register_sort_newest() },
            { value: 'oldest', label: m.register_sort_oldest() },
          ]}
        />
        <Button variant="secondary" icon={icons.magnifyingGlass}>
          {m.register_show()}
        </Button>
        {isNarrowed(query) ? <All path={path} /> : null}
      </form>
    </search>
  )
}

function Rows({ network, decisions, count, followed }: RegisterPageProps) {
  return (
    <table class="sm-table sm-table--stack sm-register">
      <caption>{m.register_count({ count })}</caption>
      <thead>
        <tr>
          <th scope="col">{m.register_number()}</th>
          <th scope="col">{m.register_what()}</th>
          <th scope="col">{m.register_from()}</th>
          <th scope="col">{m.register_followed()}</th>
        </tr>
      </thead>
      <tbody>
        {decisions.map((one) => (
          <Row key={one.id} one={one} base={`/${network.slug}`} counts={followed.get(one.item.id)} />
        ))}
      </tbody>
    </table>
  )
}

function Row({ one, base, counts }: { one: DecisionView; base: string; counts: { all: number; done: number } | undefined }) {
  const [item, meeting] = [said(one.item.title), said(one.meeting.title)]
  const lang = one.locale === spokenTo(localeNow()) ? undefined : one.locale
  const facts = factsOf(one.block).map(({ term, text }) => (term === null ? text : `${term} ${text}`))
  return (
    <tr>
      <th scope="row" class="sm-register__no">
        {one.words}
      </th>
      <td>
        <a class="sm-register__text" href={decisionPath(base, one)} lang={lang}>
          {one.block.text}
        </a>
        {facts.length === 0 ? null : <p class="sm-list__m">{facts.join(' · ')}</p>}
      </td>
      <td data-label={m.register_from()}>
        <div>
          <a class="ds-link" href={`${one.item.path}#${one.block.id}`} lang={item.lang}>
            {item.text}
          </a>
          <p class="sm-list__m">
            <span lang={meeting.lang}>{meeting.text}</span>
            {one.on ? (
              <>
                , <time datetime={one.on}>{date(one.on)}</time>
              </>
            ) : null}
          </p>
        </div>
      </td>
      <td data-label={m.register_followed()}>
        <Followed counts={counts} amendments={one.amendments} />
      </td>
    </tr>
  )
}

function Pages({ query, count, path }: { query: DecisionQuery; count: number; path: string }) {
  const pages = Math.ceil(count / PER_PAGE)
  if (pages < 2) return null
  const to = (page: number) => path + queryText(query, { page })
  return (
    <nav class="sm-acts" aria-label={m.register_pages()}>
      {query.page > 1 ? (
        <LinkButton variant="secondary" href={to(query.page - 1)} rel="prev">
          {m.register_newer()}
        </LinkButton>
      ) : null}
      <span class="soft">{m.register_page_of({ page: query.page, pages })}</span>
      {query.page < pages ? (
        <LinkButton variant="secondary" href={to(query.page + 1)} rel="next">
          {m.register_older()}
        </LinkButton>
      ) : null}
    </nav>
  )
}
