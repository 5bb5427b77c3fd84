/** Making a topic, and what organisers do with one: its name, what is about it, one with another, away. */
import { said } from '#meeting/parts/said.ts'
import type { Locale, Words } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { Button, PostButton } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/errorsummary.tsx'
import { CheckboxGroup, Select } from '#ui/field.tsx'
import * as icons from '#ui/icons.ts'
import { Crumbs, Section } from '#ui/section.tsx'
import type { TopicName } from '../../parts/chips.tsx'
import { NamedFields } from '../../parts/named.tsx'
import type { Suggested } from '../reads.ts'
import { type TopicRow, topicPath } from '../rules.ts'

export interface EditTopicProps {
  readonly network: { readonly slug: string; readonly name: Words; readonly locale: Locale }
  /** Null for a new one. */
  readonly topic: TopicRow | null
  readonly fields: Readonly<Record<string, string>>
  readonly errors: Readonly<Record<string, string>>
  readonly summary: readonly { readonly field: string; readonly text: string }[]
  /** Items whose titles speak of it. */
  readonly suggested: readonly Suggested[]
  /** Items that were given it by themselves. */
  readonly linked: readonly Suggested[]
  readonly others: readonly TopicName[]
}

export function EditTopicPage(props: EditTopicProps) {
  const { network, topic, fields, errors } = props
  const base = `/${network.slug}`
  const path = topic ? topicPath(base, topic) : `${base}/topics`
  const heading = topic ? m.matters_topic_edit() : m.matters_topic_new()
  return (
    <main class="sm-page sm-page--text" id="content">
      <Crumbs
        label={m.network_crumbs()}
        steps={[
          { href: base, text: said(network.name).text },
          { href: `${base}/topics`, text: m.matters_topics() },
          ...(topic ? [{ href: path, text: said(topic.name).text }] : []),
        ]}
      />
      <h1 class="sm-title sm-title--m">{heading}</h1>
      <ErrorSummary title={m.shared_errors_title()} errors={props.summary} />
      <form class="sm-form" method="post" action={topic ? `${path}/edit` : `${base}/topics/new`} novalidate>
        <input type="hidden" name="version" value={fields['version']} />
        <NamedFields first={network.locale} fields={fields} errors={errors} text="description" label={m.network_description_in} />
        <div class="sm-form__end">
          <Button>{topic ? m.shared_save() : m.matters_topic_make()}</Button>
          <a class="ds-link" href={path}>
            {m.shared_cancel()}
          </a>
        </div>
      </form>
      {topic ? <Work {...props} topic={topic} path={path} /> : null}
    </main>
  )
}

function Work(props: EditTopicProps & { topic: TopicRow; path: string }) {
  const { path } = props
  return (
    <>
      <Items
        id="suggested"
        title={m.matters_suggested()}
        help={m.matters_suggested_help()}
        of={props.suggested}
        ticked
        action={`${path}/link`}
        button={m.matters_suggested_take()}
      />
      <Items
        id="linked"
        title={m.matters_linked()}
        help={m.matters_linked_help()}
        of={props.linked}
        action={`${path}/unlink`}
        button={m.matters_linked_remove()}
      />
      {props.others.length === 0 ? null : (
        <Section id="merge" title={m.matters_topic_merge()}>
          <p>{m.matters_topic_merge_help()}</p>
          <form class="sm-form" method="post" action={`${path}/merge`} novalidate>
            <Select
              name="into"
              label={m.matters_topic_merge_into()}
              value={props.fields['into'] ?? ''}
              error={props.errors['into']}
              options={[
                { value: '', label: m.matters_choose() },
                ...props.others.map((one) => ({ value: one.id, label: said(one.name).text, lang: said(one.name).lang })),
              ]}
            />
            <div>
              <Button variant="secondary">{m.matters_topic_merge()}</Button>
            </div>
          </form>
        </Section>
      )}
      <Section id="remove" title={m.matters_topic_remove()} class="sm-danger">
        <p>{m.matters_topic_remove_help()}</p>
        <PostButton action={`${path}/remove`} variant="secondary" color="danger" icon={icons.trash}>
          {m.matters_topic_remove()}
        </PostButton>
      </Section>
    </>
  )
}

interface ItemsProps {
  readonly id: string
  readonly title: string
  readonly help: string
  readonly of: readonly Suggested[]
  readonly ticked?: boolean
  readonly action: string
  readonly button: string
}

function Items({ id, title, help, of, ticked, action, button }: ItemsProps) {
  if (of.length === 0) return null
  return (
    <Section id={id} title={title} aside={of.length}>
      <form class="sm-form" method="post" action={action}>
        <CheckboxGroup
          name="item"
          id={`${id}-item`}
          legend={help}
          values={ticked ? of.map((one) => one.id) : []}
          options={of.map((one) => ({
            value: one.id,
            label: `${said(one.title).text} (${said(one.meeting).text})`,
          }))}
        />
        <div>
          <Button variant="secondary">{button}</Button>
        </div>
      </form>
    </Section>
  )
}
