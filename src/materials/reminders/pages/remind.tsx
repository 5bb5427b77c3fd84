/** Before anything goes: who gets a reminder, of what, and how each mail will read. */
import { said } from '#meeting/parts/said.ts'
import { MeetingTools } from '#meeting/parts/tools.tsx'
import type { MeetingRow } from '#meeting/rules.ts'
import type { Written } from '#platform/mail/letter.tsx'
import { date, list, wall } from '#platform/words/dates.ts'
import { message } from '#platform/words/message.ts'
import { m } from '#platform/words/words.ts'
import { Alert } from '#ui/alert.tsx'
import { Button } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/errorsummary.tsx'
import { CheckboxGroup, TextArea } from '#ui/field.tsx'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { Crumbs, Section } from '#ui/section.tsx'
import type { Reminding } from '../reads.ts'
import { type Duty, isChosen, type Receiver } from '../rules.ts'

export interface RemindPageProps {
  readonly meeting: MeetingRow
  /** `/{network}/{meeting}` */
  readonly base: string
  readonly reminding: Reminding
  /** Appearances; those at the same address are chosen together. */
  readonly chosen: readonly string[]
  readonly note: string
  /** The mail to one of them as it would read now, its links taken out. */
  readonly letterTo: (receiver: Receiver) => Pick<Written, 'subject' | 'text'>
  readonly errors: Readonly<Record<string, string>>
}

export function RemindPage(props: RemindPageProps) {
  const { meeting, base, reminding, chosen } = props
  const { may, receivers } = reminding
  const going = receivers.filter((one) => isChosen(one, chosen))
  return (
    <main class="sm-page sm-page--text" id="content">
      <Crumbs
        label={m.programme_crumbs()}
        steps={[
          { text: said(meeting.title).text, href: base },
          { text: m.desk_title(), href: `${base}/desk` },
          { text: m.desk_remind_title() },
        ]}
      />
      <h1 class="sm-title sm-title--m">{m.desk_remind_title()}</h1>
      <MeetingTools base={base} />
      <ErrorSummary
        title={m.shared_errors_title()}
        errors={Object.entries(props.errors).map(([field, text]) => ({ field, text }))}
      />
      {may === 'yes' && receivers.length > 0 ? (
        <>
          <p class="sm-lead">{m.desk_remind_lead()}</p>
          <LeftOut reminding={reminding} />
          <RemindForm {...props} />
        </>
      ) : (
        <>
          <Alert tone="info">{may === 'yes' ? m.desk_remind_none() : message(may)}</Alert>
          <LeftOut reminding={reminding} />
        </>
      )}
      {may === 'yes' && going.length > 0 && (
        <Section id="preview" title={m.desk_preview()} aside={m.desk_receivers({ count: going.length })}>
          <p class="soft">{m.desk_preview_help()}</p>
          {going.map((one, place) => (
            <details class="sm-more" key={one.email} open={place === 0}>
              <summary>
                {m.desk_preview_of({ names: list(one.names) })}
                <Icon of={icons.chevronDown} class="chevron" />
              </summary>
              <Letter of={props.letterTo(one)} lang={one.locale} />
            </details>
          ))}
        </Section>
      )}
    </main>
  )
}

function RemindForm({ meeting, base, reminding, chosen, note, errors }: RemindPageProps) {
  const action = `${base}/desk/remind`
  return (
    <form class="sm-form" method="post" action={action}>
      <CheckboxGroup
        name="to"
        legend={m.desk_to()}
        values={reminding.receivers.filter((one) => isChosen(one, chosen)).map(keyOf)}
        error={errors['to']}
        options={reminding.receivers.map((one) => ({
          value: keyOf(one),
          label: list(one.names),
          help: [
            m.desk_to_owes({ address: one.email, items: list(one.duties.map(({ item }) => said(item.title).text)) }),
            askedText(one, meeting.timezone),
          ].join(' '),
        }))}
      />
      <TextArea
        name="note"
        label={m.desk_note()}
        optional={m.shared_optional()}
        help={m.desk_note_help()}
        value={note}
        rows={3}
        error={errors['note']}
      />
      <div class="sm-form__end">
        <Button icon={icons.paperPlane}>{m.desk_send_chosen()}</Button>
        <Button variant="secondary" formMethod="get" icon={icons.eye}>
          {m.desk_preview_again()}
        </Button>
        <a class="ds-link" href={`${base}/desk`}>
          {m.shared_cancel()}
        </a>
      </div>
    </form>
  )
}

const keyOf = ({ duties }: Receiver): string => duties[0]!.speakerId

function askedText({ duties }: Receiver, timezone: string): string {
  const last = duties
    .flatMap((one) => one.askedAt ?? [])
    .sort()
    .at(-1)
  return last ? `${m.desk_asked_at({ date: date(wall(last, timezone).date, false) })}.` : `${m.desk_not_asked()}.`
}

/** Those who owe something and get nothing, by name: nobody is to think that they were reminded. */
function LeftOut({ reminding: { askedToday, quiet, unreached } }: { reminding: Reminding }) {
  const namesOf = (duties: readonly Duty[]) => list([...new Set(duties.map((one) => one.name))])
  return (
    <>
      {askedToday.length > 0 && (
        <p class="soft">
          {m.desk_asked_today({ count: askedToday.length, names: list(askedToday.flatMap((one) => one.names)) })}
        </p>
      )}
      {quiet.length > 0 && <p class="soft">{m.desk_quiet_names({ names: namesOf(quiet) })}</p>}
      {unreached.length > 0 && <p class="soft">{m.desk_unreached({ names: namesOf(unreached) })}</p>}
    </>
  )
}

function Letter({ of, lang }: { of: Pick<Written, 'subject' | 'text'>; lang: string }) {
  return (
    <>
      <dl class="sm-facts">
        <div>
          <dt>{m.desk_subject()}</dt>
          <dd lang={lang}>{of.subject}</dd>
        </div>
      </dl>
      <div class="sm-prose sm-letter" lang={lang}>
        {of.text.trim()}
      </div>
    </>
  )
}
