/** On an item's page: what it handed out as it stands now, and what the same matter brought along from the meetings before. */
import { ActionTable } from '#actions/parts/list.tsx'
import { m } from '#platform/words/words.ts'
import { Section } from '#ui/section.tsx'
import type { FollowUp } from '../reads.ts'
import { Entry } from './one.tsx'

/** What a meeting looks back on with an item, before its minutes. */
export function SinceOnItem(props: { of: FollowUp; path: string; timezone: string }) {
  const { since } = props.of
  if (since.length === 0) return null
  return (
    <Section
      id="since"
      title={m.since_title()}
      aside={
        <a class="ds-link" href={`${props.path}/since`}>
          {m.since_item_all()}
        </a>
      }
    >
      <ul class="sm-list sm-list--read sm-lookback">
        {since.map((one) => (
          <Entry key={one.id} one={one} timezone={props.timezone} />
        ))}
      </ul>
    </Section>
  )
}

/** How it stands now with what the minutes say was to be done, after them. */
export function StandsNow({ of }: { of: FollowUp }) {
  if (of.own.length === 0) return null
  return (
    <Section id="follow-up" title={m.since_now()}>
      <p class="soft">{m.since_now_help()}</p>
      <ActionTable caption={m.since_now()} actions={of.own} ticked={null} places={false} />
    </Section>
  )
}
