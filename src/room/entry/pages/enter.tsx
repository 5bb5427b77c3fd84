/** The way in for guests: the code, then a name. */
import { said } from '#meeting/parts/said.ts'
import { list } from '#platform/words/dates.ts'
import type { Words } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { Button, PostButton } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/errorsummary.tsx'
import { TextField } from '#ui/field.tsx'
import type { GuestsMay } from '../../tables.ts'

interface Typed {
  readonly wrong: Readonly<Record<string, string>>
  readonly values: Readonly<Record<string, string>>
}

export function CodePage({ wrong, values }: Typed) {
  return (
    <main id="content" class="sm-page sm-page--text">
      <h1 class="sm-title sm-title--m">{m.room_code_title()}</h1>
      <ErrorSummary title={m.shared_invalid()} errors={Object.entries(wrong).map(([field, text]) => ({ field, text }))} />
      <form method="post" action="/k" class="sm-form">
        <TextField
          name="code"
          label={m.room_code()}
          help={m.room_code_help()}
          error={wrong['code']}
          value={values['code']}
          autocomplete="off"
          required
        />
        <Button>{m.room_code_go()}</Button>
      </form>
    </main>
  )
}

interface GuestPageProps extends Typed {
  readonly meeting: { readonly title: Words; readonly locale: string }
  /** `/{network}/{meeting}/room` */
  readonly room: string
  readonly code: string
  readonly guestsMay: GuestsMay
  readonly person: { readonly name: string } | null
}

export function GuestPage({ meeting, room, code, guestsMay, person, wrong, values }: GuestPageProps) {
  const title = said(meeting.title)
  return (
    <main id="content" class="sm-page sm-page--text">
      <p class="sm-kicker">{m.room_guest_title()}</p>
      <h1 class="sm-title sm-title--m" lang={title.lang}>
        {title.text}
      </h1>
      {person && (
        <section>
          <PostButton action={`${room}/enter`}>{m.room_enter_as({ name: person.name })}</PostButton>
          <p class="soft">{m.room_or_guest()}</p>
        </section>
      )}
      <ErrorSummary title={m.shared_invalid()} errors={Object.entries(wrong).map(([field, text]) => ({ field, text }))} />
      <form method="post" action={`/k/${code}`} class="sm-form">
        <TextField
          name="name"
          label={m.room_guest_name()}
          error={wrong['name']}
          value={values['name']}
          autocomplete="name"
          required
        />
        <TextField
          name="organisation"
          label={m.room_guest_organisation()}
          optional={m.shared_optional()}
          error={wrong['organisation']}
          value={values['organisation']}
          autocomplete="organization"
        />
        <p class="soft">{may(guestsMay)}</p>
        <Button variant={person ? 'secondary' : 'primary'}>{m.room_enter()}</Button>
      </form>
    </main>
  )
}

/** What a guest may do, said before they give their name. */
function may({ ask, vote, queue }: GuestsMay): string {
  const things = [ask && m.room_may_ask(), vote && m.room_may_vote(), queue && m.room_may_queue()].filter((one) => one !== false)
  return things.length > 0 ? m.room_guests_may({ things: list(things) }) : m.room_guests_read()
}
