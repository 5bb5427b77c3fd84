/** A draft that is out for input: its text and deadline, the plan, what was said of it and answered, and the form to say something. */
import { date, dateTime, wall } from '#platform/words/dates.ts'
import { pick, type Words } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { Alert } from '#ui/alert.tsx'
import { Button, LinkButton, PostButton } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/errorsummary.tsx'
import { Checkbox, TextArea, TextField } from '#ui/field.tsx'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { Section } from '#ui/section.tsx'
import { State } from '#ui/state.tsx'
import type { PlanDocument } from '../../document.ts'
import { Outline } from '../../outline/parts/outline.tsx'
import { PlanCrumbs, type PlanHead } from '../../versions/pages/versions.tsx'
import type { ConsultationLetter } from '../letter/reads.ts'
import { Inputs } from '../parts/inputs.tsx'
import { Letter } from '../parts/letter.tsx'
import { SendForm, type Typed } from '../parts/send.tsx'
import type { ConsultationView } from '../reads.ts'

export interface ConsultationProps {
  readonly head: PlanHead
  readonly timezone: string
  readonly document: PlanDocument
  /** Newest first. */
  readonly all: readonly ConsultationView[]
  readonly open: boolean
  /** By which members were told of it; null where there is none. */
  readonly letter: ConsultationLetter | null
  /** Whether this reader may say something now; else why not, in words. */
  readonly may: 'yes' | { readonly not: string }
  readonly organises: boolean
  readonly published: boolean
  readonly signedIn: boolean
  readonly places: readonly { readonly id: string; readonly number: string; readonly title: Words }[]
  /** What the form is about at first. */
  readonly about: string
  readonly contact: string | null
  readonly typed: Typed | null
}

export function ConsultationPage(props: ConsultationProps) {
  const { head, all, organises, typed, open } = props
  const now = all[0] ?? null
  const errors = Object.entries(typed?.wrong ?? {}).map(([name, text]) => ({ field: `${typed!.form}-${name}`, text }))
  const text = pick(now?.row.text, localeNow())
  const sums = countsOf(now)
  return (
    <main class="sm-page" id="content">
      <PlanCrumbs head={head} here={m.planio_consultation()} />
      <h1 class="sm-title sm-title--m">{m.planio_consultation_of({ title: pick(head.title, localeNow())?.text ?? '' })}</h1>
      <ErrorSummary title={m.shared_errors_title()} errors={errors} />
      {now === null ? (
        <p class="sm-lead">{m.planio_consultation_none()}</p>
      ) : (
        <p class="sm-lead">
          {open ? (
            <State is="proposed">{m.planio_open_until({ when: dateTime(now.row.deadline, props.timezone) })}</State>
          ) : (
            <State is="held">{m.planio_closed_since({ date: date(wall(endOf(now), props.timezone).date) })}</State>
          )}
        </p>
      )}
      {text && (
        <div class="sm-prose sm-planinvite" lang={text.lang}>
          {text.text.split(/\n{2,}/).map((part, i) => (
            <p key={i}>{part}</p>
          ))}
        </div>
      )}
      {now && (
        <p class="sm-planinvite">
          <a class="ds-link" href="#plan">
            {m.planio_draft_read()}
          </a>
        </p>
      )}
      {typed?.late && (
        <Alert tone="warning" title={m.planio_late_title()} role="alert">
          <p>{props.contact ? m.planio_late_contact({ contact: props.contact }) : m.planio_late()}</p>
          <textarea class="ds-input sm-reading" readonly rows={6} aria-label={m.planio_late_yours()}>
            {typed.fields['text']}
          </textarea>
        </Alert>
      )}
      {organises && <Organising {...props} />}
      {now && props.may === 'yes' && <SendForm {...props} />}
      {now && props.may !== 'yes' && !typed?.late && <Alert tone="info">{props.may.not}</Alert>}
      {now && (
        <Section
          id="inputs"
          title={organises ? m.planio_inputs() : m.planio_inputs_shown()}
          aside={now.inputs.length || undefined}
        >
          {sums.all > 0 && organises && <p>{m.planio_answered_sum({ answered: sums.answered, count: sums.all })}</p>}
          <Inputs of={now.inputs} {...props} open={open} />
        </Section>
      )}
      {now && (
        <Section id="plan" title={m.planio_draft()}>
          <Outline
            of={props.document}
            {...(props.may === 'yes' && {
              asideTitle: m.planio_input(),
              aside: (id: string) => (
                <a class="ds-link" href={`${head.path}/consultation?about=${id}#send`}>
                  {m.planio_say()}
                  <span class="sr">: {props.places.find((one) => one.id === id)?.number}</span>
                </a>
              ),
            })}
          />
        </Section>
      )}
      {all.slice(1).map(({ row, inputs }) => (
        <Section
          key={row.id}
          id={`earlier-${row.id}`}
          title={m.planio_earlier({ date: date(wall(row.opens, props.timezone).date) })}
          aside={inputs.length || undefined}
        >
          <Inputs of={inputs} {...props} open={false} />
        </Section>
      ))}
    </main>
  )
}

