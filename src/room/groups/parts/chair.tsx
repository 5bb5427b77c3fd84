/** Groups in the chair's console: how far each has come, their time, and the ways to call them back. */
import { m } from '#platform/words/words.ts'
import { Button, LinkButton } from '#ui/button.tsx'
import * as icons from '#ui/icons.ts'
import { Section } from '#ui/section.tsx'
import { Act } from '../../parts/act.tsx'
import { useNow } from '../../parts/clock.tsx'
import { clockTime } from '../../parts/now.tsx'
import type { BreakoutView, GroupsPart } from '../reads.ts'

export interface GroupsChairProps {
  readonly state: GroupsPart
  /** `/{network}/{meeting}` */
  readonly base: string
  readonly timezone: string
}

export function GroupsChair({ state, base, timezone }: GroupsChairProps) {
  return (
    <Section
      id="groups"
      title={m.groups_title()}
      aside={
        <a class="ds-link" href={`${base}/chair/groups`}>
          {m.groups_divide()}
        </a>
      }
    >
      {state.breakouts.map((of) => (
        <One key={of.id} of={of} base={base} timezone={timezone} />
      ))}
    </Section>
  )
}

const MORE_MS = 5 * 60_000

function One({ of, base, timezone }: { readonly of: BreakoutView; readonly base: string; readonly timezone: string }) {
  const now = useNow()
  const until = of.endsAt === null ? now : Date.parse(of.endsAt)
  const act = (
    way: string,
    text: string,
    more: { readonly fields?: Record<string, string>; readonly primary?: boolean } = {},
  ) => (
    <Act action={`${base}/chair/groups/${way}`} fields={{ breakout: of.id, ...more.fields }}>
      <Button variant={more.primary ? 'secondary' : 'tertiary'} size="sm">
        {text}
      </Button>
    </Act>
  )
  return (
    <div class="sm-groups__one">
      {of.standing === 'running' && (
        <p>
          <b>{m.groups_back({ time: clockTime(until, timezone) })}</b>
        </p>
      )}
      {of.questions.length > 0 && <p>{of.questions.join(' ')}</p>}
      <ul class="sm-list">
        {of.groups.map((group) => (
          <li key={group.id}>
            <span class="sm-list__t">{m.groups_group({ number: group.number })}</span>
            <span class="sm-list__m">
              {m.groups_members({ count: group.count })} ·{' '}
              {group.notesAt
                ? m.groups_notes_written({ time: clockTime(Date.parse(group.notesAt), timezone) })
                : m.groups_notes_none()}
            </span>
          </li>
        ))}
      </ul>
      <div class="sm-acts">
        {of.standing === 'running' && act('call', m.groups_call(), { primary: true })}
        {of.standing === 'running' &&
          act('extend', m.groups_extend(), { fields: { until: new Date(Math.max(until, now) + MORE_MS).toISOString() } })}
        {of.standing !== 'returned' && act('return', m.groups_return(), { primary: of.standing === 'closed' })}
        {of.standing !== 'returned' && (
          <LinkButton href={`${base}/chair/groups/${of.id}`} variant="tertiary" size="sm" icon={icons.personGroup}>
            {m.groups_move()}
          </LinkButton>
        )}
        {act('remove', m.groups_remove())}
      </div>
    </div>
  )
}
