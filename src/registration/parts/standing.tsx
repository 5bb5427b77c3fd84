/** How registration stands, in words, and the one button that fits: on the meeting's page and on the network's home. */
import { dateTime } from '#platform/words/dates.ts'
import { m } from '#platform/words/words.ts'
import { LinkButton } from '#ui/button.tsx'
import { State, type StateName } from '#ui/state.tsx'
import type { Shown } from '../reads.ts'
import { stateName } from '../rules.ts'
import type { RegistrationState } from '../tables.ts'

export interface RegistrationStandingProps {
  readonly shown: Shown | null
  /** `/{network}/{meeting}` */
  readonly path: string
  readonly timezone: string
  /** An organiser is led to the form where there is none, unless the meeting waits for a date. */
  readonly arranges?: boolean
}

export function RegistrationStanding({ shown, path, timezone, arranges = false }: RegistrationStandingProps) {
  if (!shown)
    return arranges ? (
      <div class="sm-reg">
        <LinkButton href={`${path}/registration/form`} size="sm" variant="secondary">
          {m.registration_open_title()}
        </LinkButton>
      </div>
    ) : null
  const { standing, own } = shown
  if (standing === 'over' || standing === 'cancelled') return null
  return (
    <div class="sm-reg">
      {own ? (
        <>
          <OwnState state={own.state} />
          <LinkButton href={`${path}/register`} size="sm" variant="secondary">
            {m.registration_see_own()}
          </LinkButton>
        </>
      ) : standing === 'open' || standing === 'full' ? (
        <LinkButton href={`${path}/register`} size="md">
          {standing === 'full' ? m.registration_join_line() : m.registration_register()}
        </LinkButton>
      ) : null}
      <p class="sm-reg__m">{factsOf(shown, timezone).join(' ')}</p>
    </div>
  )
}

function factsOf({ standing, form, counts, own }: Shown, timezone: string): string[] {
  const facts: string[] = []
  if (standing === 'early')
    facts.push(form.opensAt ? m.registration_opens_at({ when: dateTime(form.opensAt, timezone) }) : m.registration_early())
  if (standing === 'late') facts.push(m.registration_closed_at({ when: dateTime(form.closesAt!, timezone) }))
  if (standing === 'full' && !own) facts.push(m.registration_full())
  if ((standing === 'open' || standing === 'full') && form.closesAt)
    facts.push(m.registration_closes_at({ when: dateTime(form.closesAt, timezone) }))
  if (counts && counts.registered > 0) facts.push(m.registration_count({ count: counts.registered }))
  return facts
}

const looks: Record<RegistrationState, StateName> = {
  unconfirmed: 'unsure',
  requested: 'waiting',
  registered: 'approved',
  waiting: 'waiting',
  withdrawn: 'none',
  declined: 'cancelled',
}

/** The state of a registration. */
export function RegistrationStateMark({ state }: { state: RegistrationState }) {
  return <State is={looks[state]}>{stateName(state)}</State>
}

const mine: Record<RegistrationState, () => string> = {
  unconfirmed: m.registration_own_unconfirmed,
  requested: m.registration_own_requested,
  registered: m.registration_own_registered,
  waiting: m.registration_own_waiting,
  withdrawn: m.registration_own_withdrawn,
  declined: m.registration_own_declined,
}

/** The same, said to the one it is about. */
export function OwnState({ state }: { state: RegistrationState }) {
  return (
    <p class="sm-reg__own">
      <State is={looks[state]}>{mine[state]()}</State>
    </p>
  )
}
