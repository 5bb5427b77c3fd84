import type { Actor } from '#actor.ts'
import { Amendments } from '#minutes/approval/parts/amendments.tsx'
import { leading, lowered } from '#minutes/html/rules.ts'
import { date, wall } from '#platform/words/dates.ts'
import { spokenTo } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { State } from '#ui/state.tsx'
import type { ItemView, MeetingView, MinutesHead } from '../reads.ts'
import { isInAudience, mayWriteMinutes } from '../rules.ts'
import { MaterialList } from './presentation.tsx'
import { said } from './said.ts'

const looks = {
  approved: { color: 'success', icon: icons.checkmarkCircle, word: () => m.meeting_minutes_approved() },
  proposed: { color: 'accent', icon: icons.eye, word: () => m.meeting_minutes_proposed_short() },
  draft: { color: 'warning', icon: icons.pencil, word: () => m.meeting_minutes_draft() },
} as const

interface Cell {
  readonly view: MeetingView
  readonly item: ItemView
  readonly actor: Actor
}

/** The cell of a row that holds the minutes: published ones open in place, without script. Before the meeting nothing is missing. */
export function MinutesCell(props: Cell & { begun: boolean; print: boolean }) {
  const { item, view, actor } = props
  const head = item.minutes
  const writes = mayWriteMinutes(actor, view.meeting) === 'yes'
  if (head?.published) return <Opening {...props} head={head} writes={writes} />
  if (writes && (head || item.expectsMinutes))
    return (
      <div class="sm-row__ref">
        <a class="sm-ref" data-color={head ? 'warning' : undefined} href={`${item.path}/minutes`}>
          <Icon of={icons.pencil} />
          <span>
            {head ? m.meeting_minutes_unpublished() : m.meeting_minutes_write()}
            <span class="sr">{m.meeting_minutes_of({ title: said(item.title).text })}</span>
          </span>
        </a>
      </div>
    )
  if (!props.begun) return null
  return (
    <div class="sm-row__ref">
      {item.expectsMinutes ? (
        <State is="none">
          <span class="sm-lab">{m.meeting_minutes_label()}</span>
          <span class="sm-st">{m.meeting_minutes_not_yet()}</span>
        </State>
      ) : (
        <span class="nothing">{m.meeting_minutes_not_kept()}</span>
      )}
    </div>
  )
}

function Opening(props: Cell & { head: MinutesHead; writes: boolean; print: boolean }) {
  const { head, item } = props
  const look = looks[head.state]
  return (
    <details class="sm-row__ref" open={props.print}>
      <summary class="sm-ref" data-color={look.color}>
        <Icon of={look.icon} />
        <span>
          <span class="sm-lab">{m.meeting_minutes_label()}</span>
          <span class="sm-st">{look.word()}</span>
          <span class="sr">{m.meeting_minutes_of({ title: said(item.title).text })}</span>
        </span>
        <Icon of={icons.chevronDown} class="chevron" />
      </summary>
      <div class="sm-panel">
        <div class="sm-panel__head">
          <MinutesFacts head={head} timezone={props.view.meeting.timezone} />
          <a class="ds-link" href={item.path}>
            {m.meeting_item_link()}
          </a>
          <ReadThrough {...props} />
          {props.writes ? (
            <>
              <a class="ds-link" href={`${item.path}/minutes`}>
                {m.meeting_minutes_edit()}
              </a>
              <a class="ds-link" href={`${item.path}/minutes/revisions`}>
                {m.meeting_minutes_revisions()}
              </a>
            </>
          ) : null}
        </div>
        <div class="sm-panel__body">
          <MinutesText head={head} lower={1} timezone={props.view.meeting.timezone} base={`/${props.view.network.slug}`} />
          {item.materials.length === 0 ? null : (
            <div>
              <h4 class="sm-h3">{m.meeting_materials()}</h4>
              <MaterialList of={item.materials} meetingPath={props.view.path} />
            </div>
          )}
        </div>
      </div>
    </details>
  )
}

/** The way to propose corrections, for those who took part, while the minutes are laid out for it. */
export function ReadThrough({ head, item, view, actor }: Cell & { head: MinutesHead }) {
  if (head.state !== 'proposed' || actor.person === null || !isInAudience(actor, view.meeting, 'members')) return null
  return (
    <a class="ds-link" href={`${item.path}/minutes/corrections`}>
      {head.correctionsUntil ? m.approval_read_until({ until: date(head.correctionsUntil) }) : m.approval_read()}
    </a>
  )
}

/** How far the minutes have come, and who took them. */
export function MinutesFacts(props: { head: MinutesHead; timezone: string }) {
  const { head } = props
  const approvedOn = head.approvedAt && date(wall(head.approvedAt, props.timezone).date)
  return (
    <>
      {head.state === 'approved' && approvedOn ? (
        <State is="approved">{m.meeting_minutes_is_approved({ date: approvedOn })}</State>
      ) : head.state === 'proposed' ? (
        <State is="proposed">{m.meeting_minutes_is_proposed()}</State>
      ) : (
        <State is="draft">{m.meeting_minutes_is_draft()}</State>
      )}
      {head.writtenBy ? <span>{m.meeting_minutes_by({ name: head.writtenBy })}</span> : null}
      {head.draftNewer ? <span>{m.meeting_minutes_newer()}</span> : null}
    </>
  )
}

/** The published text, in its own language, and what was added to it. The program made this HTML from a checked document when it was saved. */
export function MinutesText(props: {
  head: MinutesHead
  lower: number
  timezone: string
  /** `/{network}` */
  base: string
}) {
  const { head } = props
  const hrefs = Object.fromEntries(
    Object.entries(head.addresses).map(([blockId, address]) => [blockId, `${props.base}/decisions/${address}`]),
  )
  const lang = head.locale === spokenTo(localeNow()) ? undefined : head.locale
  return (
    <>
      <div class="sm-prose" lang={lang} dangerouslySetInnerHTML={{ __html: leading(lowered(head.html, props.lower), hrefs) }} />
      {head.amendments.length === 0 ? null : (
        <div class="sm-prose">
          <Amendments of={head.amendments} timezone={props.timezone} lang={lang} />
        </div>
      )}
    </>
  )
}
