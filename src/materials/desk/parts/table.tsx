/** Item by item: what has come, and the missing thing as the way to get it. */
import { said } from '#meeting/parts/said.ts'
import type { ItemView } from '#meeting/reads.ts'
import { clock } from '#platform/words/dates.ts'
import { m } from '#platform/words/words.ts'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { State } from '#ui/state.tsx'
import type { Desk, DeskRow } from '../reads.ts'
import { dayOf } from './day.ts'

export function DeskTable({ desk }: { desk: Desk }) {
  const labels = { presentation: m.desk_presentation(), minutes: m.desk_minutes() }
  return (
    <table class="sm-desk__t">
      <caption class="sr">{m.desk_items()}</caption>
      <thead>
        <tr>
          <th scope="col">{m.desk_item()}</th>
          <th scope="col">{labels.presentation}</th>
          <th scope="col">{labels.minutes}</th>
        </tr>
      </thead>
      <tbody>
        {desk.rows.map((row) => (
          <tr key={row.item.id} class={row.item.parentId === null ? undefined : 'sm-desk__part'}>
            <th scope="row">
              <ItemName item={row.item} />
            </th>
            <td data-label={labels.presentation}>
              <PresentationState desk={desk} row={row} />
            </td>
            <td data-label={labels.minutes}>
              <MinutesState item={row.item} begun={desk.begun} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function ItemName({ item }: { item: ItemView }) {
  const title = said(item.title)
  return (
    <>
      {item.start === null ? null : <time>{clock(item.start)}</time>}
      <a class="sm-plain" href={item.path} lang={title.lang}>
        {title.text}
      </a>
    </>
  )
}

function PresentationState({ desk, row }: { desk: Desk; row: DeskRow }) {
  const { item, received } = row
  const files = `${item.path}/materials`
  const more = received.length > 1 ? <small class="soft"> {m.desk_files({ count: received.length })}</small> : null
  const came = received.map((one) => one.at).filter((at) => at !== null)
  const when =
    came.length > 0 ? (
      <small class="soft">{m.desk_came_at({ date: dayOf(came.sort().at(-1)!, desk.view.meeting.timezone) })}</small>
    ) : null
  switch (row.stage) {
    case 'none':
      return <span class="soft">{m.desk_none()}</span>
    case 'nobody':
      return (
        <Todo href={`${item.path}/edit`} icon={icons.plus} of={item}>
          {m.desk_nobody()}
        </Todo>
      )
    case 'expected':
    case 'asked':
      return <Missing desk={desk} row={row} />
    case 'declined':
      return <State is="none">{m.desk_declined()}</State>
    case 'infected':
      return (
        <Todo href={files} icon={icons.xmarkOctagon} of={item} color="danger">
          {m.desk_infected()}
        </Todo>
      )
    case 'checking':
      return <State is="saving">{m.desk_checking()}</State>
    case 'processing':
      return <State is="saving">{m.desk_processing()}</State>
    case 'approval':
      return (
        <>
          <Todo href={files} icon={icons.eye} of={item}>
            {m.desk_approve()}
          </Todo>
          {when}
        </>
      )
    case 'after':
      return (
        <>
          <State is="waiting">{m.desk_after()}</State> {when}
        </>
      )
    case 'hidden':
      return <State is="hidden">{m.desk_hidden()}</State>
    case 'unreadable':
      return (
        <>
          <State is="stuck">{m.desk_unreadable()}</State>
          {more}
        </>
      )
    case 'published':
      return (
        <>
          <State is="done">{m.desk_published()}</State>
          {more}
        </>
      )
  }
}

/** What is missing is the button that asks for it; where nobody can be asked, the way to change that. */
function Missing({ desk, row: { item, awaited, askedAt } }: { desk: Desk; row: DeskRow }) {
  const reached = awaited.filter((one) => one.email !== null && !one.quiet)
  const asked = askedAt === null ? m.desk_awaited() : m.desk_asked_at({ date: dayOf(askedAt, desk.view.meeting.timezone) })
  if (desk.may === 'yes' && reached.length === 0 && awaited.some((one) => !one.quiet))
    return (
      <Todo href="#waiting" icon={icons.envelope} of={item}>
        {m.desk_no_address()}
      </Todo>
    )
  const askable = desk.receivers.some(({ duties }) => duties.some((one) => one.item.id === item.id))
  if (desk.may !== 'yes' || !askable) return <State is="waiting">{asked}</State>
  const again = reached.length > 1 ? m.desk_remind_many() : m.desk_remind()
  return (
    <>
      <Todo href={`${desk.view.path}/desk/remind?item=${item.publicId}`} icon={icons.bell} of={item}>
        {askedAt === null ? m.desk_ask() : again}
      </Todo>
      {askedAt === null ? null : <small class="soft">{asked}</small>}
    </>
  )
}

function MinutesState({ item, begun }: { item: ItemView; begun: boolean }) {
  const { minutes } = item
  const way = `${item.path}/minutes`
  if (minutes?.state === 'approved' && !minutes.draftNewer) return <State is="approved">{m.desk_minutes_approved()}</State>
  if (minutes?.state === 'proposed')
    return (
      <Todo href={way} icon={icons.eye} of={item}>
        {m.desk_minutes_for_reading()}
      </Todo>
    )
  if (minutes)
    return (
      <Todo href={way} icon={icons.pencil} of={item}>
        {m.desk_minutes_finish()}
      </Todo>
    )
  if (!item.expectsMinutes) return <span class="soft">{m.desk_minutes_not_kept()}</span>
  if (!begun) return <span class="soft">{m.desk_minutes_not_yet()}</span>
  return (
    <Todo href={way} icon={icons.plus} of={item}>
      {m.desk_minutes_start()}
    </Todo>
  )
}

function Todo(props: { href: string; icon: string; of: ItemView; color?: 'warning' | 'danger'; children: string }) {
  return (
    <a class="sm-todo" data-color={props.color ?? 'warning'} href={props.href}>
      <Icon of={props.icon} />
      <span>
        {props.children}
        <span class="sr">{m.desk_of_item({ title: said(props.of.title).text })}</span>
      </span>
    </a>
  )
}
