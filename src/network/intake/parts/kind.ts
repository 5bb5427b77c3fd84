/** The two kinds of lists, and the words that differ between them. */
import { m } from '#platform/words/words.ts'
import { type OrganisationField, organisationFields, type PeopleField, peopleFields } from '../columns/rules.ts'

export interface Kind<F extends string = string> {
  /** Below the network: where the list stands, and `/import` under it. */
  readonly path: 'people' | 'organisations'
  readonly fields: readonly F[]
  readonly list: () => string
  readonly title: () => string
  readonly lead: () => string
  readonly take: (count: number) => string
  readonly fieldName: (field: F) => string
}

const peopleNames: Readonly<Record<PeopleField, () => string>> = {
  name: m.network_people_person,
  firstName: m.directory_take_first_name,
  lastName: m.directory_take_last_name,
  email: m.people_email,
  office: m.network_people_office,
  organisation: m.network_people_organisation,
  role: m.network_people_role,
}

const organisationNames: Readonly<Record<OrganisationField, () => string>> = {
  name: m.network_org_name,
  type: m.network_org_type,
  place: m.network_org_place,
  parent: m.network_org_parent,
  municipality: m.directory_take_municipality,
  library: m.directory_take_library,
  countyNumber: m.directory_take_county,
}

export const peopleKind: Kind<PeopleField> = {
  path: 'people',
  fields: peopleFields,
  list: m.network_people_title,
  title: m.directory_take_people,
  lead: m.directory_take_people_lead,
  take: (count) => m.directory_take_people_do({ count }),
  fieldName: (field) => peopleNames[field](),
}

export const organisationsKind: Kind<OrganisationField> = {
  path: 'organisations',
  fields: organisationFields,
  list: m.network_org_title,
  title: m.directory_take_organisations,
  lead: m.directory_take_organisations_lead,
  take: (count) => m.directory_take_organisations_do({ count }),
  fieldName: (field) => organisationNames[field](),
}
