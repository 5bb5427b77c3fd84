/** Renaming a matter, saying what it is about and which topics it belongs to, and putting it together with another. */
import { said } from '#meeting/parts/said.ts'
import type { Locale, Words } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { Button } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/errorsummary.tsx'
import { Crumbs, Section } from '#ui/section.tsx'
import type { TopicName } from '../parts/chips.tsx'
import { NamedFields } from '../parts/named.tsx'
import { type Offered, PickMatter, PickTopics } from '../parts/pick.tsx'
import { type MatterRow, matterPath } from '../rules.ts'

export interface EditMatterProps {
  readonly network: { readonly slug: string; readonly name: Words; readonly locale: Locale }
  readonly matter: MatterRow
  readonly fields: Readonly<Record<string, string>>
  readonly errors: Readonly<Record<string, string>>
  readonly summary: readonly { readonly field: string; readonly text: string }[]
  readonly topics: readonly TopicName[]
  readonly own: ReadonlySet<string>
  readonly others: readonly Offered[]
}

export function EditMatterPage(props: EditMatterProps) {
  const { network, matter, fields, errors } = props
  const base = `/${network.slug}`
  const path = matterPath(base, matter)
  return (
    <main class="sm-page sm-page--text" id="content">
      <Crumbs
        label={m.network_crumbs()}
        steps={[
          { href: base, text: said(network.name).text },
          { href: path, text: said(matter.title).text },
        ]}
      />
      <h1 class="sm-title sm-title--m">{m.matters_edit()}</h1>
      <ErrorSummary title={m.shared_errors_title()} errors={props.summary} />
      <form class="sm-form" method="post" action={`${path}/edit`} novalidate>
        <input type="hidden" name="version" value={fields['version']} />
        <NamedFields first={network.locale} fields={fields} errors={errors} text="summary" label={m.matters_summary_in} />
        <PickTopics of={props.topics} own={props.own} />
        <div class="sm-form__end">
          <Button>{m.shared_save()}</Button>
          <a class="ds-link" href={path}>
            {m.shared_cancel()}
          </a>
        </div>
      </form>
      {props.others.length === 0 ? null : (
        <Section id="merge" title={m.matters_merge()}>
          <p>{m.matters_merge_help()}</p>
          <form class="sm-form" method="post" action={`${path}/merge`} novalidate>
            <PickMatter of={props.others} label={m.matters_merge_into()} value={fields['matter']} error={errors['matter']} />
            <div>
              <Button variant="secondary">{m.matters_merge()}</Button>
            </div>
          </form>
        </Section>
      )}
    </main>
  )
}
