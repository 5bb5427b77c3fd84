/** `/{network}/actions/new`: something to be done that stands in no minutes. */
import { said } from '#meeting/parts/said.ts'
import type { NetworkRow } from '#network/reads.ts'
import type { MeasureName } from '#plans/names/reads.ts'
import { m } from '#platform/words/words.ts'
import { Button } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/errorsummary.tsx'
import { Field, TextArea } from '#ui/field.tsx'
import { Crumbs } from '#ui/section.tsx'
import type { Choices, PlaceChoice } from '../owners/reads.ts'
import { DutyFields } from '../parts/duty.tsx'
import { MeasureField } from '../parts/measure.tsx'
import type { Back } from '../parts/updateform.tsx'
import { AudienceField } from './action.tsx'

export interface NewPageProps {
  readonly network: NetworkRow
  readonly choices: Choices
  readonly places: readonly PlaceChoice[]
  readonly measures: readonly MeasureName[]
  readonly back: Back | null
}

export function NewPage({ network, choices, places, measures, back }: NewPageProps) {
  const list = `/${network.slug}/actions`
  const home = said(network.name)
  const typed = back?.typed
  const errors = back?.errors ?? {}
  return (
    <main class="sm-page sm-page--text" id="content">
      <Crumbs
        label={m.actions_crumbs()}
        steps={[
          { href: `/${network.slug}`, text: <span lang={home.lang}>{home.text}</span> },
          { href: list, text: m.actions_title() },
        ]}
      />
      <h1 class="sm-title sm-title--m">{m.actions_add_title()}</h1>
      <p class="sm-lead">{m.actions_add_lead()}</p>
      <ErrorSummary
        title={m.shared_errors_title()}
        errors={Object.entries(errors).map(([field, text]) => ({ field: `new-${field}`, text }))}
      />
      <form class="sm-form" method="post" action={`${list}/new`} novalidate>
        <TextArea
          name="text"
          id="new-text"
          label={m.actions_text()}
          value={typed?.['text']}
          error={errors['text']}
          rows={2}
          required
          reading
        />
        <DutyFields prefix="new" now={null} choices={choices} typed={typed} errors={errors} />
        <Places places={places} value={typed?.['place'] ?? ''} error={errors['place']} />
        <MeasureField prefix="new" measures={measures} value={typed?.['measureId'] ?? ''} />
        <AudienceField prefix="new" value={typed?.['audience'] ?? 'members'} error={errors['audience']} />
        <div class="sm-form__end">
          <Button>{m.actions_add()}</Button>
          <a class="ds-link" href={list}>
            {m.shared_cancel()}
          </a>
        </div>
      </form>
    </main>
  )
}

const Places = ({ places, value, error }: { places: readonly PlaceChoice[]; value: string; error: string | undefined }) => (
  <Field name="place" id="new-place" label={m.actions_place()} optional={m.shared_optional()} error={error}>
    {(tied) => (
      <select class="ds-input" {...tied}>
        <option value="">{m.actions_place_none()}</option>
        {places.map((one) => (
          <optgroup key={one.id} label={said(one.title).text}>
            <option value={`meeting:${one.id}`} selected={value === `meeting:${one.id}`} lang={said(one.title).lang}>
              {said(one.title).text}
            </option>
            {one.items.map((item) => (
              <option key={item.id} value={`item:${item.id}`} selected={value === `item:${item.id}`} lang={said(item.title).lang}>
                {said(item.title).text}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    )}
  </Field>
)
