/** The forms by which anybody who reads a meeting sends something in. */
import { said } from '#meeting/parts/said.ts'
import { m } from '#platform/words/words.ts'
import { Button } from '#ui/button.tsx'
import { Checkbox, RadioGroup, Select, TextArea, TextField } from '#ui/field.tsx'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { Section } from '#ui/section.tsx'
import type { Askable } from '../reads.ts'

export type Typed = Readonly<Record<string, string | undefined>>

export interface SendProps {
  readonly base: string
  readonly items: readonly Askable[]
  readonly signedIn: boolean
  readonly typed: { readonly form: string; readonly fields: Typed; readonly wrong: Typed } | null
}

export function SendForms(props: SendProps) {
  const { base, items, typed } = props
  const action = `${base}/questions`
  const asked = typed?.form === 'question' ? typed : null
  const matter = typed?.form === 'matter' ? typed : null
  const about = asked?.fields['item'] ?? ''
  return (
    <Section id="send" title={m.questions_send_title()}>
      <form class="sm-form" method="post" action={action} novalidate>
        <RadioGroup
          name="kind"
          id="question-kind"
          legend={m.questions_kind()}
          value={asked?.fields['kind'] ?? 'question'}
          options={[
            { value: 'question', label: m.questions_kind_question() },
            { value: 'answer', label: m.questions_kind_answer(), help: m.questions_kind_answer_help() },
          ]}
        />
        {items.length > 0 && (
          <Select
            name="item"
            id="question-item"
            label={m.questions_about()}
            value={about}
            options={[
              { value: '', label: m.questions_about_meeting() },
              ...items.map((item) => ({ value: item.id, label: said(item.title).text, lang: said(item.title).lang })),
            ]}
          />
        )}
        <TextArea
          name="text"
          id="question-text"
          label={m.questions_text()}
          value={asked?.fields['text']}
          error={asked?.wrong['text']}
          required
          reading
        />
        <Sender {...props} own={asked} prefix="question" />
        <Checkbox
          name="nameless"
          id="question-nameless"
          label={m.questions_nameless()}
          help={m.questions_nameless_help()}
          checked={asked?.fields['nameless'] === 'on'}
        />
        <div class="sm-form__end">
          <Button>{m.questions_do_send()}</Button>
        </div>
      </form>
      <details class="sm-more" open={matter !== null}>
        <summary>
          {m.questions_matter()}
          <Icon of={icons.chevronDown} class="chevron" />
        </summary>
        <form class="sm-form" method="post" action={action} novalidate>
          <input type="hidden" name="kind" value="matter" />
          <TextArea
            name="text"
            id="matter-text"
            label={m.questions_what()}
            help={m.questions_what_help()}
            rows={2}
            value={matter?.fields['text']}
            error={matter?.wrong['text']}
            required
            reading
          />
          <TextArea
            name="why"
            id="matter-why"
            label={m.questions_why()}
            rows={3}
            value={matter?.fields['why']}
            error={matter?.wrong['why']}
            reading
          />
          <TextArea
            name="outcome"
            id="matter-outcome"
            label={m.questions_outcome()}
            help={m.questions_outcome_help()}
            rows={2}
            value={matter?.fields['outcome']}
            error={matter?.wrong['outcome']}
            reading
          />
          <TextField
            name="minutes"
            id="matter-minutes"
            label={m.questions_minutes()}
            inputmode="numeric"
            width="short"
            value={matter?.fields['minutes']}
            error={matter?.wrong['minutes']}
          />
          <Sender {...props} own={matter} prefix="matter" />
          <div class="sm-form__end">
            <Button>{m.questions_do_send_matter()}</Button>
          </div>
        </form>
      </details>
    </Section>
  )
}

function Sender(props: SendProps & { own: SendProps['typed']; prefix: string }) {
  const { own, prefix } = props
  if (props.signedIn) return null
  return (
    <>
      <TextField
        name="name"
        id={`${prefix}-name`}
        label={m.people_name()}
        autocomplete="name"
        value={own?.fields['name']}
        error={own?.wrong['name']}
        required
        width="half"
      />
      <TextField
        name="email"
        id={`${prefix}-email`}
        type="email"
        label={m.people_email()}
        optional={m.shared_optional()}
        help={m.questions_email_help()}
        autocomplete="email"
        value={own?.fields['email']}
        error={own?.wrong['email']}
        width="half"
      />
    </>
  )
}
