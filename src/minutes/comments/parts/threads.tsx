/** What those who write minutes say of them to each other. The same with script and without: each act is a form. */
import { m } from '#platform/words/words.ts'
import { Alert } from '#ui/alert.tsx'
import { Button } from '#ui/button.tsx'
import { TextArea } from '#ui/field.tsx'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { COMMENT_LENGTH, stillStands, type ThreadView } from '../rules.ts'

export interface ThreadsProps {
  /** Address of the minutes. */
  readonly base: string
  readonly threads: readonly ThreadView[]
  /** The language of the text. */
  readonly lang: string
  /** Whether the text can be changed: else it is only talked of what was begun before. */
  readonly writable: boolean
}

export interface ThreadActs {
  /** Leads to the passage in the text; where there is an editor. */
  seek(id: string): void
  /** The one whose passage was pressed. */
  readonly current: string | null
}

export function Threads(props: ThreadsProps & { acts?: ThreadActs | undefined }) {
  const open = props.threads.filter(({ state }) => state === 'open')
  const settled = props.threads.filter(({ state }) => state !== 'open')
  return (
    <>
      {open.length === 0 ? <p class="soft">{m.comments_none()}</p> : <List {...props} threads={open} />}
      {settled.length === 0 ? null : (
        <details class="sm-more">
          <summary>{m.comments_settled_count({ count: settled.length })}</summary>
          <List {...props} threads={settled} />
        </details>
      )}
      {props.writable ? (
        <details class="sm-more">
          <summary>{m.comments_of_all()}</summary>
          <form class="sm-thread__form" method="post" action={`${props.base}/comments`}>
            <Words id="comment-new" label={m.comments_words()} />
            <Button size="sm">{m.comments_send()}</Button>
          </form>
        </details>
      ) : null}
    </>
  )
}

function List(props: ThreadsProps & { acts?: ThreadActs | undefined }) {
  return (
    <ul class="sm-threads">
      {props.threads.map((thread) => (
        <Thread key={thread.id} {...props} thread={thread} />
      ))}
    </ul>
  )
}

function Thread(props: ThreadsProps & { acts?: ThreadActs | undefined; thread: ThreadView }) {
  const { thread, base, lang, acts } = props
  const at = `${base}/comments/${thread.id}`
  const open = thread.state === 'open'
  return (
    <li id={`thread-${thread.id}`} tabindex={-1} data-current={acts?.current === thread.id ? '' : undefined}>
      {thread.quote === null ? (
        <p class="sm-list__m">{m.comments_to_all()}</p>
      ) : thread.proposed === null ? (
        <blockquote class="sm-thread__quote" lang={lang}>
          {thread.quote}
        </blockquote>
      ) : (
        <Proposed thread={thread} lang={lang} />
      )}
      {thread.comments.map(({ id, byName, at: when, text }) => (
        <div key={id} class="sm-thread__said">
          <p class="sm-list__m">
            <b>{byName ?? m.minutes_someone()}</b> {when}
          </p>
          <p class="sm-thread__text">{text}</p>
        </div>
      ))}
      {open ? null : (
        <p class="sm-list__m">
          {outcomeOf(thread)({ name: thread.settledByName ?? m.minutes_someone(), at: thread.settledAt ?? '' })}
        </p>
      )}
      {open ? (
        <details class="sm-more">
          <summary>{m.comments_reply()}</summary>
          <form class="sm-thread__form" method="post" action={`${at}/reply`}>
            <Words id={`reply-${thread.id}`} label={m.comments_reply_label()} />
            <Button size="sm">{m.comments_reply_send()}</Button>
          </form>
        </details>
      ) : null}
      <form class="sm-acts" method="post" action={`${at}/settle`}>
        {open && thread.passage && acts ? (
          <Button type="button" variant="tertiary" size="sm" onClick={() => acts.seek(thread.id)}>
            {m.comments_seek()}
          </Button>
        ) : null}
        <Settling thread={thread} writable={props.writable} />
      </form>
    </li>
  )
}

/** What is proposed beside what it is proposed for; and what stands there by now, where that is something else. */
function Proposed({ thread, lang }: { thread: ThreadView; lang: string }) {
  const changed = thread.state === 'open' && !stillStands(thread)
  return (
    <>
      <p class="sm-list__m">{m.comments_suggested_by({ name: thread.byName ?? m.minutes_someone(), at: thread.at })}</p>
      <div class="sm-thread__quote sm-diff" lang={lang}>
        <p>
          <del>
            <span class="sr">{m.comments_instead_of()} </span>
            {thread.quote}
          </del>
        </p>
        <p>
          {thread.proposed === '' ? (
            <span class="soft">{m.comments_take_out()}</span>
          ) : (
            <ins>
              <span class="sr">{m.comments_should_say()} </span>
              {thread.proposed}
            </ins>
          )}
        </p>
      </div>
      {changed ? (
        <Alert tone="warning">
          {thread.now ? (
            <>
              {m.comments_changed_since()} <span lang={lang}>«{thread.now}»</span>
            </>
          ) : (
            m.comments_gone()
          )}
        </Alert>
      ) : null}
    </>
  )
}

/** The buttons that settle a thread, or open it again. */
function Settling({ thread, writable }: { thread: ThreadView; writable: boolean }) {
  if (thread.state === 'accepted') return null
  if (thread.state !== 'open') return <Do is="reopen" label={m.comments_reopen()} />
  if (thread.proposed === null) return <Do is="resolve" label={m.comments_resolve()} icon={icons.checkmark} />
  return (
    <>
      {writable && stillStands(thread) ? <Do is="accept" label={m.comments_accept()} icon={icons.checkmark} /> : null}
      <Do is="decline" label={m.comments_decline()} />
    </>
  )
}

const Do = (props: { is: string; label: string; icon?: string }) => (
  <Button name="do" value={props.is} variant="secondary" size="sm" icon={props.icon}>
    {props.label}
  </Button>
)

function outcomeOf({ state }: ThreadView) {
  if (state === 'accepted') return m.comments_accepted_by
  return state === 'declined' ? m.comments_declined_by : m.comments_resolved_by
}

export const Words = (props: { id: string; label: string; required?: boolean }) => (
  <TextArea name="text" id={props.id} label={props.label} rows={3} maxLength={COMMENT_LENGTH} required={props.required ?? true} />
)

/** The heading's line says how many are open. */
export const ThreadsHead = ({ count }: { count: number }) => (
  <summary class="sm-sec__head">
    <h2 class="sm-h2">{m.comments_title()}</h2>
    {count === 0 ? null : <span class="soft">{m.comments_open_count({ count })}</span>}
    <Icon of={icons.chevronDown} class="chevron" />
  </summary>
)
