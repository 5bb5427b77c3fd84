/** One organisation, with its names in several languages and its dated numbers. */
import { said } from '#meeting/parts/said.ts'
import type { Words } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { Alert } from '#ui/alert.tsx'
import { Button, PostButton } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/errorsummary.tsx'
import { Select, TextField } from '#ui/field.tsx'
import { Crumbs, Section } from '#ui/section.tsx'
import { errorLines, NameFields } from '../../parts/words.tsx'
import type { NetworkRow } from '../../reads.ts'
import { EMPTY_ROWS, numberKinds, organisationTypes } from '../forms.ts'
import type { OrganisationView } from '../reads.ts'
import { kindName, typeName } from '../rules.ts'

export interface OrganisationValues {
  readonly name: Words
  readonly type: string
  readonly place: string | null
  readonly parentId: string | null
  readonly numbers: readonly {
    readonly kind: string
    readonly number: string
    readonly validFrom: string | null
    readonly validTo: string | null
  }[]
}

export function OrganisationPage(props: {
  network: NetworkRow
  /** Null for a new one. */
  id: string | null
  values: OrganisationValues
  seen: string
  errors: Record<string, string>
  conflict: boolean
  others: readonly OrganisationView[]
}) {
  const { network, id, values, errors } = props
  const list = `/${network.slug}/organisations`
  const title = id ? m.network_org_edit() : m.network_org_add()
  return (
    <main class="sm-page sm-page--text" id="content">
      <Crumbs label={m.network_crumbs()} steps={[{ text: m.network_org_title(), href: list }, { text: title }]} />
      <h1 class="sm-title sm-title--m">{title}</h1>
      {props.conflict && (
        <Alert tone="warning" role="alert">
          {m.network_org_conflict()}
        </Alert>
      )}
      <ErrorSummary title={m.shared_errors_title()} errors={errorLines(errors, ['name'], network.locale)} />
      <form class="sm-form" method="post" action={id ? `${list}/${id}` : `${list}/new`} novalidate>
        <input type="hidden" name="seen" value={props.seen} />
        <NameFields value={values.name} errors={errors} main={network.locale} />
        <Select
          name="type"
          label={m.network_org_type()}
          value={values.type}
          width="half"
          error={errors.type}
          options={organisationTypes.map((type) => ({ value: type, label: typeName(type) }))}
        />
        <Select
          name="parent"
          label={m.network_org_parent()}
          value={values.parentId ?? ''}
          error={errors.parent}
          options={[
            { value: '', label: m.network_people_no_organisation() },
            ...props.others
              .filter((one) => one.id !== id)
              .map((one) => ({ value: one.id, label: said(one.name).text, lang: said(one.name).lang })),
          ]}
        />
        <TextField
          name="place"
          label={m.network_org_place()}
          value={values.place ?? ''}
          error={errors.place}
          width="half"
          optional={m.shared_optional()}
        />
        <Numbers numbers={values.numbers} errors={errors} />
        <div class="sm-form__end">
          <Button>{m.shared_save()}</Button>
          <a class="ds-link" href={list}>
            {m.shared_cancel()}
          </a>
        </div>
      </form>
      {id && (
        <Section id="remove" title={m.network_org_remove()} class="sm-danger">
          <p class="sm-acts">
            <PostButton action={`${list}/${id}/remove`} variant="secondary" color="danger">
              {m.network_org_remove()}
            </PostButton>
          </p>
        </Section>
      )}
    </main>
  )
}

/** The numbers there are, and a few empty rows. */
function Numbers({ numbers, errors }: { numbers: OrganisationValues['numbers']; errors: Record<string, string> }) {
  const empty = { kind: 'municipality', number: '', validFrom: null, validTo: null }
  const rows = [...numbers, ...Array.from({ length: EMPTY_ROWS }, () => empty)]
  return (
    <fieldset class="ds-fieldset sm-form__part">
      <legend class="sm-h2">{m.network_org_numbers()}</legend>
      <p data-field="description">{m.network_org_number_help()}</p>
      {rows.map((row, i) => {
        const wrong = (field: string) => errors[`numbers.${i}.${field}`]
        return (
          <fieldset class="ds-fieldset" key={i}>
            <legend class="sr">{m.network_org_number({ row: String(i + 1) })}</legend>
            <div class="sm-form__row">
              <Select
                name={`number.${i}.kind`}
                label={m.network_org_number_kind()}
                value={row.kind}
                options={numberKinds.map((kind) => ({ value: kind, label: kindName(kind) }))}
              />
              <TextField
                name={`number.${i}.number`}
                id={`numbers.${i}.number`}
                label={m.network_org_number({ row: String(i + 1) })}
                value={row.number}
                error={wrong('number')}
                inputmode="numeric"
                width="short"
              />
              <TextField
                name={`number.${i}.from`}
                id={`numbers.${i}.validFrom`}
                type="date"
                label={m.network_org_from()}
                value={row.validFrom ?? ''}
                error={wrong('validFrom')}
                width="short"
              />
              <TextField
                name={`number.${i}.to`}
                id={`numbers.${i}.validTo`}
                type="date"
                label={m.network_org_to()}
                value={row.validTo ?? ''}
                error={wrong('validTo')}
                width="short"
              />
            </div>
          </fieldset>
        )
      })}
    </fieldset>
  )
}
