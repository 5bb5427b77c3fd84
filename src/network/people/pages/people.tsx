/** Who belongs to a network: to get to know each other, and for owners to invite. */
import { said } from '#meeting/parts/said.ts'
import { roleName } from '#people/rules.ts'
import { m } from '#platform/words/words.ts'
import { Button, LinkButton } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/errorsummary.tsx'
import { Select, TextField } from '#ui/field.tsx'
import * as icons from '#ui/icons.ts'
import { Section } from '#ui/section.tsx'
import type { OrganisationView } from '../../organisations/reads.ts'
import { Find, NoneFound, TakeAlong } from '../../parts/finding.tsx'
import type { NetworkRow } from '../../reads.ts'
import { Face, photoHref } from '../parts/face.tsx'
import { PlaceFields, type Typed } from '../parts/place.tsx'
import type { ListedMember } from '../reads.ts'
import type { Sought } from '../rules.ts'

export interface PeoplePageProps {
  readonly network: NetworkRow
  /** Those that fit what is sought. */
  readonly members: readonly ListedMember[]
  readonly sought: Sought
  /** How many there are in all. */
  readonly count: number
  /** To narrow by: the organisations that have members, and the counties those lie in, by number. */
  readonly organisations: readonly OrganisationView[]
  readonly counties: readonly string[]
  /** The reader's own person. */
  readonly me: string | null
  /** Null for those who may not invite. */
  readonly invite: { organisations: readonly OrganisationView[]; typed: Typed; errors: Record<string, string> } | null
}

export function PeoplePage(props: PeoplePageProps) {
  const { network, members, invite } = props
  const base = `/${network.slug}`
  const name = said(network.name)
  const narrowed = props.sought.q !== '' || props.sought.organisation !== '' || props.sought.county !== ''
  return (
    <main class="sm-page" id="content">
      <h1 class="sm-title sm-title--m">{m.network_people_title()}</h1>
      <p class="sm-lead">
        <span lang={name.lang}>{m.network_people_lead({ name: name.text })}</span>
      </p>
      {invite && (
        <ErrorSummary
          title={m.shared_errors_title()}
          errors={Object.entries(invite.errors).map(([field, text]) => ({ field, text }))}
        />
      )}
      <p class="sm-acts">
        <LinkButton href={`${base}/people/me`} icon={icons.personPencil} variant="secondary">
          {m.directory_own()}
        </LinkButton>
        {invite && (
          <LinkButton href="#invite" icon={icons.personPlus} variant="secondary">
            {m.network_people_invite()}
          </LinkButton>
        )}
        <LinkButton href={`${base}/organisations`} icon={icons.buildings} variant="tertiary">
          {m.network_org_title()}
        </LinkButton>
      </p>
      <Section
        id="members"
        title={m.network_people_list()}
        aside={narrowed ? m.directory_found({ found: String(members.length), count: String(props.count) }) : String(props.count)}
      >
        {props.count > 0 && (
          <Find
            label={m.directory_find_label()}
            path={`${base}/people`}
            by={m.directory_find()}
            q={props.sought.q}
            counties={props.counties}
            county={props.sought.county}
            narrowed={narrowed}
          >
            <Select
              name="organisation"
              label={m.network_people_organisation()}
              value={props.sought.organisation}
              options={[
                { value: '', label: m.directory_all() },
                ...props.organisations.map((one) => ({ value: one.id, label: said(one.name).text, lang: said(one.name).lang })),
              ]}
            />
          </Find>
        )}
        {props.count === 0 && <p class="sm-empty">{m.network_people_none()}</p>}
        {props.count > 0 && members.length === 0 && <NoneFound path={`${base}/people`}>{m.directory_none_found()}</NoneFound>}
        <ul class="sm-folk">
          {members.map((one) => (
            <Member key={one.id} one={one} base={base} change={invite !== null} own={one.personId === props.me} />
          ))}
        </ul>
      </Section>
      {invite && <Invite base={base} {...invite} />}
      {invite && (
        <Section id="keeping" title={m.directory_keeping()}>
          <p class="sm-acts">
            <LinkButton href={`${base}/people/import`} icon={icons.upload} variant="secondary">
              {m.directory_take_people()}
            </LinkButton>
            <LinkButton href={`${base}/people/doubles`} icon={icons.personGroup} variant="secondary">
              {m.directory_doubles()}
            </LinkButton>
            <TakeAlong path={`${base}/people`} />
          </p>
        </Section>
      )}
    </main>
  )
}

function Member({ one, base, change, own }: { one: ListedMember; base: string; change: boolean; own: boolean }) {
  const organisation = said(one.organisation)
  return (
    <li>
      <Face name={one.name} src={photoHref(base, one.id, one.photo)} />
      <div>
        <a class="sm-folk__n" href={`${base}/people/${one.id}`}>
          {one.name}
        </a>{' '}
        {own && <span class="sm-tagword">{m.directory_you()}</span>}
        {(one.office || organisation.text) && (
          <p class="sm-folk__o">
            {one.office}
            {one.office && organisation.text && ', '}
            <span lang={organisation.lang}>{organisation.text}</span>
          </p>
        )}
        {(one.role !== 'member' || one.email) && (
          <p class="sm-folk__m">
            {one.role !== 'member' && <span>{roleName(one.role)}</span>} {one.email && <span>{one.email}</span>}
          </p>
        )}
      </div>
      {change && (
        <LinkButton
          href={`${base}/people/${one.id}/edit`}
          variant="tertiary"
          size="sm"
          label={m.network_people_change_label({ name: one.name })}
        >
          {m.network_people_change()}
        </LinkButton>
      )}
    </li>
  )
}

function Invite(props: {
  base: string
  organisations: readonly OrganisationView[]
  typed: Typed
  errors: Record<string, string>
}) {
  const { typed, errors } = props
  return (
    <Section id="invite" title={m.network_people_invite()}>
      <p class="soft">{m.network_people_invite_help()}</p>
      <form class="sm-form" method="post" action={`${props.base}/people`} novalidate>
        <TextField
          name="name"
          label={m.network_people_person()}
          value={typed.name}
          error={errors.name}
          autocomplete="off"
          required
        />
        <TextField
          name="email"
          type="email"
          label={m.people_email()}
          value={typed.email}
          error={errors.email}
          autocomplete="off"
          required
        />
        <PlaceFields {...props} />
        <div class="sm-form__end">
          <Button>{m.network_people_invite_send()}</Button>
        </div>
      </form>
    </Section>
  )
}
