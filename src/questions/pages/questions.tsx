/** Everything sent in to a meeting, a way to send in more, and for organisers what may be made of it. */
import { said } from '#meeting/parts/said.ts'
import { MeetingTools } from '#meeting/parts/tools.tsx'
import { dateTime, wall } from '#platform/words/dates.ts'
import type { Words } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { Alert } from '#ui/alert.tsx'
import { Button, PostButton } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/errorsummary.tsx'
import { Select, TextArea, TextField } from '#ui/field.tsx'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { Crumbs, Section } from '#ui/section.tsx'
import { InputEntry } from '../parts/list.tsx'
import { SendForms, type Typed } from '../parts/send.tsx'
import type { Askable, InputView } from '../reads.ts'

export interface QuestionsPageProps {
  /** `/{network}/{meeting}` */
  readonly base: string
  readonly meeting: { readonly title: Words; readonly timezone: string; readonly inputUntil: string | null }
  readonly inputs: readonly InputView[]
  readonly items: readonly Askable[]
  readonly organises: boolean
  readonly signedIn: boolean
  /** Until when; null where that is not known. */
  readonly until: string | null
  /** Why nothing can be sent in; null where it can. */
  readonly hindrance: string | null
  readonly later: readonly { readonly id: string; readonly title: Words; readonly startsAt: string | null }[]
  /** What was typed and could not be taken, by the form it stands in: an entry's id, 'question', 'matter' or 'until'. */
  readonly typed: { readonly form: string; readonly fields: Typed; readonly wrong: Readonly<Record<string, string>> } | null
}

export function QuestionsPage(props: QuestionsPageProps) {
  const { base, meeting, inputs, organises, typed } = props
  const waiting = inputs.filter((one) => one.state === 'waiting')
  const taken = inputs.filter((one) => one.state !== 'waiting')
  const errors = Object.entries(typed?.wrong ?? {}).map(([name, text]) => ({ field: `${typed!.form}-${name}`, text }))
  return (
    <main class="sm-page sm-page--text" id="content">
      <Crumbs
        label={m.programme_crumbs()}
        steps={[{ text: said(meeting.title).text, href: base }, { text: m.questions_title() }]}
      />
      <h1 class="sm-title sm-title--m">{m.questions_title()}</h1>
      {organises && <MeetingTools base={base} here="questions" />}
      <ErrorSummary title={m.shared_errors_title()} errors={errors} />
      <p class="sm-lead">{organises ? m.questions_lead_organiser() : m.questions_lead()}</p>
      {props.until && props.hindrance === null && <p>{m.questions_until({ when: dateTime(props.until, meeting.timezone) })}</p>}
      {props.hindrance && <Alert tone="info">{props.hindrance}</Alert>}
      {organises && <Waiting {...props} of={waiting} />}
      {!organises && waiting.length > 0 && (
        <Section id="own" title={m.questions_own()} aside={waiting.length}>
          <p class="soft">{m.questions_own_help()}</p>
          <Entries {...props} of={waiting} />
        </Section>
      )}
      <Taken {...props} of={taken} />
      {props.hindrance === null && <SendForms {...props} />}
      {organises && <Until {...props} />}
    </main>
  )
}

function Waiting(props: QuestionsPageProps & { of: readonly InputView[] }) {
  return (
    <Section id="waiting" title={m.questions_waiting()} aside={props.of.length || undefined}>
      {props.of.length === 0 ? <p class="soft">{m.questions_waiting_none()}</p> : <Entries {...props} of={props.of} />}
    </Section>
  )
}

/** By item in the order of the programme, then what was put to the meeting as a whole. */
function Taken(props: QuestionsPageProps & { of: readonly InputView[] }) {
  if (props.of.length === 0)
    return props.organises ? null : (
      <Section id="all" title={m.questions_all()}>
        <p class="soft">{m.questions_none()}</p>
      </Section>
    )
  const groups = props.items.map((item) => ({ item, of: props.of.filter((one) => one.itemId === item.id) }))
  const known = new Set(props.items.map((item) => item.id))
  const rest = props.of.filter((one) => one.itemId === null || !known.has(one.itemId))
  return (
    <Section id="all" title={m.questions_all()} aside={props.of.length}>
      {groups.map(({ item, of }) =>
        of.length === 0 ? null : (
          <div key={item.id}>
            <h3 class="sm-h3" lang={said(item.title).lang}>
              <a href={`${props.base}/${item.publicId}`}>{said(item.title).text}</a>
            </h3>
            <Entries {...props} of={of} />
          </div>
        ),
      )}
      {rest.length > 0 && (
        <>
          {rest.length < props.of.length && <h3 class="sm-h3">{m.questions_to_meeting()}</h3>}
          <Entries {...props} of={rest} />
        </>
      )}
    </Section>
  )
}

