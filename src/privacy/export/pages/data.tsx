/** What there is of oneself, counted, and the ways to take it along and to be erased. */
import type { TraceKind } from '#people/traces/rules.ts'
import { m } from '#platform/words/words.ts'
import { LinkButton } from '#ui/button.tsx'
import { Crumbs, Section } from '#ui/section.tsx'
import { Counts } from '../../parts/counts.tsx'

export function DataPage({ counts }: { counts: readonly { readonly kind: TraceKind; readonly rows: number }[] }) {
  return (
    <main class="sm-page sm-page--text" id="content">
      <Crumbs
        label={m.people_me_title()}
        steps={[{ text: m.people_me_title(), href: '/me' }, { text: m.privacy_data_title() }]}
      />
      <h1 class="sm-title sm-title--m">{m.privacy_data_title()}</h1>
      <p class="sm-lead">{m.privacy_data_lead()}</p>
      <Counts of={counts} caption={m.privacy_data_counts()} />
      <Section id="take" title={m.privacy_data_take()}>
        <p>{m.privacy_data_take_text()}</p>
        <p class="sm-acts">
          <LinkButton href="/me/data.zip" variant="secondary" download>
            {m.privacy_data_download()}
          </LinkButton>
        </p>
      </Section>
      <Section id="erase" title={m.privacy_erase_title()} class="sm-danger">
        <p>{m.privacy_data_erase_text()}</p>
        <p class="sm-acts">
          <LinkButton href="/me/erase" variant="secondary" color="danger">
            {m.privacy_data_erase()}
          </LinkButton>
        </p>
      </Section>
    </main>
  )
}
