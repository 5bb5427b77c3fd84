/** What speakers would like to have corrected, beside what stands, for organisers to decide; and what was decided last. */
import { MeetingTools } from '#meeting/parts/tools.tsx'
import { dateTime } from '#platform/words/dates.ts'
import type { Words } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { Alert } from '#ui/alert.tsx'
import { PostButton } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { Crumbs, Section } from '#ui/section.tsx'
import { State } from '#ui/state.tsx'
import { Said } from '../../parts/said.tsx'
import { fieldName } from '../parts/field.ts'
import type { ProposalView } from '../reads.ts'

export interface ProposalsPageProps {
  readonly meeting: { readonly title: Words; readonly timezone: string; readonly locale: string }
  /** `/{network}/{meeting}` */
  readonly base: string
  readonly open: readonly ProposalView[]
  readonly decided: readonly ProposalView[]
  /** Something was changed while the page was open. */
  readonly conflict: boolean
}

export function ProposalsPage(props: ProposalsPageProps) {
  const { base, meeting, open, decided } = props
  const byItem = [...Map.groupBy(open, (one) => one.item.id).values()]
  const plain = open.filter((one) => one.standing !== 'changed')
  return (
    <main id="content" class="sm-page sm-page--text">
      <Crumbs
        label={m.materials_crumbs()}
        steps={[{ text: <Said of={meeting.title} />, href: base }, { text: m.guest_proposals() }]}
      />
      <h1 class="sm-title sm-title--m">{m.guest_proposals()}</h1>
      <MeetingTools base={base} />
      {props.conflict ? (
        <Alert tone="warning" title={m.shared_conflict()} role="alert">
          {m.guest_changed()}
        </Alert>
      ) : null}
      {open.length === 0 ? <p>{m.guest_proposals_none()}</p> : <p class="sm-lead">{m.guest_proposals_text()}</p>}
      {plain.length > 1 ? (
        <form class="sm-post" method="post" action={`${base}/proposals/accept`}>
          {plain.map((one) => (
            <input key={one.row.id} type="hidden" name="id" value={one.row.id} />
          ))}
          <button class="ds-button" type="submit">
            <Icon of={icons.checkmark} />
            {m.guest_accept_all({ count: plain.length })}
          </button>
        </form>
      ) : null}
      {byItem.map((own) => (
        <Section
          key={own[0]!.item.id}
          id={`item-${own[0]!.item.publicId}`}
          title={
            <a class="sm-plain" href={own[0]!.path}>
              <Said of={own[0]!.item.title} />
            </a>
          }
        >
          {own.map((one) => (
            <Proposal key={one.row.id} one={one} base={base} meeting={meeting} />
          ))}
        </Section>
      ))}
      {decided.length === 0 ? null : (
        <details class="sm-more">
          <summary>
            {m.guest_decided()}
            <Icon of={icons.chevronDown} class="chevron" />
          </summary>
          <ul class="sm-list">
            {decided.map((one) => (
              <Decided key={one.row.id} one={one} base={base} meeting={meeting} />
            ))}
          </ul>
        </details>
      )}
    </main>
  )
}

type OneProps = Pick<ProposalsPageProps, 'base' | 'meeting'> & { readonly one: ProposalView }

function Proposal({ one, base, meeting }: OneProps) {
  const changed = one.standing === 'changed'
  const named = { field: fieldName(one.field), name: one.speaker.name }
  const text = (value: string) =>
    value === '' ? <span class="soft">{m.guest_nothing()}</span> : <span lang={meeting.locale}>{value}</span>
  return (
    <div class="sm-proposal">
      <h3>{fieldName(one.field)}</h3>
      <p class="sm-list__m">{`${one.speaker.name} · ${dateTime(one.row.at, meeting.timezone)}`}</p>
      {changed ? (
        <p>
          <State is="unsure">{m.guest_changed()}</State>
        </p>
      ) : null}
      <dl class="sm-beside">
        {changed ? (
          <div>
            <dt>{m.guest_stood()}</dt>
            <dd>{text(one.was)}</dd>
          </div>
        ) : null}
        <div>
          <dt>{m.guest_stands()}</dt>
          <dd>{text(one.now)}</dd>
        </div>
        <div>
          <dt>{m.guest_proposed()}</dt>
          <dd>{text(one.proposed)}</dd>
        </div>
      </dl>
      <div class="sm-acts">
        <PostButton
          action={`${base}/proposals/accept`}
          fields={{ id: one.row.id, ...(changed && { anyway: 'yes' }) }}
          variant={changed ? 'secondary' : 'primary'}
          size="sm"
          icon={icons.checkmark}
          label={changed ? undefined : m.guest_accept_of(named)}
        >
          {changed ? m.guest_accept_anyway() : m.guest_accept()}
        </PostButton>
        <PostButton
          action={`${base}/proposals/decline`}
          fields={{ id: one.row.id }}
          variant="secondary"
          color="neutral"
          size="sm"
          label={m.guest_decline_of(named)}
        >
          {m.guest_decline()}
        </PostButton>
      </div>
    </div>
  )
}

function Decided({ one, base, meeting }: OneProps) {
  const { row } = one
  const straight = row.accepted && row.decidedBy === null
  return (
    <li>
      <span class="sm-list__t" lang={meeting.locale}>
        {one.proposed || m.guest_nothing()}
      </span>
      <span class="sm-list__m">
        {[fieldName(one.field), one.speaker.name, dateTime(row.decidedAt!, meeting.timezone)].join(' · ')}
      </span>
      <State is={row.accepted ? 'approved' : 'hidden'}>
        {straight ? m.guest_went_in() : row.accepted ? m.guest_was_accepted() : m.guest_was_declined()}
      </State>
      <PostButton
        action={`${base}/proposals/reopen`}
        fields={{ id: row.id }}
        variant="tertiary"
        color="neutral"
        size="sm"
        icon={icons.arrowUndo}
        label={m.guest_reopen_of({ field: fieldName(one.field), name: one.speaker.name })}
      >
        {m.shared_undo()}
      </PostButton>
    </li>
  )
}
