/** A change of job: where to, as what, from when. */
import { m } from '#platform/words/words.ts'
import { Button } from '#ui/button.tsx'
import { TextField } from '#ui/field.tsx'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import type { OrganisationView } from '../../organisations/reads.ts'
import { OrganisationField, type Typed } from './place.tsx'

export function JobForm(props: {
  action: string
  organisations: readonly OrganisationView[]
  /** Empty until the form comes back with something wrong in it. */
  typed: Typed
  errors: Record<string, string>
  /** "2026-11-23" */
  today: string
}) {
  const { typed, errors } = props
  return (
    <details class="sm-more" open={Object.keys(errors).length > 0}>
      <summary>
        {m.directory_job_change()}
        <Icon of={icons.chevronDown} class="chevron" />
      </summary>
      <p class="soft">{m.directory_job_help()}</p>
      <form class="sm-form" method="post" action={props.action} novalidate>
        <OrganisationField name="newOrganisation" organisations={props.organisations} typed={typed} errors={errors} />
        <TextField
          name="newOffice"
          label={m.network_people_office()}
          value={typed['newOffice'] ?? ''}
          error={errors['newOffice']}
          optional={m.shared_optional()}
        />
        <TextField
          name="newFrom"
          type="date"
          width="half"
          label={m.directory_job_from()}
          value={typed['newFrom'] ?? props.today}
          max={props.today}
          error={errors['newFrom']}
        />
        <div class="sm-form__end">
          <Button variant="secondary">{m.directory_job_save()}</Button>
        </div>
      </form>
    </details>
  )
}
