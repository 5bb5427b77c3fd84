/** Erasing: what goes, what stays, and the address typed once more. The same for oneself, for an owner and for the operator. */
import { m } from '#platform/words/words.ts'
import { Alert } from '#ui/alert.tsx'
import { Button, LinkButton, PostButton } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/errorsummary.tsx'
import { TextField } from '#ui/field.tsx'
import { Crumbs, Section } from '#ui/section.tsx'
import { Counts } from '../../parts/counts.tsx'
import type { Before } from '../reads.ts'

/** Who is to be erased, as the page tells it. */
export interface Shown {
  readonly name: string | null
  readonly email: string
  readonly sharedNames: readonly string[]
  readonly before: Before
  /** Why it cannot be done, in words; null where it can. */
  readonly why: string | null
}

type Steps = Parameters<typeof Crumbs>[0]['steps']

interface Props {
  /** Where the form is sent. */
  readonly action: string
  readonly error: string | undefined
  readonly typed: string
}

export function OwnErasePage(props: Props & { shown: Shown; mailed: boolean }) {
  const { shown, mailed } = props
  return (
    <main class="sm-page sm-page--text" id="content">
      <Crumbs
        label={m.privacy_erase_title()}
        steps={[
          { text: m.people_me_title(), href: '/me' },
          { text: m.privacy_data_title(), href: '/me/data' },
          { text: m.privacy_erase_title() },
        ]}
      />
      <h1 class="sm-title sm-title--m">{m.privacy_erase_title()}</h1>
      <p class="sm-lead">{m.privacy_erase_own_lead()}</p>
      <Errors error={props.error} field="typed" />
      <What {...shown} />
      {shown.why ? (
        <Alert tone="warning">{shown.why}</Alert>
      ) : (
        <Typed {...props} email={shown.email} help={mailed ? m.privacy_erase_own_mailed() : m.privacy_erase_at_once()}>
          {mailed ? m.privacy_erase_send() : m.privacy_erase_now()}
        </Typed>
      )}
    </main>
  )
}

/**
 * An owner or the operator, asked by somebody to erase them.
 * @param network its address, for an owner; null for the operator
 * @param shown null until an address was looked up and found
 */
export function OthersErasePage(props: Props & { network: string | null; address: string; shown: Shown | null }) {
  const { shown, network } = props
  const steps: Steps = network
    ? [
        { text: m.network_settings_title(), href: `/${network}/settings` },
        { text: m.privacy_retention_title(), href: `/${network}/settings/privacy` },
        { text: m.privacy_erase_others_title() },
      ]
    : [{ text: m.people_me_title(), href: '/me' }, { text: m.privacy_erase_others_title() }]
  return (
    <main class="sm-page sm-page--text" id="content">
      <Crumbs label={m.privacy_erase_others_title()} steps={steps} />
      <h1 class="sm-title sm-title--m">{m.privacy_erase_others_title()}</h1>
      <p class="sm-lead">{network ? m.privacy_erase_others_lead() : m.privacy_erase_operator_lead()}</p>
      <Errors error={props.error} field={shown ? 'typed' : 'email'} />
      <form class="sm-form" method="get" action={props.action} novalidate>
        <TextField
          name="email"
          type="email"
          label={m.people_email()}
          value={props.address}
          error={shown ? undefined : props.error}
          required
        />
        <div class="sm-form__end">
          <Button variant="secondary">{m.privacy_erase_look_up()}</Button>
        </div>
      </form>
      {shown && (
        <Section id="found" title={shown.name ?? shown.email}>
          <What {...shown} />
          {shown.why ? (
            <Alert tone="warning">{shown.why}</Alert>
          ) : (
            <Typed {...props} email={shown.email} help={m.privacy_erase_at_once()}>
              {m.privacy_erase_now()}
            </Typed>
          )}
        </Section>
      )}
    </main>
  )
}

/** What a mailed link opens: opening it does nothing, its button erases. @param shown null for a link that holds no more */
export function ConfirmErasePage({ action, shown }: { action: string; shown: Shown | null }) {
  if (!shown)
    return (
      <main class="sm-page sm-page--text" id="content">
        <div class="sm-door">
          <h1 class="sm-title sm-title--m">{m.privacy_erase_dead_title()}</h1>
          <p class="sm-lead">{m.privacy_erase_dead_lead()}</p>
          <LinkButton href="/me/erase" variant="secondary">
            {m.privacy_erase_again()}
          </LinkButton>
        </div>
      </main>
    )
  return (
    <main class="sm-page sm-page--text" id="content">
      <h1 class="sm-title sm-title--m">{m.privacy_erase_confirm_title()}</h1>
      <p class="sm-lead">{m.privacy_erase_confirm_lead({ email: shown.email })}</p>
      <What {...shown} />
      {shown.why ? (
        <Alert tone="warning">{shown.why}</Alert>
      ) : (
        <PostButton action={action} color="danger" size="lg">
          {m.privacy_erase_now()}
        </PostButton>
      )}
    </main>
  )
}

export function AskedErasePage({ email }: { email: string }) {
  return (
    <main class="sm-page sm-page--text" id="content">
      <div class="sm-door">
        <h1 class="sm-title sm-title--m">{m.people_sent_title()}</h1>
        <p class="sm-lead">{m.privacy_erase_sent({ email })}</p>
        <LinkButton href="/me" variant="secondary">
          {m.people_me_title()}
        </LinkButton>
      </div>
    </main>
  )
}

function What({ before, sharedNames }: Shown) {
  return (
    <>
      <Counts of={before.counts} caption={m.privacy_erase_goes()} />
      <h2 class="sm-h2">{m.privacy_erase_what()}</h2>
      <ul class="sm-list">
        <li>{m.privacy_erase_what_rows()}</li>
        {before.mentions > 0 && <li>{m.privacy_erase_what_mentions({ n: before.mentions })}</li>}
        <li>{m.privacy_erase_what_attendance()}</li>
        <li>{m.privacy_erase_what_files()}</li>
        {sharedNames.length > 0 && <li>{m.privacy_erase_what_shared({ names: sharedNames.join(', ') })}</li>}
        <li>
          {before.approved > 0 ? m.privacy_erase_what_approved({ n: before.approved }) : m.privacy_erase_what_no_approved()}
        </li>
        <li>{m.privacy_erase_what_backups()}</li>
      </ul>
    </>
  )
}

function Typed(props: Props & { email: string; help: string; children: string }) {
  return (
    <form class="sm-form" method="post" action={props.action} novalidate>
      <input type="hidden" name="email" value={props.email} />
      <TextField
        name="typed"
        type="email"
        label={m.privacy_erase_typed({ email: props.email })}
        help={props.help}
        value={props.typed}
        error={props.error}
        autocomplete="off"
        required
      />
      <div class="sm-form__end">
        <Button color="danger">{props.children}</Button>
      </div>
    </form>
  )
}

const Errors = ({ error, field }: { error: string | undefined; field: string }) => (
  <ErrorSummary title={m.shared_errors_title()} errors={error === undefined ? [] : [{ field, text: error }]} />
)
