/** The organisations of a network: libraries, municipalities, with numbers that have dates. */
import { said } from '#meeting/parts/said.ts'
import { date } from '#platform/words/dates.ts'
import type { Words } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { LinkButton } from '#ui/button.tsx'
import { Select } from '#ui/field.tsx'
import * as icons from '#ui/icons.ts'
import { Crumbs } from '#ui/section.tsx'
import { Find, NoneFound, TakeAlong } from '../../parts/finding.tsx'
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
  const types = organisationTypes.filter((type) => all.some((one) => one.type === type))
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
          {all.length > 0 && <TakeAlong path={base} />}
        </p>
      )}
      {all.length === 0 ? (
        <p class="sm-empty">{m.network_org_none()}</p>
      ) : (
        <Find
          label={m.directory_find_organisation()}
          path={base}
          by={m.directory_find_organisation_by()}
          q={props.sought.q}
          counties={props.counties}
          county={props.sought.county}
          narrowed={list.length < all.length}
        >
          <Select
            name="type"
            label={m.network_org_type()}
            value={props.sought.type}
            options={[{ value: '', label: m.directory_all() }, ...types.map((type) => ({ value: type, label: typeName(type) }))]}
          />
        </Find>
      )}
      {all.length > 0 && list.length === 0 && <NoneFound path={base}>{m.directory_none_found_org()}</NoneFound>}
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
