import { said } from '#meeting/parts/said.ts'
import { statusName } from '#meeting/parts/status.ts'
import type { ScheduleChangeRow } from '#meeting/schedule/rules.ts'
import { dateTime } from '#platform/words/dates.ts'
import { m } from '#platform/words/words.ts'
import { PostButton } from '#ui/button.tsx'
import * as icons from '#ui/icons.ts'
import { Section } from '#ui/section.tsx'
import { wasPlanned } from '../letters/formats.ts'
import type { PlanChangeRow } from '../reads.ts'

/** Everything that was decided, newest first, with what was planned before and why; and what can still be done about it. */
export function Trail(props: {
  decided: readonly PlanChangeRow[]
  /** The dated changes of this meeting. */
  changes: readonly ScheduleChangeRow[]
  /** How many each change that nobody was told of would be told to, by its id. */
  toTell: Readonly<Record<string, number>>
  base: string
  timezone: string
}) {
  const { decided, changes, base, timezone } = props
  const known = new Set(decided.flatMap((one) => one.changes))
  const others = changes.filter((change) => !known.has(change.id) && change.status !== 'scheduled')
  if (decided.length + others.length === 0) return null
  const newest = decided.find((one) => one.toldAt === null && one.withdrawnAt === null)
  return (
    <Section id="trail" title={m.changes_trail()}>
      <ol class="sm-list">
        {decided.map((one) => {
          const made = changes.filter((change) => one.changes.includes(change.id))
          const was = wasPlanned(made, timezone, one.before?.meetings[0]?.place ?? null)
          const count = props.toTell[one.id] ?? 0
          const reason = said(one.reason)
          return (
            <li key={one.id} class={one.withdrawnAt ? 'sm-chg__gone' : undefined}>
              <span class="sm-list__t">{made.map((change) => statusName(change.status)).join(' · ') || m.changes_title()}</span>
              <span class="sm-list__m">
                {one.byName
                  ? m.changes_trail_by({ when: dateTime(one.at, timezone), name: one.byName })
                  : dateTime(one.at, timezone)}
              </span>
              {was ? <span class="sm-list__m">{m.changes_trail_was({ was })}</span> : null}
              {reason.text ? <p lang={reason.lang}>{reason.text}</p> : null}
              {one.withdrawnAt ? <p>{m.changes_trail_back()}</p> : null}
              {one.toldAt ? (
                <p>{m.changes_trail_told({ count: one.toldTo ?? 0, when: dateTime(one.toldAt, timezone) })}</p>
              ) : null}
              {!one.toldAt && !one.withdrawnAt ? <Untold id={one.id} count={count} base={base} newest={one === newest} /> : null}
            </li>
          )
        })}
        {others.toReversed().map((change) => (
          <li key={change.id}>
            <span class="sm-list__t">{statusName(change.status)}</span>
            <span class="sm-list__m">{dateTime(change.at, timezone)}</span>
            {said(change.reason).text ? <p lang={said(change.reason).lang}>{said(change.reason).text}</p> : null}
          </li>
        ))}
      </ol>
    </Section>
  )
}

/** What nobody was told of: to tell it now, or, where nothing was decided since, to take it back. */
function Untold({ id, count, base, newest }: { id: string; count: number; base: string; newest: boolean }) {
  return (
    <>
      <p>
        <b>{m.changes_trail_untold({ count })}</b>
      </p>
      <div class="sm-acts">
        <PostButton action={`${base}/change/tell`} fields={{ id }} size="sm" icon={icons.paperPlane}>
          {m.changes_tell_now({ count })}
        </PostButton>
        {newest ? (
          <PostButton action={`${base}/change/withdraw`} fields={{ id }} variant="tertiary" size="sm" icon={icons.arrowUndo}>
            {m.changes_take_back()}
          </PostButton>
        ) : null}
      </div>
    </>
  )
}
