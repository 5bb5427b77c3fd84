/** The organisations of a network: libraries, municipalities, with numbers that have dates. */
import { said } from '#meeting/parts/said.ts'
import { date } from '#platform/words/dates.ts'
import type { Words } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { Alert } from '#ui/alert.tsx'
import { Button, LinkButton, PostButton } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/errorsummary.tsx'
import { Select, TextField } from '#ui/field.tsx'
import * as icons from '#ui/icons.ts'
import { Crumbs, Section } from '#ui/section.tsx'
import { countyName } from '../../county/rules.ts'
import { errorLines, WordsFields } from '../../parts/words.tsx'
import type { NetworkRow } from '../../reads.ts'
import { EMPTY_ROWS, numberKinds, organisationTypes } from '../forms.ts'
import type { OrganisationView } from '../reads.ts'
import { kindName, type SoughtOrganisations, typeName } from '../rules.ts'

export interface OrganisationsPageProps {
  readonly network: NetworkRow
  /** Those that fit what is sought. */
  readonly list: readonly OrganisationView[]
  /** All of them: for the names of what they belong to. */
  readonly all: readonly OrganisationView[]
  readonly sought: SoughtOrganisations
  /** The counties they lie in, by number. */
  readonly counties: readonly string[]
  /** How many members act on behalf of each. */
  readonly members: ReadonlyMap<string, number>
  readonly mayEdit: boolean
}

export function OrganisationsPage(props: OrganisationsPageProps) {
  const { network, list, all, mayEdit } = props
  const base = `/${network.slug}/organisations`
  const names = new Map(all.map((one) => [one.id, one.name]))
  return (
    <main class="sm-page" id="content">
      <Crumbs
        label={m.network_crumbs()}
        steps={[{ text: m.network_people_title(), href: `/${network.slug}/people` }, { text: m.network_org_title() }]}
      />
      <h1 class="sm-title sm-title--m">{m.network_org_title()}</h1>
      <p class="sm-lead">{m.network_org_lead()}</p>
      {mayEdit && (
        <p class="sm-acts">
          <LinkButton href={`${base}/new`} icon={icons.plus} variant="secondary">
            {m.network_org_add()}
          </LinkButton>
          <LinkButton href={`${base}/import`} icon={icons.upload} variant="secondary">
            {m.directory_take_organisations()}
          </LinkButton>
          {all.length > 1 && (
            <LinkButton href={`${base}/doubles`} icon={icons.buildings} variant="secondary">
              {m.directory_doubles()}
            </LinkButton>
          )}
          {all.length > 0 && (
            <>
              <LinkButton href={`${base}/all.xlsx`} icon={icons.download} variant="tertiary" download>
                {m.directory_along_xlsx()}
              </LinkButton>
              <LinkButton href={`${base}/all.csv`} icon={icons.download} variant="tertiary" download>
                {m.directory_along_csv()}
              </LinkButton>
            </>
          )}
        </p>
      )}
      {all.length === 0 ? <p class="sm-empty">{m.network_org_none()}</p> : <Find {...props} path={base} />}
      {all.length > 0 && list.length === 0 && (
        <p class="sm-empty">
          {m.directory_none_found_org()}{' '}
          <a class="ds-link" href={base}>
            {m.directory_show_all()}
          </a>
        </p>
      )}
      {list.length > 0 && (
        <table class="sm-table sm-table--stack">
          <caption class="sr">{m.network_org_title()}</caption>
          <thead>
            <tr>
              <th scope="col">{m.network_org_name()}</th>
              <th scope="col">{m.network_org_type()}</th>
              <th scope="col">{m.network_org_parent()}</th>
              <th scope="col">{m.network_org_numbers()}</th>
              <th scope="col">{m.network_people_list()}</th>
              {mayEdit && (
                <td class="sm-table__acts">
                  <span class="sr">{m.network_people_change()}</span>
                </td>
              )}
            </tr>
          </thead>
          <tbody>
            {list.map((one) => (
              <Row
                key={one.id}
                one={one}
                parent={one.parentId ? (names.get(one.parentId) ?? null) : null}
                members={props.members.get(one.id) ?? 0}
                network={network}
                mayEdit={mayEdit}
              />
            ))}
          </tbody>
        </table>
      )}
    </main>
  )
}

