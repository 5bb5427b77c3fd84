/** The pages before one is in: ask for a link, look in your mail, the page a mailed link opens. */
import { m } from '#platform/words/words.ts'
import { Alert } from '#ui/alert.tsx'
import { Button, LinkButton, PostButton } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/errorsummary.tsx'
import { TextField } from '#ui/field.tsx'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { Section } from '#ui/section.tsx'
import type { SamplePerson } from '../reads.ts'
import { LINK_MINUTES } from '../rules.ts'

interface AskProps {
  email: string
  to: string
  error?: string | undefined
}

/** The sample's doors; empty where they are shut. */
interface Sample {
  readonly people: readonly SamplePerson[]
  /** With the address of their personal link. */
  readonly speaker: { readonly name: string; readonly href: string } | null
}

function AskForm({ email, to, error }: AskProps) {
  return (
    <form class="sm-form" method="post" action="/sign-in" novalidate>
      <input type="hidden" name="to" value={to} />
      <TextField
        name="email"
        type="email"
        label={m.people_email()}
        value={email}
        error={error}
        autocomplete="email"
        width="full"
        required
      />
      <div class="sm-form__end">
        <Button size="lg">{m.people_sign_in_send()}</Button>
      </div>
    </form>
  )
}

const Errors = ({ error }: { error: string | undefined }) => (
  <ErrorSummary title={m.shared_errors_title()} errors={error === undefined ? [] : [{ field: 'email', text: error }]} />
)

export function SignInPage(props: AskProps & { signedInAs: string | null; sample: Sample }) {
  return (
    <main class="sm-page sm-page--text" id="content">
      <div class="sm-door">
        <h1 class="sm-title sm-title--m">{m.people_sign_in_title()}</h1>
        <p class="sm-lead">{m.people_sign_in_lead()}</p>
        {props.signedInAs && (
          <Alert tone="info">
            {m.people_sign_in_already({ name: props.signedInAs })} <a href={props.to}>{m.people_sign_in_go_on()}</a>
          </Alert>
        )}
        <Errors error={props.error} />
        <AskForm {...props} />
        <p class="sm-door__other">{m.people_sign_in_help()}</p>
      </div>
      {props.sample.people.length > 0 && <SamplePeople {...props.sample} to={props.to} />}
    </main>
  )
}

function SamplePeople({ people, speaker, to }: Sample & { to: string }) {
  return (
    <Section id="sample" title={m.people_sample_title()}>
      <p class="soft">{m.people_sample_lead()}</p>
      <ul class="sm-sessions">
        {people.map((one) => (
          <li key={one.id}>
            <Icon of={icons.person} />
            <div>
              <b>{one.name}</b>
              <p class="sm-list__m">
                {partOf(one)}
                {one.office && ` · ${one.office}`}
              </p>
            </div>
            <PostButton
              action="/sign-in/sample"
              fields={{ person: one.id, to }}
              variant="secondary"
              size="sm"
              label={m.people_sample_enter({ role: partOf(one).toLocaleLowerCase('nb'), name: one.name })}
            >
              {m.people_link_button()}
            </PostButton>
          </li>
        ))}
        {speaker && (
          <li>
            <Icon of={icons.link} />
            <div>
              <b>{speaker.name}</b>
              <p class="sm-list__m">{m.people_sample_speaker()}</p>
            </div>
            <LinkButton
              href={speaker.href}
              variant="secondary"
              size="sm"
              label={m.people_sample_speaker_open_label({ name: speaker.name })}
            >
              {m.people_sample_speaker_open()}
            </LinkButton>
          </li>
        )}
      </ul>
    </Section>
  )
}

/** What the person shows best in the sample: the part in a meeting before plain membership. */
function partOf(one: SamplePerson): string {
  if (one.role === 'owner') return m.people_role_owner()
  if (one.role === 'organiser') return m.people_role_organiser()
  if (one.meetingRoles.includes('chair')) return m.people_role_chair()
  if (one.meetingRoles.includes('minute_taker')) return m.people_role_minute_taker()
  return one.meetingRoles.includes('speaker') ? m.people_role_speaker() : m.people_role_member()
}

/** Says the same whether anybody has this address or not. */
export function SentPage({ email, to, hasServer }: { email: string | null; to: string; hasServer: boolean }) {
  const minutes = String(LINK_MINUTES)
  return (
    <main class="sm-page sm-page--text" id="content">
      <div class="sm-door">
        <Icon of={icons.envelope} class="sm-door__icon" />
        <h1 class="sm-title sm-title--m">{m.people_sent_title()}</h1>
        <p class="sm-lead">{email ? m.people_sent_lead({ email, minutes }) : m.people_sent_lead_unnamed({ minutes })}</p>
        {hasServer ? <p class="soft">{m.people_sent_help()}</p> : <Alert tone="warning">{m.people_sent_no_server()}</Alert>}
        <LinkButton href={`/sign-in?to=${encodeURIComponent(to)}`} variant="secondary">
          {m.people_sent_other()}
        </LinkButton>
      </div>
    </main>
  )
}

/** What a mailed link opens: opening it does nothing (mail scanners open links), its button signs in. */
export function LinkPage({ token, to, email }: { token: string; to: string; email: string }) {
  return (
    <main class="sm-page sm-page--text" id="content">
      <div class="sm-door">
        <Icon of={icons.key} class="sm-door__icon" />
        <h1 class="sm-title sm-title--m">{m.people_link_title()}</h1>
        <p class="sm-lead">{m.people_link_lead({ email })}</p>
        <PostButton action={`/sign-in/link/${token}`} fields={{ to }} size="lg">
          {m.people_link_button()}
        </PostButton>
      </div>
    </main>
  )
}

export function DeadLinkPage(props: AskProps) {
  return (
    <main class="sm-page sm-page--text" id="content">
      <div class="sm-door">
        <Icon of={icons.clockDashed} class="sm-door__icon" />
        <h1 class="sm-title sm-title--m">{m.people_link_dead_title()}</h1>
        <p class="sm-lead">{m.people_link_dead_lead({ minutes: String(LINK_MINUTES) })}</p>
        <AskForm {...props} />
      </div>
    </main>
  )
}
