/** What somebody is in a network: office, on behalf of which organisation, in which role. */
import { said } from '#meeting/parts/said.ts'
import { roleName } from '#people/rules.ts'
import { m } from '#platform/words/words.ts'
import { RadioGroup, Select, TextField } from '#ui/field.tsx'
import type { OrganisationView } from '../../organisations/reads.ts'

export type Typed = Readonly<Record<string, string>>

export function PlaceFields({
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
      <OrganisationField name="organisationId" organisations={organisations} typed={typed} errors={errors} />
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

export function OrganisationField(props: {
  name: string
  organisations: readonly OrganisationView[]
  typed: Typed
  errors: Record<string, string>
}) {
  return (
    <Select
      name={props.name}
      label={m.network_people_organisation()}
      value={props.typed[props.name] ?? ''}
      error={props.errors[props.name]}
      options={[
        { value: '', label: m.network_people_no_organisation() },
        ...props.organisations.map((one) => ({ value: one.id, label: said(one.name).text, lang: said(one.name).lang })),
      ]}
    />
  )
}
