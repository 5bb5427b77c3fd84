/** The fields that say who owns an action, and by when. */
import { said } from '#meeting/parts/said.ts'
import { m } from '#platform/words/words.ts'
import { Checkbox, Select, TextField } from '#ui/field.tsx'
import type { Choices } from '../owners/reads.ts'
import type { ActionView } from '../reads.ts'

type Duty = Pick<ActionView, 'personId' | 'organisationId' | 'project' | 'due' | 'dueToCome' | 'ownerName' | 'ownerOrganisation'>

export interface DutyProps {
  readonly prefix: string
  readonly now: Duty | null
  readonly choices: Choices
  readonly typed: Readonly<Record<string, string>> | undefined
  readonly errors: Readonly<Record<string, string>>
}

export function DutyFields({ prefix, now, choices, typed, errors }: DutyProps) {
  const id = (name: string) => `${prefix}-${name}`
  const value = (name: 'personId' | 'organisationId' | 'project' | 'due') => typed?.[name] ?? now?.[name] ?? ''
  const { people, organisations } = withOwner(choices, now)
  return (
    <>
      <div class="sm-form__row">
        <Select
          name="personId"
          id={id('personId')}
          label={m.actions_person()}
          value={value('personId')}
          error={errors['personId']}
          options={[{ value: '', label: m.actions_nobody() }, ...people.map((one) => ({ value: one.id, label: one.name }))]}
        />
        <Select
          name="organisationId"
          id={id('organisationId')}
          label={m.actions_organisation()}
          value={value('organisationId')}
          error={errors['organisationId']}
          options={[
            { value: '', label: m.actions_nobody() },
            ...organisations.map((one) => ({ value: one.id, label: said(one.name).text, lang: said(one.name).lang })),
          ]}
        />
      </div>
      <TextField
        name="project"
        id={id('project')}
        label={m.actions_project()}
        help={m.actions_project_help()}
        optional={m.shared_optional()}
        value={value('project')}
        error={errors['project']}
        maxLength={200}
        width="half"
      />
      <div class="sm-form__row">
        <TextField
          name="due"
          id={id('due')}
          type="date"
          label={m.actions_due()}
          value={value('due')}
          error={errors['due']}
          width="short"
        />
        <Checkbox
          name="dueToCome"
          id={id('dueToCome')}
          value="yes"
          label={m.actions_due_to_come_label()}
          checked={typed ? typed['dueToCome'] === 'yes' : (now?.dueToCome ?? false)}
        />
      </div>
    </>
  )
}

/** Whoever owns it now can go on doing so, also after leaving: not to be among the choices would take it from them with any change. */
function withOwner({ people, organisations }: Choices, now: Duty | null): Choices {
  const { personId = null, organisationId = null } = now ?? {}
  const person = personId === null || people.some((one) => one.id === personId) ? null : personId
  const organisation = organisationId === null || organisations.some((one) => one.id === organisationId) ? null : organisationId
  return {
    people: person === null ? people : [{ id: person, name: now?.ownerName ?? m.actions_somebody() }, ...people],
    organisations:
      organisation === null ? organisations : [{ id: organisation, name: now?.ownerOrganisation ?? {} }, ...organisations],
  }
}
