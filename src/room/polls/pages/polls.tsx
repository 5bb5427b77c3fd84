/** Where polls are prepared: the list in its order, a form for each, and what has been held. */
import { said } from '#meeting/parts/said.ts'
import { MeetingTools } from '#meeting/parts/tools.tsx'
import type { Words } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { Button, PostButton } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/errorsummary.tsx'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { Crumbs, Section } from '#ui/section.tsx'
import { setUpWords } from '../parts/chair.tsx'
import { PollFields, type PollFieldsProps } from '../parts/form.tsx'
import { Question } from '../parts/poll.tsx'
import { PollResult } from '../parts/result.tsx'
import type { PollView } from '../reads.ts'

export interface PollsPageProps {
  /** `/{network}/{meeting}` */
  readonly base: string
  readonly title: Words
  readonly polls: readonly PollView[]
  readonly items: readonly { readonly id: string; readonly title: Words }[]
  readonly organises: boolean
  /** What was typed and could not be taken, by its form: a poll's id, or 'new'. */
  readonly typed: {
    readonly form: string
    readonly values: Readonly<Record<string, string>>
    readonly wrong: Readonly<Record<string, string>>
  } | null
}

/** Acts from here come back here. */
const back = { back: 'page' }

export function PollsPage(props: PollsPageProps) {
  const { base, polls, typed } = props
  const prepared = polls.filter((poll) => poll.state === 'prepared')
  const held = polls.filter((poll) => poll.state !== 'prepared').reverse()
  const errors = Object.entries(typed?.wrong ?? {}).map(([name, text]) => ({ field: `${typed!.form}-${name}`, text }))
  return (
    <main class="sm-page sm-page--text" id="content">
      <Crumbs label={m.programme_crumbs()} steps={[{ text: said(props.title).text, href: base }, { text: m.polls_results() }]} />
      <h1 class="sm-title sm-title--m">{m.polls_results()}</h1>
      {props.organises && <MeetingTools base={base} here="chair/polls" />}
      <ErrorSummary title={m.shared_errors_title()} errors={errors} />
      <p class="sm-lead">{m.polls_lead()}</p>
      <Section id="prepared" title={m.polls_prepared()} aside={prepared.length || undefined}>
        {prepared.length === 0 ? (
          <p class="soft">{m.polls_prepared_none()}</p>
        ) : (
          <ol class="sm-chairpolls__list">
            {prepared.map((poll, place) => (
              <Prepared key={poll.id} {...props} poll={poll} first={place === 0} last={place === prepared.length - 1} />
            ))}
          </ol>
        )}
      </Section>
      <Section id="new" title={m.polls_new()}>
        <Form {...props} id="new" action={`${base}/chair/polls`} values={{}} />
      </Section>
      {held.length > 0 && (
        <Section id="held" title={m.polls_held()}>
          {held.map((poll) => (
            <Held key={poll.id} base={base} poll={poll} />
          ))}
        </Section>
      )}
    </main>
  )
}

function Prepared(props: PollsPageProps & { readonly poll: PollView; readonly first: boolean; readonly last: boolean }) {
  const { base, poll, typed } = props
  const question = said(poll.question)
  const about = said(poll.about?.title)
  const to = `${base}/chair/polls/${poll.id}`
  const named = (what: string) => `${what}: ${question.text}`
  return (
    <li>
      <div>
        <Question of={poll} />
        <p class="sm-list__m">
          {setUpWords(poll)}
          {poll.about && <span lang={about.lang}> · {about.text}</span>}
        </p>
        {poll.options.length > 0 && <p>{poll.options.map((option) => said(option.label).text).join(' · ')}</p>}
        <details class="sm-more" open={typed?.form === poll.id}>
          <summary>
            {m.polls_edit()}
            <span class="sr">: {question.text}</span>
            <Icon of={icons.chevronDown} class="chevron" />
          </summary>
          <Form {...props} id={poll.id} action={`${to}/edit`} values={valuesOf(poll)} version={poll.version} />
        </details>
      </div>
      <div class="sm-acts">
        {(['up', 'down'] as const).map((way) => (
          <PostButton
            key={way}
            action={`${to}/move`}
            fields={{ ...back, way }}
            variant="tertiary"
            size="sm"
            icon={way === 'up' ? icons.arrowUp : icons.arrowDown}
            iconOnly
            label={named(way === 'up' ? m.polls_up() : m.polls_down())}
            disabled={way === 'up' ? props.first : props.last}
          >
            {way === 'up' ? m.polls_up() : m.polls_down()}
          </PostButton>
        ))}
        <PostButton
          action={`${to}/remove`}
          fields={back}
          variant="tertiary"
          size="sm"
          icon={icons.trash}
          label={named(m.shared_remove())}
        >
          {m.shared_remove()}
        </PostButton>
      </div>
    </li>
  )
}

function Form(
  props: PollsPageProps & {
    readonly id: string
    readonly action: string
    readonly values: PollFieldsProps['values']
    readonly version?: number
  },
) {
  const own = props.typed?.form === props.id ? props.typed : null
  const items = props.items.map((item) => {
    const title = said(item.title)
    return { value: item.id, label: title.text, lang: title.lang }
  })
  return (
    <form class="sm-form" method="post" action={props.action}>
      <input type="hidden" name="back" value="page" />
      {props.version !== undefined && <input type="hidden" name="version" value={props.version} />}
      <PollFields
        id={props.id}
        items={[{ value: '', label: m.polls_on_meeting() }, ...items]}
        values={own?.values ?? props.values}
        wrong={own?.wrong ?? {}}
      />
      <div class="sm-form__end">
        <Button>{props.version === undefined ? m.polls_keep() : m.shared_save()}</Button>
      </div>
    </form>
  )
}

const valuesOf = (poll: PollView): Record<string, string> => ({
  question: said(poll.question).text,
  kind: poll.kind,
  item: poll.itemId ?? '',
  options: poll.options.map((option) => said(option.label).text).join('\n'),
  most: poll.most === null ? '' : String(poll.most),
  electorate: poll.electorate,
  secrecy: poll.secrecy,
})

function Held({ base, poll }: { readonly base: string; readonly poll: PollView }) {
  const to = `${base}/chair/polls/${poll.id}`
  return (
    <div class="sm-polls__one">
      <Question of={poll} />
      <p class="sm-list__m">{setUpWords(poll)}</p>
      {poll.result && <PollResult of={poll} result={poll.result} name={said(poll.question).text} />}
      {poll.state === 'closed' && (
        <div class="sm-acts">
          <PostButton action={`${to}/${poll.shown ? 'hide' : 'show'}`} fields={back} variant="secondary" size="sm">
            {poll.shown ? m.polls_hide() : m.polls_show()}
          </PostButton>
          <PostButton
            action={`${to}/remove`}
            fields={back}
            variant="tertiary"
            size="sm"
            icon={icons.trash}
            label={`${m.shared_remove()}: ${said(poll.question).text}`}
          >
            {m.shared_remove()}
          </PostButton>
        </div>
      )}
    </div>
  )
}
