/** What there is to know of an action at a glance. */
import { said } from '#meeting/parts/said.ts'
import { m } from '#platform/words/words.ts'
import type { ActionView } from '../reads.ts'
import { Standing } from './standing.tsx'
import { dueOf, ownersOf } from './words.ts'

interface FactsProps {
  readonly one: ActionView
  readonly measure: { readonly title: string; readonly lang: string | undefined; readonly path: string } | null
  /** The day it was done, in words. */
  readonly done: string | null
}

export function Facts({ one, measure, done }: FactsProps) {
  const owners = ownersOf(one)
  const rests = one.status === 'blocked' || one.status === 'dropped' || one.status === 'no_conclusion'
  return (
    <dl class="sm-facts">
      <div>
        <dt>{m.actions_status()}</dt>
        <dd>
          <Standing one={one} /> {done && one.status === 'done' ? m.actions_done_at({ date: done }) : null}
        </dd>
      </div>
      {rests && one.reason ? (
        <div>
          <dt>{m.actions_reason()}</dt>
          <dd lang={one.locale}>{one.reason}</dd>
        </div>
      ) : null}
      <div>
        <dt>{m.actions_who()}</dt>
        <dd>{owners.length > 0 ? owners.join(', ') : m.actions_no_owner()}</dd>
      </div>
      <div>
        <dt>{m.actions_due()}</dt>
        <dd>{dueOf(one) ?? m.actions_no_due()}</dd>
      </div>
      <div>
        <dt>{m.actions_origin()}</dt>
        <dd>
          <Origin one={one} />
        </dd>
      </div>
      {measure ? (
        <div>
          <dt>{m.actions_sheet_measure()}</dt>
          <dd>
            <a class="ds-link" href={measure.path} lang={measure.lang}>
              {measure.title}
            </a>
          </dd>
        </div>
      ) : null}
    </dl>
  )
}

function Origin({ one }: { one: ActionView }) {
  const meeting = one.meeting && said(one.meeting.title)
  const item = one.item && said(one.item.title)
  if (!one.meeting || !meeting) return <>{m.actions_elsewhere()}</>
  return (
    <>
      <a class="ds-link" href={one.item?.path ?? one.meeting.path} lang={(item ?? meeting).lang}>
        {(item ?? meeting).text}
      </a>
      {item ? (
        <>
          {', '}
          <span lang={meeting.lang}>{meeting.text}</span>
        </>
      ) : null}
      {one.item && one.blockId ? (
        <>
          {' · '}
          <a class="ds-link" href={`${one.item.path}#${one.blockId}`}>
            {m.actions_in_minutes()}
          </a>
        </>
      ) : null}
    </>
  )
}
