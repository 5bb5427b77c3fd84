/** Everything about who comes, for organisers. */
import { and, asc, eq, isNull } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Actor } from '#actor.ts'
import { countiesOf, countyName } from '#network/county/rules.ts'
import { organisation, organisationNumber } from '#network/tables.ts'
import { person } from '#people/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { NotFound } from '#platform/errors.ts'
import { wall } from '#platform/words/dates.ts'
import type { Words } from '#platform/words/text.ts'
import type { Answers } from '../answers/rules.ts'
import { filesAt } from '../files/reads.ts'
import { readsSpecial } from '../reads.ts'
import { type FormRow, mayArrange, type RegistrationRow } from '../rules.ts'
import { registration, specialAnswer } from '../tables.ts'
import { type Coming, type Counts, comingFrom, countsOf, type Organisation } from './rules.ts'

export interface Listed extends RegistrationRow {
  readonly organisation: Words | null
  /** The name of whom they come instead of. */
  readonly substituteForName: string | null
  /** Empty for those who may not read such. */
  readonly special: Answers
  /** What files that were given are called, by question. */
  readonly files: Readonly<Record<string, string>>
}

export interface Overview {
  /** In the order of the line. */
  readonly rows: readonly Listed[]
  readonly counts: Counts
  readonly coming: Coming
  /** Whether whoever reads may see what is kept apart. */
  readonly special: boolean
}

const nameOf = (name: Words) => name.nb ?? Object.values(name)[0] ?? ''

/** @throws NotFound to all but organisers */
export async function readOverview(
  db: Db,
  actor: Actor,
  meeting: { readonly id: string; readonly networkId: string; readonly startsAt: string | null; readonly timezone: string },
  form: Pick<FormRow, 'capacity'> | null,
): Promise<Overview> {
  if (mayArrange(actor, meeting) !== 'yes') throw new NotFound()
  const substituted = alias(person, 'substituted')
  const special = await readsSpecial(db, actor)
  const [found, all, numbers, given, apart] = await Promise.all([
    db
      .select({ row: registration, organisation: organisation.name, substituteForName: substituted.name })
      .from(registration)
      .leftJoin(organisation, eq(organisation.id, registration.organisationId))
      .leftJoin(substituted, eq(substituted.id, registration.substituteFor))
      .where(eq(registration.meetingId, meeting.id))
      .orderBy(asc(registration.number)),
    db
      .select({ id: organisation.id, name: organisation.name, type: organisation.type, parentId: organisation.parentId })
      .from(organisation)
      .where(and(eq(organisation.networkId, meeting.networkId), isNull(organisation.deletedAt))),
    db.select().from(organisationNumber).where(eq(organisationNumber.networkId, meeting.networkId)),
    filesAt(db, meeting.id),
    special ? db.select().from(specialAnswer).where(eq(specialAnswer.meetingId, meeting.id)) : [],
  ])
  const answers = Map.groupBy(apart, (one) => one.registrationId)
  const files = Map.groupBy(given, (one) => one.registrationId)
  const rows = found.map(({ row, ...names }) => ({
    ...row,
    ...names,
    special: Object.fromEntries((answers.get(row.id) ?? []).map((one) => [one.questionId, one.answer])),
    files: Object.fromEntries((files.get(row.id) ?? []).map((one) => [one.questionId, one.fileName])),
  }))
  const alphabet = new Intl.Collator('nb')
  const sorted = all.sort((a, b) => alphabet.compare(nameOf(a.name), nameOf(b.name)))
  const on = meeting.startsAt ? wall(meeting.startsAt, meeting.timezone).date : Temporal.Now.plainDateISO().toString()
  const coming = comingFrom(rows, sorted, countiesByName(sorted, numbers, on))
  return { rows, counts: countsOf(rows, form?.capacity ?? null), coming, special }
}

/** The county of each organisation by its numbers on a day, else by the county library it lies under. */
function countiesByName(
  all: readonly Organisation[],
  numbers: readonly (typeof organisationNumber.$inferSelect)[],
  on: string,
): Map<string, string> {
  const byId = new Map(all.map((one) => [one.id, one]))
  const numbered = countiesOf(
    all.map((one) => ({ ...one, numbers: numbers.filter((number) => number.organisationId === one.id) })),
    on,
  )
  const found = new Map<string, string>()
  for (const one of all) {
    const number = numbered.get(one.id)
    const above = byId.get(one.parentId ?? '')
    if (number) found.set(one.id, countyName(number))
    else if (above?.type === 'county') found.set(one.id, nameOf(above.name))
  }
  return found
}
