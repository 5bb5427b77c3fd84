/** Before anything goes: how it will read for each kind of reader, how many they are, and the button that sends it. */
import type { Written } from '#platform/mail/letter.tsx'
import { message } from '#platform/words/message.ts'
import { m } from '#platform/words/words.ts'
import { Alert } from '#ui/alert.tsx'
import { Button, LinkButton, PostButton } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/errorsummary.tsx'
import { Checkbox, RadioGroup, TextField } from '#ui/field.tsx'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { Section } from '#ui/section.tsx'
import type { Kind } from '../mails.tsx'
import { Frame, type Place } from '../parts/frame.tsx'
import { faultText, kindName, someOf } from '../parts/words.ts'
import type { Fault } from '../rules.ts'

export interface SendTyped {
  readonly when: 'now' | 'later'
  readonly date: string
  readonly time: string
  readonly seen: boolean
}

export interface PreviewPageProps {
  readonly place: Place
  readonly id: string
  readonly version: number
  readonly kinds: readonly Kind[]
  /** The one that is shown, with its letter; null when nobody gets any. */
  readonly shown: { readonly kind: Kind; readonly letter: Pick<Written, 'subject' | 'text'> } | null
  /** What is missing before it can be sent. */
  readonly missing: readonly Fault[]
  /** Why it cannot be sent as things stand: a message key; null where it can. */
  readonly hindrance: string | null
  readonly typed: SendTyped
  readonly errors: Readonly<Record<string, string>>
  /** What has changed since the button was first seen, in words. */
  readonly changed: string | null
}

export function PreviewPage(props: PreviewPageProps) {
  const { place, id, kinds, shown, missing, hindrance, changed, errors } = props
  const at = `${place.base}/${id}`
  const count = kinds.reduce((sum, one) => sum + one.receivers.length, 0)
  const wrong = [...missing.map(faultText), ...(hindrance ? [message(hindrance)] : [])]
  return (
    <Frame
      place={place}
      title={m.letters_preview_title()}
      steps={[{ text: m.letters_edit_title(), href: at }, { text: m.letters_preview_title() }]}
    >
      <p class="sm-lead">{m.letters_preview_lead()}</p>
      <ErrorSummary title={m.shared_errors_title()} errors={Object.entries(errors).map(([field, text]) => ({ field, text }))} />
      {changed && (
        <Alert tone="warning" role="alert">
          {changed}
        </Alert>
      )}
      {wrong.map((text) => (
        <Alert key={text} tone="info">
          {text}
        </Alert>
      ))}
      {count === 0 && missing.length === 0 && <Alert tone="info">{m.letters_total_none()}</Alert>}
      {kinds.length > 0 && <Kinds {...props} />}
      {shown && <Shown {...props} shown={shown} />}
      {shown ? null : (
        <div class="sm-acts">
          <BackToEdit at={at} />
        </div>
      )}
      {wrong.length === 0 && count > 0 && <Sending {...props} count={count} />}
    </Frame>
  )
}

function Kinds({ place, id, kinds, shown }: PreviewPageProps) {
  return (
    <Section id="kinds" title={m.letters_kinds()} aside={kinds.length}>
      <ul class="sm-list">
        {kinds.map((kind) => (
          <li key={kind.key}>
            <span class="sm-list__t">{kindName(kind)}</span>
            <span class="sm-list__m">
              {m.letters_count_receivers({ count: kind.receivers.length })}. {someOf(kind)}.
            </span>
            {kind.key === shown?.kind.key ? (
              kinds.length > 1 && <span class="sm-list__m">{m.letters_kind_shown()}</span>
            ) : (
              <a
                class="ds-link"
                href={`${place.base}/${id}/preview?kind=${encodeURIComponent(kind.key)}#letter`}
                aria-label={m.letters_kind_show_named({ kind: kindName(kind) })}
              >
                {m.letters_kind_show()}
              </a>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Shown({ place, id, shown }: PreviewPageProps & { shown: NonNullable<PreviewPageProps['shown']> }) {
  const { kind, letter } = shown
  const at = `${place.base}/${id}`
  const lang = kind.receivers[0].locale
  return (
    <Section id="letter" title={kindName(kind)}>
      <p class="soft">{m.letters_links_hidden()}</p>
      <dl class="sm-facts">
        <div>
          <dt>{m.letters_the_subject()}</dt>
          <dd lang={lang}>{letter.subject}</dd>
        </div>
      </dl>
      <h3 class="sm-h3">{m.letters_as_html()}</h3>
      <iframe
        class="sm-letters__frame"
        title={m.letters_as_html_frame()}
        src={`${at}/preview.html?kind=${encodeURIComponent(kind.key)}`}
        sandbox=""
      />
      <details class="sm-more">
        <summary>
          {m.letters_as_text()}
          <Icon of={icons.chevronDown} class="chevron" />
        </summary>
        <div class="sm-letters__text" lang={lang}>
          {letter.text.trim()}
        </div>
      </details>
      <div class="sm-acts">
        <PostButton action={`${at}/test`} fields={{ kind: kind.key }} variant="secondary" size="sm" icon={icons.paperPlane}>
          {m.letters_test()}
        </PostButton>
        <BackToEdit at={at} />
      </div>
    </Section>
  )
}

const BackToEdit = ({ at }: { at: string }) => (
  <LinkButton href={at} variant="secondary" size="sm" icon={icons.pencil}>
    {m.letters_back_to_edit()}
  </LinkButton>
)

function Sending({ place, id, version, typed, errors, count }: PreviewPageProps & { count: number }) {
  return (
    <Section id="sending" title={m.letters_sending()}>
      <form class="sm-form" method="post" action={`${place.base}/${id}/send`}>
        <input type="hidden" name="version" value={String(version)} />
        <input type="hidden" name="count" value={String(count)} />
        <RadioGroup
          name="when"
          legend={m.letters_when()}
          value={typed.when}
          options={[
            { value: 'now', label: m.letters_when_now() },
            { value: 'later', label: m.letters_when_later(), help: m.letters_when_later_help() },
          ]}
        />
        <div class="sm-inline">
          <TextField
            name="date"
            type="date"
            label={m.letters_when_date()}
            value={typed.date}
            width="short"
            error={errors['date']}
          />
          <TextField name="time" type="time" label={m.letters_when_time()} value={typed.time} width="short" />
        </div>
        <Checkbox name="seen" label={m.letters_confirm()} checked={typed.seen} error={errors['seen']} />
        <div class="sm-form__end">
          <Button icon={icons.paperPlane}>{m.letters_send({ count })}</Button>
        </div>
      </form>
    </Section>
  )
}
