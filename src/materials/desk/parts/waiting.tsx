/** Whom we wait for: when they were asked, how they are reached, and the link they hand in with. */
import { said } from '#meeting/parts/said.ts'
import { m } from '#platform/words/words.ts'
import { LinkButton } from '#ui/button.tsx'
import { CopyField } from '#ui/copyfield.tsx'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { Island } from '#ui/island.tsx'
import { Section } from '#ui/section.tsx'
import { State } from '#ui/state.tsx'
import type { Duty } from '../../reminders/rules.ts'
import type { Desk } from '../reads.ts'
import { dayOf } from './day.ts'

export function Waiting({ desk, linkOf }: { desk: Desk; linkOf: (duty: Duty) => string }) {
  const { duties, receivers, may, view } = desk
  return (
    <Section id="waiting" title={m.desk_waiting()} aside={duties.length}>
      {duties.length === 0 ? (
        <p class="sm-empty">{m.desk_waiting_none()}</p>
      ) : (
        <ul class="sm-list sm-desk__who">
          {duties.map((duty) => (
            <Who key={duty.speakerId} duty={duty} desk={desk} link={linkOf(duty)} />
          ))}
        </ul>
      )}
      {may === 'yes' && receivers.length > 0 && (
        <div class="sm-acts">
          <LinkButton href={`${view.path}/desk/remind`} variant="secondary" size="sm" icon={icons.bell}>
            {m.desk_remind_all({ count: receivers.length })}
          </LinkButton>
        </div>
      )}
    </Section>
  )
}

function Who({ duty, desk, link }: { duty: Duty; desk: Desk; link: string }) {
  const title = said(duty.item.title)
  const { timezone } = desk.view.meeting
  const path = desk.rows.find((row) => row.item.id === duty.item.id)?.item.path
  const field = { id: `link-${duty.speakerId}`, text: link, label: m.desk_link_of({ name: duty.name }) }
  return (
    <li>
      <span class="sm-list__t">
        {duty.name}: <span lang={title.lang}>{title.text}</span>
      </span>
      <span class="sm-list__m">
        {duty.askedAt === null ? m.desk_not_asked() : m.desk_asked_at({ date: dayOf(duty.askedAt, timezone) })}
      </span>
      {duty.quiet && <State is="hidden">{m.desk_quiet()}</State>}
      {duty.email === null && !duty.quiet && (
        <p class="sm-acts">
          <State is="stuck">{m.desk_no_address_help()}</State>
          {path && (
            <a class="ds-link" href={`${path}/edit`}>
              {m.desk_add_address()}
              <span class="sr">{m.desk_of_item({ title: duty.name })}</span>
            </a>
          )}
        </p>
      )}
      <details class="sm-more" open={duty.email === null}>
        <summary>
          {m.desk_link()}
          <span class="sr">{m.desk_of_item({ title: duty.name })}</span>
          <Icon of={icons.chevronDown} class="chevron" />
        </summary>
        <Island name="ui/copy" props={field}>
          <CopyField {...field} />
        </Island>
      </details>
    </li>
  )
}
