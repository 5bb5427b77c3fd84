/** The organisations of a network: libraries, municipalities, with numbers that have dates. */
import { said } from '#meeting/parts/said.ts'
import { date } from '#platform/words/dates.ts'
import type { Words } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { Button, LinkButton } from '#ui/button.tsx'
import { Select, TextField } from '#ui/field.tsx'
import * as icons from '#ui/icons.ts'
import { Crumbs } from '#ui/section.tsx'
import { countyName } from '../../county/rules.ts'
import type { NetworkRow } from '../../reads.ts'
import { organisationTypes } from '../forms.ts'
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