const countsOf = (one: ConsultationView | null) => ({
  all: one?.inputs.length ?? 0,
  answered: one?.inputs.filter((each) => each.answer !== null).length ?? 0,
})
/** Whichever came first: it was ended, or its time was out. */
const endOf = ({ row }: ConsultationView): string => row.closedAt ?? row.deadline

/** What organisers do with a consultation as a whole. */
function Organising(props: ConsultationProps) {
  const { head, all, open, typed } = props
  const now = all[0]
  const own = typed?.form === 'terms' ? typed : null
  return (
    <Section id="terms" title={m.planio_organise()} class="sm-planorganise">
      {open && props.published && <Letter {...props} />}
      {now && (
        <div class="sm-acts">
          {open && (
            <PostButton action={`${head.path}/consultation/close`} variant="secondary" size="sm" icon={icons.padlock}>
              {m.planio_close()}
            </PostButton>
          )}
          <LinkButton size="sm" variant="secondary" icon={icons.download} href={`${head.path}/consultation.xlsx`}>
            {m.planio_take_xlsx()}
          </LinkButton>
          <LinkButton size="sm" variant="secondary" icon={icons.download} href={`${head.path}/consultation.csv`}>
            {m.planio_take_csv()}
          </LinkButton>
        </div>
      )}
      <details class="sm-more" open={!now || own !== null}>
        <summary>
          {now ? m.planio_terms_change() : m.planio_open()}
          <Icon of={icons.chevronDown} class="chevron" />
        </summary>
        <Terms {...props} action={now ? 'change' : 'open'} />
      </details>
      {now && !open && (
        <details class="sm-more">
          <summary>
            {m.planio_open_again()}
            <Icon of={icons.chevronDown} class="chevron" />
          </summary>
          <Terms {...props} action="open" typed={null} fresh />
        </details>
      )}
    </Section>
  )
}

function Terms({
  head,
  all,
  timezone,
  published,
  typed,
  action,
  fresh,
}: ConsultationProps & { action: 'open' | 'change'; fresh?: boolean }) {
  const row = fresh ? undefined : all[0]?.row
  const own = typed?.form === 'terms' ? typed : null
  const at = row && wall(row.deadline, timezone)
  const id = (name: string) => (fresh ? `again-${name}` : `terms-${name}`)
  return (
    <form class="sm-form" method="post" action={`${head.path}/consultation/${action}`}>
      {row && <input type="hidden" name="version" value={row.version} />}
      <TextField
        name="deadline"
        id={id('deadline')}
        type="datetime-local"
        label={m.planio_deadline()}
        help={m.planio_deadline_help()}
        value={own?.fields['deadline'] ?? (at ? `${at.date}T${at.time}` : '')}
        error={own?.wrong['deadline']}
        required
      />
      <TextArea
        name="text"
        id={id('text')}
        label={m.planio_invitation()}
        help={m.planio_invitation_help()}
        optional={m.shared_optional()}
        value={own?.fields['text'] ?? pick(row?.text, localeNow())?.text ?? ''}
        error={own?.wrong['text']}
        reading
      />
      <Checkbox
        name="openToAll"
        id={id('openToAll')}
        label={m.planio_open_to_all()}
        help={m.planio_open_to_all_help()}
        checked={own ? own.fields['openToAll'] === 'on' : (row?.openToAll ?? false)}
      />
      {!published && <p>{m.planio_will_be_shown()}</p>}
      <div class="sm-form__end">
        <Button>{action === 'open' ? m.planio_open() : m.planio_save_terms()}</Button>
      </div>
    </form>
  )
}
