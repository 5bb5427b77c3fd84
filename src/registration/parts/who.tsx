/** Who registers: name, address, where from, as what. */
import { said } from '#meeting/parts/said.ts'
import { m } from '#platform/words/words.ts'
import { Select, TextField } from '#ui/field.tsx'
import type { Choosable } from '../reads.ts'
import type { Group } from '../tables.ts'

export interface WhoFieldsProps {
  readonly values: Readonly<Record<string, string | readonly string[]>>
  readonly errors: Readonly<Record<string, string>>
  readonly choosable: Choosable
  readonly groups: readonly Group[]
  /** The address is known and stands fast: it is where the link goes. */
  readonly emailFixed: boolean
  /** Whether it is about whoever fills it in: then the browser may help. */
  readonly own: boolean
}

export function WhoFields(props: WhoFieldsProps) {
  const { errors, choosable, groups, own } = props
  const value = (name: string) => {
    const found = props.values[name]
    return typeof found === 'string' ? found : (found?.[0] ?? '')
  }
  return (
    <>
      <TextField
        name="name"
        label={m.registration_name()}
        value={value('name')}
        error={errors['name']}
        autocomplete={own ? 'name' : 'off'}
        maxLength={120}
        required
      />
      {props.emailFixed ? (
        <p>
          {m.registration_email()}: <strong>{value('email')}</strong>
          <input type="hidden" name="email" value={value('email')} />
        </p>
      ) : (
        <TextField
          name="email"
          type="email"
          label={m.registration_email()}
          help={own ? m.registration_email_help() : m.registration_email_other_help()}
          value={value('email')}
          error={errors['email']}
          autocomplete={own ? 'email' : 'off'}
          required
        />
      )}
      {choosable.organisations.length > 0 ? (
        <Select
          name="organisation"
          label={m.registration_organisation()}
          value={value('organisation')}
          error={errors['organisation']}
          options={[
            { value: '', label: m.registration_organisation_other() },
            ...choosable.organisations.map((one) => ({ value: one.id, label: said(one.name).text, lang: said(one.name).lang })),
          ]}
        />
      ) : null}
      <TextField
        name="organisationName"
        label={choosable.organisations.length > 0 ? m.registration_organisation_elsewhere() : m.registration_organisation()}
        optional={m.shared_optional()}
        value={value('organisationName')}
        error={errors['organisationName']}
        autocomplete={own ? 'organization' : 'off'}
        maxLength={200}
      />
      <TextField
        name="office"
        label={m.registration_office()}
        optional={m.shared_optional()}
        value={value('office')}
        error={errors['office']}
        autocomplete={own ? 'organization-title' : 'off'}
        maxLength={200}
      />
      {groups.length > 0 ? (
        <Select
          name="group"
          label={m.registration_group()}
          value={value('group')}
          options={[
            { value: '', label: m.registration_group_none() },
            ...groups.map((group) => ({ value: group.id, label: said(group.name).text, lang: said(group.name).lang })),
          ]}
        />
      ) : null}
    </>
  )
}
