/** For organisers: which matter an item is a treatment of, and which topics it is about. */
import { said } from '#meeting/parts/said.ts'
import type { Words } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { Button, PostButton } from '#ui/button.tsx'
import * as icons from '#ui/icons.ts'
import { Crumbs, Section } from '#ui/section.tsx'
import type { TopicName } from '../../parts/chips.tsx'
import { type Offered, PickMatter, PickTopics } from '../../parts/pick.tsx'
import { type MatterRow, matterPath } from '../../rules.ts'

export interface ItemMatterProps {
  /** `/{network}` */
  readonly base: string
  readonly meeting: { readonly title: Words; readonly path: string }
  readonly item: { readonly title: Words; readonly path: string }
  readonly matter: MatterRow | null
  readonly matters: readonly Offered[]
  readonly topics: readonly TopicName[]
  readonly own: ReadonlySet<string>
  readonly typed: { readonly matter: string; readonly error: string } | null
}

export function ItemMatterPage(props: ItemMatterProps) {
  const { base, item, meeting, matter } = props
  const [title, of] = [said(item.title), said(meeting.title)]
  const others = props.matters.filter((one) => one.id !== matter?.id)
  return (
    <main class="sm-page sm-page--text" id="content">
      <Crumbs
        label={m.meeting_item_crumbs()}
        steps={[
          { href: meeting.path, text: <span lang={of.lang}>{of.text}</span> },
          { href: item.path, text: <span lang={title.lang}>{title.text}</span> },
        ]}
      />
      <h1 class="sm-title sm-title--m">{m.matters_on_item()}</h1>
      <Section id="matter" title={m.matters_matter()}>
        {matter ? (
          <>
            <p>
              {m.matters_treats()}{' '}
              <a class="ds-link" href={matterPath(base, matter)} lang={said(matter.title).lang}>
                {said(matter.title).text}
              </a>
            </p>
            <PostButton action={`${item.path}/matter/untie`} variant="secondary" size="sm">
              {m.matters_untie()}
            </PostButton>
          </>
        ) : (
          <>
            <p>{m.matters_follow_help()}</p>
            <PostButton action={`${item.path}/matter/follow`} icon={icons.plus}>
              {m.matters_follow_item()}
            </PostButton>
          </>
        )}
        {others.length === 0 && props.typed === null ? null : (
          <form class="sm-form" method="post" action={`${item.path}/matter/tie`} novalidate>
            <PickMatter
              of={others}
              label={matter ? m.matters_tie_other() : m.matters_tie()}
              value={props.typed?.matter}
              error={props.typed?.error}
            />
            <div>
              <Button variant="secondary">{m.matters_tie_button()}</Button>
            </div>
          </form>
        )}
      </Section>
      <Section id="topics" title={m.matters_topics()}>
        {props.topics.length === 0 ? (
          <p>
            {m.matters_topics_none_yet()}{' '}
            <a class="ds-link" href={`${base}/topics/new`}>
              {m.matters_topic_new()}
            </a>
          </p>
        ) : (
          <form class="sm-form" method="post" action={`${item.path}/matter/topics`}>
            <PickTopics of={props.topics} own={props.own} />
            <div class="sm-form__end">
              <Button>{m.shared_save()}</Button>
              <a class="ds-link" href={`${base}/topics/new`}>
                {m.matters_topic_new()}
              </a>
            </div>
          </form>
        )}
      </Section>
    </main>
  )
}
