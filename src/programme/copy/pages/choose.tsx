/** What a new meeting is made after: the last of a series, a template, or any other. */
import { said } from '#meeting/parts/said.ts'
import { date, wall } from '#platform/words/dates.ts'
import type { Words } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { Crumbs, Section } from '#ui/section.tsx'
import { State } from '#ui/state.tsx'
import type { SourceLine } from '../reads.ts'

export interface ChooseProps {
  readonly network: { readonly slug: string; readonly name: Words }
  readonly lasts: readonly SourceLine[]
  readonly templates: readonly SourceLine[]
  readonly others: readonly SourceLine[]
}

export function ChoosePage(props: ChooseProps) {
  const base = `/${props.network.slug}`
  const { lasts, templates, others } = props
  return (
    <main class="sm-page sm-page--text" id="content">
      <Crumbs
        label={m.programme_crumbs()}
        steps={[
          { text: said(props.network.name).text, href: base },
          { text: m.programme_new_title(), href: `${base}/new` },
          { text: m.programme_copy_title() },
        ]}
      />
      <h1 class="sm-title sm-title--m">{m.programme_copy_title()}</h1>
      <p class="sm-lead">{m.programme_copy_lead()}</p>
      {lasts.length + templates.length + others.length === 0 && <p class="sm-empty">{m.programme_copy_none()}</p>}
      {lasts.length > 0 && (
        <Section id="lasts" title={m.programme_copy_lasts()}>
          <Sources of={lasts} base={base} />
        </Section>
      )}
      <Section
        id="templates"
        title={m.programme_copy_templates()}
        aside={
          templates.length > 0 && (
            <a class="ds-link" href={`${base}/templates`}>
              {m.programme_copy_templates_all()}
            </a>
          )
        }
      >
        {templates.length > 0 ? (
          <Sources of={templates} base={base} />
        ) : (
          <p class="sm-empty">{m.programme_copy_templates_none()}</p>
        )}
      </Section>
      {others.length > 0 && (
        <Section id="others" title={m.programme_copy_others()}>
          <Sources of={others} base={base} />
        </Section>
      )}
    </main>
  )
}

function Sources(props: { of: readonly SourceLine[]; base: string }) {
  return (
    <ul class="sm-list">
      {props.of.map((line) => {
        const title = said(line.title)
        const when = line.startsAt === null ? m.programme_copy_no_date() : date(wall(line.startsAt, line.timezone).date)
        return (
          <li key={line.id}>
            <a class="sm-list__t" href={`${props.base}/new/from?from=${line.id}`} lang={title.lang}>
              {title.text}
            </a>
            {line.template ? null : (
              <span class="sm-list__m">
                {line.lastOf ? `${m.programme_copy_last_of({ series: said(line.lastOf).text })}, ${when}` : when}{' '}
                {line.publishedAt === null && <State is="draft">{m.programme_copy_draft()}</State>}
              </span>
            )}
          </li>
        )
      })}
    </ul>
  )
}