function Entries(props: QuestionsPageProps & { of: readonly InputView[] }) {
  const { base, meeting } = props
  return (
    <ul class="sm-inputs">
      {props.of.map((one) => (
        <InputEntry key={one.id} of={one} place={{ base, timezone: meeting.timezone }}>
          {props.organises ? <Decide {...props} one={one} /> : null}
          {!props.organises && one.mayRemove ? (
            <div class="sm-acts">
              <Remove base={base} one={one} />
            </div>
          ) : null}
        </InputEntry>
      ))}
    </ul>
  )
}

const Remove = ({ base, one }: { base: string; one: InputView }) => (
  <PostButton
    action={`${base}/questions/${one.id}/remove`}
    variant="tertiary"
    size="sm"
    icon={icons.trash}
    label={m.questions_remove_named({ text: short(one.text) })}
  >
    {m.shared_remove()}
  </PostButton>
)

/** One next step, the answer; the rest are ways out. */
function Decide(props: QuestionsPageProps & { one: InputView }) {
  const { base, one, later, typed } = props
  const own = typed?.form === one.id ? typed : null
  const action = `${base}/questions/${one.id}`
  const open = one.state !== 'item' && one.state !== 'moved'
  const name = short(one.text)
  if (!open) return null
  return (
    <details class="sm-more" open={own !== null || one.state === 'waiting'}>
      <summary>
        {one.state === 'waiting' ? m.questions_decide() : m.questions_change()}
        <span class="sr">: {name}</span>
        <Icon of={icons.chevronDown} class="chevron" />
      </summary>
      <form class="sm-form" method="post" action={`${action}/answer`}>
        <TextArea
          name="answer"
          id={`${one.id}-answer`}
          label={m.questions_answer()}
          help={one.hasAddress ? m.questions_answer_help() : m.questions_answer_help_none()}
          value={own?.fields['answer'] ?? said(one.answer).text}
          error={own?.wrong['answer']}
          required
          reading
        />
        <div class="sm-acts">
          <Button name="as" value="answered" size="sm" variant={one.state === 'waiting' ? undefined : 'secondary'}>
            {m.questions_do_answer()}
          </Button>
          <Button name="as" value="declined" size="sm" variant="secondary">
            {m.questions_do_decline()}
          </Button>
        </div>
      </form>
      <div class="sm-acts">
        {one.state === 'waiting' && (
          <PostButton
            action={`${action}/show`}
            variant="secondary"
            size="sm"
            icon={icons.eye}
            label={`${m.questions_do_show()}: ${name}`}
          >
            {m.questions_do_show()}
          </PostButton>
        )}
        {one.state === 'shown' && (
          <PostButton
            action={`${action}/hide`}
            variant="secondary"
            size="sm"
            icon={icons.eyeSlash}
            label={`${m.questions_do_hide()}: ${name}`}
          >
            {m.questions_do_hide()}
          </PostButton>
        )}
        <PostButton
          action={`${action}/item`}
          variant="secondary"
          size="sm"
          icon={icons.plus}
          label={`${m.questions_do_item()}: ${name}`}
        >
          {m.questions_do_item()}
        </PostButton>
        <Remove base={base} one={one} />
      </div>
      {later.length > 0 && (
        <form class="sm-inline" method="post" action={`${action}/move`}>
          <Select
            name="meeting"
            id={`${one.id}-meeting`}
            label={m.questions_move()}
            error={own?.wrong['meeting']}
            options={later.map((other) => ({
              value: other.id,
              label: [said(other.title).text, other.startsAt && dateTime(other.startsAt, props.meeting.timezone)]
                .filter(Boolean)
                .join(', '),
            }))}
          />
          <Button size="sm" variant="secondary">
            {m.questions_do_move()}
          </Button>
        </form>
      )}
    </details>
  )
}

/** Until when: an own deadline, as "matters by 15 March". */
function Until({ base, meeting, typed }: QuestionsPageProps) {
  const own = typed?.form === 'until' ? typed : null
  const at = meeting.inputUntil && wall(meeting.inputUntil, meeting.timezone)
  return (
    <Section id="until" title={m.questions_deadline()}>
      <form class="sm-form" method="post" action={`${base}/questions/until`}>
        <TextField
          name="until"
          id="until-until"
          type="datetime-local"
          label={m.questions_deadline_label()}
          help={m.questions_deadline_help()}
          value={own?.fields['until'] ?? (at ? `${at.date}T${at.time}` : '')}
          error={own?.wrong['until']}
          width="half"
        />
        <div class="sm-form__end">
          <Button variant="secondary">{m.shared_save()}</Button>
        </div>
      </form>
    </Section>
  )
}

const LONGEST_NAME = 60
const short = (text: string): string => (text.length > LONGEST_NAME ? `${text.slice(0, LONGEST_NAME).toWellFormed()}…` : text)
