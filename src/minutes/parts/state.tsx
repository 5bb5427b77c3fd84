/** How far the minutes have come, and the buttons that take them further. */
import { dateTime } from '#platform/words/dates.ts'
import { m } from '#platform/words/words.ts'
import { Button } from '#ui/button.tsx'
import { Section } from '#ui/section.tsx'
import { State } from '#ui/state.tsx'
import type { MinutesRow } from '../rules.ts'

export interface StateProps {
  readonly row: Pick<MinutesRow, 'state' | 'number' | 'publishedAt' | 'publishedNumber' | 'approvedAt'> | null
  readonly approvedBy: string | null
  readonly timezone: string
  readonly action: string
  /** Which buttons this person is offered; whether one can act now is said when it is pressed, since the text grows meanwhile. */
  readonly may: { readonly approve: boolean; readonly reopen: boolean; readonly publish: boolean; readonly unpublish: boolean }
  readonly begun: boolean
  /** How many threads about the text are open: no hindrance, but to be thought of. */
  readonly discussed: number
}

export function StateSection(props: StateProps) {
  const { row, may } = props
  const approved = row?.state === 'approved'
  return (
    <Section id="state" title={m.minutes_state()}>
      <p id="minutes-state" data-begun={props.begun ? '' : undefined}>
        {approved ? (
          <State is="approved">
            {m.minutes_state_approved_by({
              name: props.approvedBy ?? m.minutes_someone(),
              at: row.approvedAt ? dateTime(row.approvedAt, props.timezone) : '',
            })}
          </State>
        ) : (
          <State is={row?.state === 'proposed' ? 'proposed' : props.begun ? 'draft' : 'none'}>
            {row?.state === 'proposed'
              ? m.minutes_state_proposed()
              : props.begun
                ? m.minutes_state_draft()
                : m.minutes_state_none()}
          </State>
        )}
      </p>
      <p>
        {row?.publishedAt ? (
          <State is="published">{m.minutes_published_since({ at: dateTime(row.publishedAt, props.timezone) })}</State>
        ) : (
          <State is="hidden">{m.minutes_unpublished()}</State>
        )}
      </p>
      {row?.publishedAt && row.publishedNumber !== row.number ? (
        <p class="soft">{m.minutes_published_older({ number: row.publishedNumber ?? 0 })}</p>
      ) : null}
      {may.approve && props.discussed > 0 ? (
        <p>
          <a class="ds-link" href="#comments">
            {m.comments_before_approval({ count: props.discussed })}
          </a>
        </p>
      ) : null}
      <form class="sm-acts" method="post" action={props.action}>
        <input type="hidden" name="number" value={row?.number ?? 0} data-minutes-number="" />
        {may.publish ? (
          <Do
            is="publish"
            primary={!row?.publishedAt || row.publishedNumber !== row.number}
            label={row?.publishedAt ? m.minutes_publish_changes() : m.minutes_publish()}
          />
        ) : null}
        {may.approve ? <Do is="approve" label={m.minutes_approve()} /> : null}
        {may.reopen ? <Do is="reopen" label={m.minutes_reopen()} /> : null}
        {may.unpublish ? <Do is="unpublish" label={m.minutes_unpublish()} /> : null}
      </form>
    </Section>
  )
}

const Do = (props: { is: string; label: string; primary?: boolean }) => (
  <Button name="do" value={props.is} variant={props.primary ? 'primary' : 'secondary'} size="sm">
    {props.label}
  </Button>
)
