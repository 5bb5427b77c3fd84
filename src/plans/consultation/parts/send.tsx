/** The form by which somebody says what they think of a draft, or of one thing in it. */
import { pick, type Words } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { Button } from '#ui/button.tsx'
import { Select, TextArea, TextField } from '#ui/field.tsx'
import { Section } from '#ui/section.tsx'

/** What was typed and could not be taken, by the form it stands in: 'send', 'terms' or the id of an input. */
export interface Typed {
  readonly form: string
  readonly fields: Readonly<Record<string, string | undefined>>
  /** In words. */
  readonly wrong: Readonly<Record<string, string>>
  /** It came after the deadline. */
  readonly late?: boolean
}

export interface SendProps {
  readonly head: { readonly path: string }
  readonly signedIn: boolean
  readonly places: readonly { readonly id: string; readonly number: string; readonly title: Words }[]
  readonly about: string
  readonly typed: Typed | null
}

export function SendForm({ head, signedIn, places, about, typed }: SendProps) {
  const own = typed?.form === 'send' ? typed : null
  return (
    <Section id="send" title={m.planio_send_title()}>
      <form class="sm-form" method="post" action={`${head.path}/consultation/inputs`} novalidate>
        <Select
          name="about"
          id="send-about"
          label={m.planio_input_about()}
          value={own?.fields['about'] ?? about}
          error={own?.wrong['about']}
          options={[
            { value: '', label: m.planio_whole_plan() },
            ...places.map((one) => {
              const said = pick(one.title, localeNow())
              return { value: one.id, label: `${one.number} ${said?.text ?? ''}`, lang: said?.lang }
            }),
          ]}
        />
        <TextArea
          name="text"
          id="send-text"
          label={m.planio_input()}
          value={own?.fields['text']}
          error={own?.wrong['text']}
          required
          reading
        />
        {!signedIn && (
          <div class="sm-form__row sm-planguest">
            <TextField
              name="name"
              id="send-name"
              label={m.planio_sender_name()}
              autocomplete="name"
              value={own?.fields['name']}
              error={own?.wrong['name']}
              required
            />
            <TextField
              name="email"
              id="send-email"
              type="email"
              label={m.planio_sender_email()}
              help={m.planio_sender_email_help()}
              autocomplete="email"
              optional={m.shared_optional()}
              value={own?.fields['email']}
              error={own?.wrong['email']}
            />
          </div>
        )}
        <p class="soft">{signedIn ? m.planio_send_help() : m.planio_send_help_guest()}</p>
        <div class="sm-form__end">
          <Button>{m.planio_send()}</Button>
        </div>
      </form>
    </Section>
  )
}
