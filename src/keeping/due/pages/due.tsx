/** What is due for deletion, answered by owners: each document, a kind, or all of it. */
import { sizeName } from '#materials/rules.ts'
import { viewPath } from '#materials/viewer/rules.ts'
import { said } from '#meeting/parts/said.ts'
import type { NetworkRow } from '#network/reads.ts'
import { date, dateTime, wall } from '#platform/words/dates.ts'
import { m } from '#platform/words/words.ts'
import { Button, LinkButton, PostButton } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/errorsummary.tsx'
import { TextField } from '#ui/field.tsx'
import { Crumbs, Section } from '#ui/section.tsx'
import { kindName } from '../../parts/words.ts'
import { deletedKinds, GRACE_DAYS } from '../../rules.ts'
import type { DueState } from '../../tables.ts'
import type { DueList, Listed } from '../reads.ts'

export interface DueProps {
  readonly network: NetworkRow
  readonly list: DueList
  /** What was ticked and typed, when an answer could not be taken. */
  readonly chosen: readonly string[]
  readonly values: Readonly<Record<string, string>>
  readonly errors: Readonly<Record<string, string>>
}

export function DuePage(props: DueProps) {
  const { network, list, errors } = props
  const base = `/${network.slug}/settings`
  const { waiting, approved, kept, deleted } = list.counts
  return (
    <main class="sm-page" id="content">
      <Crumbs
        label={m.network_settings_title()}
        steps={[
          { text: m.network_settings_title(), href: base },
          { text: m.keeping_title(), href: `${base}/keeping` },
          { text: m.keeping_due_title() },
        ]}
      />
      <h1 class="sm-title sm-title--m">{m.keeping_due_title()}</h1>
      <p class="sm-lead">{m.keeping_due_lead({ days: GRACE_DAYS })}</p>
      <p>{list.listedAt ? m.keeping_due_listed({ at: dateTime(list.listedAt, network.timezone) }) : m.keeping_due_never()}</p>
      <div class="sm-acts">
        <PostButton action={`${base}/due/list`} variant="secondary">
          {m.keeping_due_make()}
        </PostButton>
        <LinkButton href={`${base}/keeping`} variant="tertiary">
          {m.keeping_rules()}
        </LinkButton>
      </div>
      <ErrorSummary
        title={m.shared_errors_title()}
        errors={Object.entries(errors).map(([field, text]) => ({ field: field === 'chosen' ? 'waiting' : field, text }))}
      />
      <Section id="waiting" title={m.keeping_due_waiting()} aside={waiting}>
        {waiting === 0 ? <p class="sm-empty">{m.keeping_due_none()}</p> : <Waiting {...props} />}
      </Section>
      {approved > 0 && (
        <Section id="approved" title={m.keeping_due_approved()} aside={approved}>
          <Answered {...props} state="approved" />
        </Section>
      )}
      {kept > 0 && (
        <Section id="kept" title={m.keeping_due_kept()} aside={kept}>
          <Answered {...props} state="kept" />
        </Section>
      )}
      {deleted > 0 && (
        <Section id="deleted" title={m.keeping_due_deleted()} aside={deleted}>
          <p>{m.keeping_due_progress({ done: deleted, all: deleted + approved })}</p>
          <Answered {...props} state="deleted" />
        </Section>
      )}
    </main>
  )
}

