/** The minutes of a whole meeting: how far each item has come, what is to be mended, and closing. */
import { said } from '#meeting/parts/said.ts'
import { dateTime, list } from '#platform/words/dates.ts'
import type { Words } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { Alert } from '#ui/alert.tsx'
import { Button } from '#ui/button.tsx'
import { TextField } from '#ui/field.tsx'
import { Crumbs, Section } from '#ui/section.tsx'
import { State } from '#ui/state.tsx'
import { blocksOf } from '../../document.ts'
import { OutcomeFields } from '../../outcome/parts/fields.tsx'
import { Outcome } from '../../outcome/parts/outcome.tsx'
import { suggestOutcome } from '../../outcome/rules.ts'
import { Unwritten } from '../../parts/items.tsx'
import { minutesLooks } from '../../parts/looks.ts'
import { Lacks } from '../parts/lacks.tsx'
import type { ClosingItem, ClosingView } from '../reads.ts'

export interface ClosingPageProps extends ClosingView {
  readonly later: readonly { readonly id: string; readonly title: Words }[]
  readonly chairs: boolean
  /** Why the meeting cannot be closed, or not be opened again; null when it can. */
  readonly whyNot: string | null
  /** What was wrong with the outcomes that were sent. */
  readonly error: string | null
}

export function ClosingPage(props: ClosingPageProps) {
  const { view } = props
  const title = said(view.meeting.title)
  return (
    <main class="sm-page sm-page--text" id="content">
      <Crumbs label={m.minutes_crumbs()} steps={[{ href: view.path, text: <span lang={title.lang}>{title.text}</span> }]} />
      <h1 class="sm-title sm-title--m">{m.closing_title()}</h1>
      {props.error === null ? null : (
        <Alert tone="danger" role="alert">
          {props.error}
        </Alert>
      )}
      <Section id="items" title={m.closing_items()}>
        <Unwritten items={props.items.map(({ item }) => item)} current={null} />
        <Items {...props} />
      </Section>
      <Section id="whole" title={m.closing_whole()}>
        <Whole {...props} />
      </Section>
      <Section id="closing" title={view.meeting.closedAt === null ? m.closing_check() : m.closing_trail()}>
        {view.meeting.closedAt === null ? <Lacks {...props} /> : null}
        <Close {...props} />
        <Trail {...props} />
      </Section>
    </main>
  )
}

function Items(props: ClosingPageProps) {
  const closed = props.view.meeting.closedAt !== null
  return (
    <form class="sm-form sm-closing" method="post" action={`${props.view.path}/closing/outcomes`}>
      <ol class="sm-list">
        {props.items.map((one) => (
          <Item key={one.item.id} {...props} one={one} closed={closed} />
        ))}
      </ol>
      {closed ? null : (
        <div class="sm-form__end">
          <Button variant="secondary">{m.closing_save_outcomes()}</Button>
        </div>
      )}
    </form>
  )
}

function Item({ one, closed, later, view }: ClosingPageProps & { one: ClosingItem; closed: boolean }) {
  const { item, row, outcome } = one
  const title = said(item.title)
  const look = minutesLooks[row && row.number > 0 ? row.state : 'none']
  // What was approved with an outcome keeps it.
  const settled = closed || (row?.state === 'approved' && outcome !== null)
  return (
    <li id={`outcome-${item.publicId}`}>
      <a class="sm-list__t" href={`${item.path}/minutes`} lang={title.lang}>
        {title.text}
      </a>
      <p class="sm-list__m">
        <State is={look.state}>{look.word()}</State> <Published one={one} />
        {one.openCorrections > 0 ? <State is="waiting">{m.approval_open({ count: one.openCorrections })}</State> : null}
        {one.writers.length > 0 ? <span>{m.quoting_written_by({ names: list(one.writers) })}</span> : null}
      </p>
      {settled ? (
        item.outcome ? (
          <p class="sm-list__m">
            <Outcome of={item.outcome} base={`/${view.network.slug}`} />
          </p>
        ) : null
      ) : (
        <OutcomeFields
          itemId={item.id}
          outcome={outcome}
          suggested={row ? suggestOutcome(blocksOf(row.document), row.text) : null}
          later={later}
          about={title.text}
        />
      )}
    </li>
  )
}

function Published({ one: { row } }: { one: ClosingItem }) {
  if (!row || row.number === 0) return null
  if (!row.publishedAt) return <State is="hidden">{m.closing_unpublished()}</State>
  return <State is="published">{row.publishedNumber === row.number ? m.closing_published() : m.closing_newer()}</State>
}

function Whole({ items, view, chairs }: ClosingPageProps) {
  const written = items.flatMap(({ row }) => (row && row.number > 0 ? [row] : []))
  if (written.length === 0) return <p class="soft">{m.minutes_nothing_written()}</p>
  return (
    <form class="sm-form" method="post" action={`${view.path}/closing/whole`}>
      <p class="soft">{m.closing_whole_help()}</p>
      {written.map((row) => (
        <input key={row.id} type="hidden" name="seen" value={`${row.itemId}:${row.number}`} />
      ))}
      <TextField
        name="until"
        type="date"
        label={m.approval_until()}
        help={m.approval_until_help()}
        optional={m.shared_optional()}
        width="half"
      />
      <div class="sm-acts">
        <Button name="do" value="propose" variant="secondary">
          {m.closing_propose_all()}
        </Button>
        <Button name="do" value="publish" variant="secondary">
          {m.closing_publish_all()}
        </Button>
        {chairs ? (
          <Button name="do" value="approve" variant="secondary">
            {m.closing_approve_all()}
          </Button>
        ) : null}
      </div>
    </form>
  )
}

function Close({ view, chairs, whyNot }: ClosingPageProps) {
  const closed = view.meeting.closedAt !== null
  if (whyNot !== null) return <p class="soft">{whyNot}</p>
  if (!chairs) return null
  return (
    <form class="sm-form" method="post" action={`${view.path}/closing/${closed ? 'reopen' : 'close'}`}>
      {closed ? <p>{m.closing_closed()}</p> : <p class="soft">{m.closing_close_help()}</p>}
      <p class="sm-acts">
        <Button variant={closed ? 'secondary' : 'primary'}>{closed ? m.closing_reopen() : m.closing_close()}</Button>
      </p>
    </form>
  )
}

/** When it was closed and opened again, and by whom. */
function Trail({ trail, view }: ClosingPageProps) {
  if (trail.length === 0) return null
  return (
    <ul class="sm-list">
      {trail.map((one) => {
        const about = { name: one.byName ?? m.minutes_someone(), at: dateTime(one.at, view.meeting.timezone) }
        return <li key={one.id}>{one.act === 'closed' ? m.closing_trail_closed(about) : m.closing_trail_reopened(about)}</li>
      })}
    </ul>
  )
}