/** A form that asks and changes nothing: what is sought stands in the address. */
function Find({ sought, counties, list, all, path }: OrganisationsPageProps & { path: string }) {
  const types = organisationTypes.filter((type) => all.some((one) => one.type === type))
  return (
    <search aria-label={m.directory_find_organisation()}>
      <form class="sm-find" method="get" action={path}>
        <TextField name="q" type="search" label={m.directory_find_organisation_by()} value={sought.q} autocomplete="off" />
        <Select
          name="type"
          label={m.network_org_type()}
          value={sought.type}
          options={[{ value: '', label: m.directory_all() }, ...types.map((type) => ({ value: type, label: typeName(type) }))]}
        />
        {counties.length > 1 && (
          <Select
            name="county"
            label={m.directory_county()}
            value={sought.county}
            options={[
              { value: '', label: m.directory_all() },
              ...counties.map((number) => ({ value: number, label: countyName(number) })),
            ]}
          />
        )}
        <Button variant="secondary" icon={icons.magnifyingGlass}>
          {m.directory_find_do()}
        </Button>
        {list.length < all.length && (
          <a class="ds-link" href={path}>
            {m.directory_show_all()}
          </a>
        )}
      </form>
    </search>
  )
}

function Row(props: { one: OrganisationView; parent: Words | null; members: number; network: NetworkRow; mayEdit: boolean }) {
  const { one, members } = props
  const name = said(one.name)
  const above = said(props.parent)
  const base = `/${props.network.slug}`
  return (
    <tr>
      <th scope="row" lang={name.lang}>
        {name.text}
      </th>
      <td data-label={m.network_org_type()}>{typeName(one.type)}</td>
      {above.text ? (
        <td data-label={m.network_org_parent()}>
          <span lang={above.lang}>{above.text}</span>
        </td>
      ) : (
        <td />
      )}
      {one.numbers.length > 0 ? (
        <td data-label={m.network_org_numbers()}>
          <span>
            {one.numbers.map((number, i) => (
              <>
                {i > 0 && <br />}
                <b class="num">{number.number}</b> {kindName(number.kind)}
                {validity(number)}
              </>
            ))}
          </span>
        </td>
      ) : (
        <td />
      )}
      {members > 0 ? (
        <td data-label={m.network_people_list()}>
          <a
            class="ds-link"
            href={`${base}/people?organisation=${one.id}`}
            aria-label={m.directory_members_of({ count: members, name: name.text })}
          >
            {members}
          </a>
        </td>
      ) : (
        <td />
      )}
      {props.mayEdit && (
        <td class="sm-table__acts">
          <LinkButton
            href={`${base}/organisations/${one.id}`}
            variant="tertiary"
            size="sm"
            label={m.network_org_edit_label({ name: name.text })}
          >
            {m.network_people_change()}
          </LinkButton>
        </td>
      )}
    </tr>
  )
}

/** Since when and until when a number holds; nothing for one that has always held and still does. */
function validity({ validFrom, validTo }: { validFrom: string | null; validTo: string | null }): string {
  if (validFrom && validTo) return `, ${date(validFrom)}–${date(validTo)}`
  if (validFrom) return `, ${m.directory_number_from({ from: date(validFrom) })}`
  return validTo ? `, ${m.directory_number_to({ to: date(validTo) })}` : ''
}

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
        <WordsFields
          name="name"
          value={values.name}
          label={(language) => m.network_name_in({ language })}
          errors={errors}
          main={network.locale}
        />
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
