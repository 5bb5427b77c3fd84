/** Tying a measure to what was said, decided and done: search, choose, done. */
import { said } from '#meeting/parts/said.ts'
import { m } from '#platform/words/words.ts'
import { Button, PostButton } from '#ui/button.tsx'
import { TextField } from '#ui/field.tsx'
import * as icons from '#ui/icons.ts'
import { Crumbs, Section } from '#ui/section.tsx'
import type { MeasureView, PlanView } from '../../reads.ts'
import { LinkList, linkFrom } from '../parts/list.tsx'
import type { Linked, LinkView } from '../reads.ts'

export interface LinksPageProps {
  readonly view: PlanView
  readonly measure: MeasureView
  readonly links: readonly LinkView[]
  readonly q: string
  readonly found: readonly Linked[]
}

export function LinksPage({ view, measure, links, q, found }: LinksPageProps) {
  const [plan, title] = [said(view.plan.title), said(measure.title)]
  const tied = new Set(links.map((one) => one.subjectId))
  return (
    <main class="sm-page sm-page--text" id="content">
      <Crumbs
        label={m.plans_crumbs()}
        steps={[
          { text: <span lang={plan.lang}>{plan.text}</span>, href: view.path },
          { text: m.plans_measure_n({ number: measure.number }), href: measure.path },
          { text: m.plans_links() },
        ]}
      />
      <h1 class="sm-title sm-title--m">{m.plans_tie_title()}</h1>
      <p class="sm-lead" lang={title.lang}>{`${measure.number} ${title.text}`}</p>
      <search class="sm-planway">
        <form class="sm-inline" method="get" action={`${measure.path}/links`}>
          <TextField name="q" type="search" label={m.plans_tie_search()} help={m.plans_tie_help()} value={q} />
          <Button variant="secondary" icon={icons.magnifyingGlass}>
            {m.plans_find()}
          </Button>
        </form>
      </search>
      {q.trim().length > 1 && (
        <Section id="found" title={m.plans_found({ count: found.length })}>
          {found.length === 0 && <p>{m.plans_found_none()}</p>}
          <ul class="sm-list">
            {found.map((one) => {
              const name = said(one.title)
              return (
                <li key={one.subjectId} class="sm-tied">
                  <div>
                    <a class="sm-list__t" href={one.path} lang={name.lang}>
                      {name.text}
                    </a>
                    <span class="sm-list__m">{linkFrom(one)}</span>
                  </div>
                  {tied.has(one.subjectId) ? (
                    <span class="soft">{m.plans_tied()}</span>
                  ) : (
                    <PostButton
                      action={`${measure.path}/links`}
                      fields={{ kind: one.kind, subject: one.subjectId, q }}
                      size="sm"
                      variant="secondary"
                      label={m.plans_tie_to({ title: name.text })}
                    >
                      {m.plans_tie()}
                    </PostButton>
                  )}
                </li>
              )
            })}
          </ul>
        </Section>
      )}
      {links.length > 0 && (
        <Section id="links" title={m.plans_links()}>
          <LinkList of={links} at={measure.path} />
        </Section>
      )}
      <p class="sm-planway">
        <a class="ds-link" href={measure.path}>
          {m.plans_back_to_measure()}
        </a>
      </p>
    </main>
  )
}
