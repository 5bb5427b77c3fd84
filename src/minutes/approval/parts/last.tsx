/** On the item where a meeting approves the minutes of the one before: the way to them, and for organisers to where they are approved. */
import type { Actor } from '#actor.ts'
import { said } from '#meeting/parts/said.ts'
import type { ItemView, MeetingView } from '#meeting/reads.ts'
import { mayEdit } from '#meeting/rules.ts'
import { m } from '#platform/words/words.ts'
import { LinkButton } from '#ui/button.tsx'
import * as icons from '#ui/icons.ts'
import { Section } from '#ui/section.tsx'
import { approvesMinutes } from '../rules.ts'

export function LastMinutes({ view, item, actor }: { view: MeetingView; item: ItemView; actor: Actor }) {
  const { previous, network } = view
  if (previous === null || !approvesMinutes(item.title)) return null
  const title = said(previous.title).text
  const path = `/${network.slug}/${previous.slug}`
  return (
    <Section id="last-minutes" title={m.approval_last()}>
      <p class="sm-acts">
        <LinkButton href={`${path}/minutes`} variant="secondary" size="sm" icon={icons.fileText}>
          {m.approval_last_read({ title })}
        </LinkButton>
        {mayEdit(actor, view.meeting) === 'yes' ? (
          <LinkButton href={`${path}/closing#whole`} variant="secondary" size="sm" icon={icons.checkmarkCircle}>
            {m.approval_last_approve({ title })}
          </LinkButton>
        ) : null}
      </p>
    </Section>
  )
}