function Waiting(props: DueProps) {
  const { network, list, values, errors } = props
  const rows = list.rows.filter((row) => row.state === 'waiting')
  const groups = deletedKinds.flatMap((kind) => {
    const of = rows.filter((row) => row.kind === kind)
    return of.length > 0 ? [{ kind, of }] : []
  })
  const more = list.counts.waiting - rows.length
  return (
    <form method="post" action={`/${network.slug}/settings/due`} novalidate>
      {groups.map(({ kind, of }) => (
        <section key={kind} class="sm-due__kind" aria-labelledby={`due-${kind}`}>
          <h3 class="sm-h3" id={`due-${kind}`}>
            {kindName(kind)} ({of.length})
          </h3>
          <table class="sm-table sm-table--stack sm-due">
            <caption class="sr">{kindName(kind)}</caption>
            <thead>
              <tr>
                <th scope="col">
                  <span class="sr">{m.keeping_due_chosen()}</span>
                </th>
                <th scope="col">{m.keeping_due_document()}</th>
                <th scope="col">{m.keeping_due_meeting()}</th>
                <th scope="col">{m.keeping_due_out()}</th>
                <th scope="col">{m.keeping_due_size()}</th>
              </tr>
            </thead>
            <tbody>
              {of.map((row) => (
                <tr key={row.id}>
                  <td>
                    <input
                      class="ds-input"
                      type="checkbox"
                      name="chosen"
                      value={row.id}
                      checked={props.chosen.includes(row.id)}
                      aria-label={m.keeping_due_pick({ title: titleOf(row) })}
                    />
                  </td>
                  <Document row={row} network={network} />
                  <td data-label={m.keeping_due_out()}>{date(wall(row.outAt, network.timezone).date)}</td>
                  <td data-label={m.keeping_due_size()}>{extentOf(row)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <p class="sm-acts">
            <Button variant="secondary" color="danger" name="act" value={kind}>
              {m.keeping_due_approve_kind({ kind: kindName(kind) })}
            </Button>
          </p>
        </section>
      ))}
      {more > 0 && <p>{m.keeping_due_more({ n: more })}</p>}
      <fieldset class="ds-fieldset sm-form">
        <legend class="sm-h2">{m.keeping_due_answer()}</legend>
        <div class="sm-form__end">
          <Button color="danger" name="act" value="chosen">
            {m.keeping_due_approve()}
          </Button>
          <Button variant="secondary" color="danger" name="act" value="all">
            {m.keeping_due_approve_all()}
          </Button>
        </div>
        <TextField
          name="until"
          type="date"
          label={m.keeping_due_keep_until()}
          value={values.until ?? ''}
          error={errors.until}
          width="half"
        />
        <TextField
          name="reason"
          label={m.keeping_due_keep_reason()}
          help={m.keeping_due_keep_reason_help()}
          value={values.reason ?? ''}
          error={errors.reason}
          maxLength={500}
        />
        <div class="sm-form__end">
          <Button variant="secondary" name="act" value="keep">
            {m.keeping_due_keep()}
          </Button>
        </div>
      </fieldset>
    </form>
  )
}

function Answered({ network, list, state }: DueProps & { state: Exclude<DueState, 'waiting'> }) {
  const rows = list.rows.filter((row) => row.state === state)
  const when = { approved: m.keeping_due_goes(), kept: m.keeping_due_until(), deleted: m.keeping_due_deleted() }[state]
  return (
    <table class="sm-table sm-table--stack sm-due">
      <caption class="sr">{when}</caption>
      <thead>
        <tr>
          <th scope="col">{m.keeping_due_document()}</th>
          <th scope="col">{m.keeping_due_meeting()}</th>
          <th scope="col">{when}</th>
          {state === 'kept' && <th scope="col">{m.keeping_due_keep_reason()}</th>}
          {state !== 'deleted' && (
            <th scope="col">
              <span class="sr">{m.keeping_due_take_back()}</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <Document row={row} network={network} />
            <td data-label={when}>{whenOf(row, network.timezone)}</td>
            {state === 'kept' && <td data-label={m.keeping_due_keep_reason()}>{row.reason}</td>}
            {state !== 'deleted' && (
              <td>
                <PostButton
                  action={`/${network.slug}/settings/due/${row.id}/back`}
                  variant="tertiary"
                  size="sm"
                  label={state === 'kept' ? undefined : m.keeping_due_take_back_of({ title: titleOf(row) })}
                >
                  {state === 'kept' ? m.keeping_due_ask_again({ title: titleOf(row) }) : m.keeping_due_take_back()}
                </PostButton>
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Document({ row, network }: { row: Listed; network: NetworkRow }) {
  const href = hrefOf(row, network)
  const meeting = said(row.meeting?.title)
  const lang = row.kind === 'draft' || row.kind === 'question' ? undefined : said(row.title).lang
  return (
    <>
      <th scope="row" lang={lang}>
        {href ? (
          <a class="ds-link" href={href}>
            {titleOf(row)}
          </a>
        ) : (
          titleOf(row)
        )}
        {row.state !== 'waiting' && <span class="soft"> · {kindName(row.kind)}</span>}
      </th>
      <td data-label={m.keeping_due_meeting()} lang={meeting.lang}>
        {meeting.text || '–'}
      </td>
    </>
  )
}

function titleOf(row: Listed): string {
  const { text } = said(row.title)
  if (row.kind === 'question') return m.keeping_due_questions_of()
  return row.kind === 'draft' ? m.keeping_due_drafts_of({ title: text }) : text
}

/** Where it is read now, or where its address says that it is gone. */
function hrefOf(row: Listed, { slug }: NetworkRow): string | null {
  if (row.kind === 'letter') return row.state === 'deleted' || row.meeting ? null : `/${slug}/notices/${row.aboutId}`
  if (!row.meeting || row.meeting.removed) return null
  const meeting = `/${slug}/${row.meeting.slug}`
  if (row.kind === 'question') return `${meeting}/questions`
  if (row.kind !== 'minutes' && row.kind !== 'draft') return viewPath(meeting, row.aboutId)
  return row.item === null ? null : `${meeting}/${row.item}`
}

function extentOf(row: Listed): string {
  if (row.kind === 'letter') return '–'
  if (row.kind === 'question') return m.keeping_due_questions({ n: row.parts })
  const versions = m.keeping_due_versions({ n: row.parts })
  return row.bytes > 0 ? `${versions}, ${sizeName(row.bytes)}` : versions
}

function whenOf(row: Listed, timezone: string): string {
  if (row.state === 'kept') return row.keptUntil ? date(row.keptUntil) : '–'
  const at = row.state === 'deleted' ? row.deletedAt : row.deleteAt
  return at ? date(wall(at, timezone).date) : '–'
}
