/** Who belongs to a network; owners invite, change and withdraw. */
import { said } from '#meeting/parts/said.ts'
import { roleName } from '#people/parts/role.tsx'
import { m } from '#platform/words/words.ts'
import { Button, LinkButton, PostButton } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/errorsummary.tsx'
import { RadioGroup, Select, TextField } from '#ui/field.tsx'
import { Crumbs, Section } from '#ui/section.tsx'
import type { OrganisationView } from '../../organisations/reads.ts'
import type { NetworkRow } from '../../reads.ts'
import type { MemberView } from '../reads.ts'

export type Typed = Readonly<Record<string, string>>

export function PeoplePage(props: {
  network: NetworkRow
  members: readonly MemberView[]
  /** Null for those who may not invite. */
  invite: { organisations: readonly OrganisationView[]; typed: Typed; errors: Record<string, string> } | null
}) {
  const { network, members, invite } = props
  const base = `/${network.slug}`
  const name = said(network.name)
  return (
    <main class="sm-page" id="content">
      <h1 class="sm-title sm-title--m">{m.network_people_title()}</h1>
      <p class="sm-lead">{m.network_people_lead({ name: name.text })}</p>
      {invite && (
        <ErrorSummary
          title={m.shared_errors_title()}
          errors={Object.entries(invite.errors).map(([field, text]) => ({ field, text }))}
        />
      )}
      <Section
        id="members"
        title={m.network_people_list()}
        aside={
          <a class="ds-link" href={`${base}/organisations`}>
            {m.network_org_title()}
          </a>
        }
      >
        {members.length === 0 ? (
          <p class="sm-empty">{m.network_people_none()}</p>
        ) : (
          <Members members={members} base={base} change={invite !== null} />
        )}
      </Section>
      {invite && (
        <Section id="invite" title={m.network_people_invite()}>
          <p class="soft">{m.network_people_invite_help()}</p>
          <form class="sm-form" method="post" action={`${base}/people`} novalidate>
            <TextField
              name="name"
              label={m.network_people_person()}
              value={invite.typed.name}
              error={invite.errors.name}
              autocomplete="off"
              required
            />
            <TextField
              name="email"
              type="email"
              label={m.people_email()}
              value={invite.typed.email}
              error={invite.errors.email}
              autocomplete="off"
              required
            />
            <PlaceFields {...invite} />
            <div class="sm-form__end">
              <Button>{m.network_people_invite_send()}</Button>
            </div>
          </form>
        </Section>
      )}
    </main>
  )
}

function Members({ members, base, change }: { members: readonly MemberView[]; base: string; change: boolean }) {
  return (
    <table class="sm-table sm-table--stack">
      <caption class="sr">{m.network_people_list()}</caption>
      <thead>
        <tr>
          <th scope="col">{m.network_people_person()}</th>
          <th scope="col">{m.network_people_office()}</th>
          <th scope="col">{m.network_people_organisation()}</th>
          <th scope="col">{m.network_people_role()}</th>
          {change && <th scope="col">{m.network_people_email()}</th>}
          {change && (
            <td class="sm-table__acts">
              <span class="sr">{m.network_people_change()}</span>
            </td>
          )}
        </tr>
      </thead>
      <tbody>
        {members.map((one) => {
          const organisation = said(one.organisation)
          return (
            <tr key={one.id}>
              <th scope="row">{one.name}</th>
              {one.office ? <td data-label={m.network_people_office()}>{one.office}</td> : <td />}
              {organisation.text ? (
                <td data-label={m.network_people_organisation()}>
                  <span lang={organisation.lang}>{organisation.text}</span>
                </td>
              ) : (
                <td />
              )}
              <td data-label={m.network_people_role()}>{roleName(one.role)}</td>
              {change && <td data-label={m.network_people_email()}>{one.email}</td>}
              {change && (
                <td class="sm-table__acts">
                  <LinkButton
                    href={`${base}/people/${one.id}`}
                    variant="tertiary"
                    size="sm"
                    label={m.network_people_change_label({ name: one.name })}
                  >
                    {m.network_people_change()}
                  </LinkButton>
                </td>
              )}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function PlaceFields({
  organisations,
  typed,
  errors,
}: {
  organisations: readonly OrganisationView[]
  typed: Typed
  errors: Record<string, string>
}) {
  return (
    <>
      <TextField
        name="office"
        label={m.network_people_office()}
        value={typed.office}
        error={errors.office}
        optional={m.shared_optional()}
      />
      <Select
        name="organisationId"
        label={m.network_people_organisation()}
        value={typed.organisationId ?? ''}
        error={errors.organisationId}
        options={[
          { value: '', label: m.network_people_no_organisation() },
          ...organisations.map((one) => ({ value: one.id, label: said(one.name).text, lang: said(one.name).lang })),
        ]}
      />
      <RadioGroup
        name="role"
        legend={m.network_people_role()}
        value={typed.role ?? 'member'}
        error={errors.role}
        options={[
          { value: 'member', label: roleName('member'), help: m.network_role_help_member() },
          { value: 'organiser', label: roleName('organiser'), help: m.network_role_help_organiser() },
          { value: 'owner', label: roleName('owner'), help: m.network_role_help_owner() },
        ]}
      />
    </>
  )
}

export function MemberPage(props: {
  network: NetworkRow
  member: MemberView
  organisations: readonly OrganisationView[]
  typed: Typed
  errors: Record<string, string>
}) {
  const { network, member } = props
  const people = `/${network.slug}/people`
  return (
    <main class="sm-page sm-page--text" id="content">
      <Crumbs label={m.network_crumbs()} steps={[{ text: m.network_people_title(), href: people }, { text: member.name }]} />
      <h1 class="sm-title sm-title--m">{member.name}</h1>
      {member.email && <p class="sm-lead">{member.email}</p>}
      <ErrorSummary
        title={m.shared_errors_title()}
        errors={Object.entries(props.errors).map(([field, text]) => ({ field, text }))}
      />
      <form class="sm-form" method="post" action={`${people}/${member.id}`} novalidate>
        <PlaceFields {...props} />
        <div class="sm-form__end">
          <Button>{m.shared_save()}</Button>
          <a class="ds-link" href={people}>
            {m.shared_cancel()}
          </a>
        </div>
      </form>
      <Section id="withdraw" title={m.network_people_withdraw()} class="sm-danger">
        <p>{m.network_people_withdraw_help({ name: member.name })}</p>
        <p class="sm-acts">
          <PostButton action={`${people}/${member.id}/withdraw`} variant="secondary" color="danger">
            {m.network_people_withdraw()}
          </PostButton>
        </p>
      </Section>
    </main>
  )
}
