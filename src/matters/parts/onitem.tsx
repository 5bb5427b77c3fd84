/** On an item's page: what it is about, and the other times its matter was on. */
import { said } from '#meeting/parts/said.ts'
import { m } from '#platform/words/words.ts'
import { LinkButton } from '#ui/button.tsx'
import * as icons from '#ui/icons.ts'
import { Section } from '#ui/section.tsx'
import type { Beside } from '../reads.ts'
import { type MatterRow, matterPath } from '../rules.ts'
import { TopicChips, type TopicName } from './chips.tsx'
import { Times } from './times.tsx'

/** What an item's page tells of its matter and topics. */
export interface ItemMatter {
  readonly matter: MatterRow | null
  readonly beside: readonly Beside[]
  readonly topics: readonly TopicName[]
}

/** @param base `/{network}` @param edit where it is changed; null for those who may not */
export function MatterOnItem({ of, base, edit }: { of: ItemMatter; base: string; edit: string | null }) {
  const { matter, beside, topics } = of
  if (!matter && topics.length === 0 && edit === null) return null
  return (
    <Section id="matter" title={m.matters_on_item()}>
      <TopicChips of={topics} base={base} />
      <Times of={beside} />
      {matter ? (
        <p>
          <a class="ds-link" href={matterPath(base, matter)} lang={said(matter.title).lang}>
            {m.matters_whole({ title: said(matter.title).text })}
          </a>
        </p>
      ) : null}
      {edit === null ? null : (
        <p>
          <LinkButton
            href={edit}
            variant="tertiary"
            size="sm"
            icon={matter || topics.length > 0 ? icons.pencil : icons.plus}
            rel="nofollow"
          >
            {matter || topics.length > 0 ? m.matters_on_item_edit() : m.matters_follow_item()}
          </LinkButton>
        </p>
      )}
    </Section>
  )
}
