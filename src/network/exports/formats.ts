/** People and organisations as tables for a spreadsheet. Taken in again, they are found to be as they stand. Pure. */
import { roleName } from '#people/rules.ts'
import type { Table } from '#platform/sheet/csv.ts'
import { wall } from '#platform/words/dates.ts'
import { type Locale, pick, type Words } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import type { OrganisationView } from '../organisations/reads.ts'
import { typeName } from '../organisations/rules.ts'
import type { ListedMember } from '../people/reads.ts'
import type { NumberKind } from '../tables.ts'

interface At {
  /** The network's own: the language names are taken along in. */
  readonly locale: Locale
  readonly timezone: string
}

/** Telephones only of those who show theirs. */
export function peopleTable(members: readonly ListedMember[], { locale, timezone }: At): Table {
  return {
    title: m.network_people_title(),
    headings: [
      m.network_people_person(),
      m.people_email(),
      m.network_people_office(),
      m.network_people_organisation(),
      m.network_people_role(),
      m.directory_phone(),
      m.directory_since(),
    ],
    rows: members.map((one) => [
      one.name,
      one.email ?? '',
      one.office ?? '',
      text(one.organisation, locale),
      roleName(one.role),
      one.phone ?? '',
      wall(one.from, timezone).date,
    ]),
  }
}

/** Numbers as they are valid on a day. */
export function organisationsTable(list: readonly OrganisationView[], { locale, timezone }: At): Table {
  const today = wall(Temporal.Now.instant().toString(), timezone).date
  const names = new Map(list.map((one) => [one.id, text(one.name, locale)]))
  const numberOf = (one: OrganisationView, kind: NumberKind) =>
    one.numbers.findLast(
      (number) =>
        number.kind === kind && (number.validFrom ?? '') <= today && (number.validTo === null || number.validTo >= today),
    )?.number ?? ''
  return {
    title: m.network_org_title(),
    headings: [
      m.network_org_name(),
      m.network_org_type(),
      m.network_org_place(),
      m.network_org_parent(),
      m.directory_take_municipality(),
      m.directory_take_library(),
      m.directory_take_county(),
    ],
    rows: list.map((one) => [
      text(one.name, locale),
      typeName(one.type),
      one.place ?? '',
      (one.parentId && names.get(one.parentId)) || '',
      numberOf(one, 'municipality'),
      numberOf(one, 'library'),
      numberOf(one, 'county'),
    ]),
  }
}

const text = (words: Words | null, locale: Locale): string => pick(words, locale)?.text ?? ''
