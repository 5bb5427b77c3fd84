/** In the workspace: laying the minutes out for reading through, how that goes, and adding to them when they are approved. */
import { date, dateTime } from '#platform/words/dates.ts'
import { m } from '#platform/words/words.ts'
import { Button } from '#ui/button.tsx'
import { TextArea, TextField } from '#ui/field.tsx'
import { Section } from '#ui/section.tsx'
import { State } from '#ui/state.tsx'
import type { MinutesRow } from '../../rules.ts'
import type { AmendmentRow } from '../rules.ts'
import { Amendments } from './amendments.tsx'

export interface ApprovalProps {
  readonly row: Pick<
    MinutesRow,
    'state' | 'number' | 'publishedNumber' | 'publishedAt' | 'proposedAt' | 'correctionsUntil'
  > | null
  /** Corrections that wait for an answer. */
  readonly open: number
  readonly amendments: readonly AmendmentRow[]
  readonly timezone: string
  /** Address of the minutes, `…/minutes`. */
  readonly base: string
  readonly mayAmend: boolean
}

export function ApprovalSection(props: ApprovalProps) {
  return props.row?.state === 'approved' ? <Amending {...props} /> : <Proposing {...props} />
}

function Proposing({ row, open, base, timezone }: ApprovalProps) {
  const proposed = row?.state === 'proposed'
  const at = row?.proposedAt ? dateTime(row.proposedAt, timezone) : ''
  const until = row?.correctionsUntil
  return (
    <Section id="approval" title={m.approval_title()}>
      {proposed ? (
        <>
          <p>
            <State is="proposed">
              {until ? m.approval_laid_out_until({ at, until: date(until) }) : m.approval_laid_out({ at })}
            </State>
          </p>
          <p>
            {open > 0 ? <State is="waiting">{m.approval_open({ count: open })}</State> : m.approval_none_open()}{' '}
            <a class="ds-link" href={`${base}/corrections`}>
              {m.approval_see()}
            </a>
          </p>
        </>
      ) : (
        <p class="soft">{m.approval_propose_help()}</p>
      )}
      <form class="sm-form" method="post" action={`${base}/propose`}>
        <input type="hidden" name="number" value={row?.number ?? 0} data-minutes-number="" />
        <TextField
          name="until"
          type="date"
          label={m.approval_until()}
          help={m.approval_until_help()}
          value={until ?? ''}
          optional={m.shared_optional()}
        />
        <div class="sm-acts">
          <Button variant={proposed ? 'secondary' : 'primary'} size="sm">
            {proposed ? m.approval_propose_again() : m.approval_propose()}
          </Button>
        </div>
      </form>
      {proposed ? (
        <form method="post" action={`${base}/recall`}>
          <Button variant="tertiary" size="sm">
            {m.approval_recall()}
          </Button>
        </form>
      ) : null}
    </Section>
  )
}

function Amending({ amendments, base, timezone, mayAmend }: ApprovalProps) {
  if (amendments.length === 0 && !mayAmend) return null
  return (
    <Section id="amendments" title={m.approval_amendments()}>
      <Amendments of={amendments} timezone={timezone} />
      {mayAmend ? (
        <form class="sm-form" method="post" action={`${base}/amend`}>
          <TextArea name="text" label={m.approval_amend_label()} help={m.approval_amend_help()} required reading />
          <div class="sm-acts">
            <Button variant="secondary" size="sm">
              {m.approval_amend()}
            </Button>
          </div>
        </form>
      ) : null}
    </Section>
  )
}
