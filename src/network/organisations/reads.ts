import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import type { Db } from '#platform/db/db.ts'
import { isId } from '#platform/db/id.ts'
import { NotFound } from '#platform/errors.ts'
import { pick } from '#platform/words/text.ts'
import { maySeePeople } from '../rules.ts'
import { organisation, organisationNumber } from '../tables.ts'

export type NumberRow = typeof organisationNumber.$inferSelect
export type OrganisationRow = typeof organisation.$inferSelect
export interface OrganisationView extends OrganisationRow {
  /** Oldest first. */
  readonly numbers: readonly NumberRow[]
}

/** All organisations of a network with their numbers, in the order of the Norwegian alphabet. For its members. */
export async function listOrganisations(db: Db, actor: Actor, networkId: string): Promise<OrganisationView[]> {
  if (actor.network?.id !== networkId || maySeePeople(actor) !== 'yes') throw new NotFound()
  const [rows, numbers] = await Promise.all([
    db
      .select()
      .from(organisation)
      .where(and(eq(organisation.networkId, networkId), isNull(organisation.deletedAt))),
    db
      .select()
      .from(organisationNumber)
      .where(eq(organisationNumber.networkId, networkId))
      .orderBy(asc(organisationNumber.validFrom), asc(organisationNumber.id)),
  ])
  const alphabet = new Intl.Collator('nb')
  const nameOf = (row: OrganisationRow) => pick(row.name, 'nb')?.text ?? ''
  return rows
    .map((row) => ({ ...row, numbers: numbers.filter((number) => number.organisationId === row.id) }))
    .sort((a, b) => alphabet.compare(nameOf(a), nameOf(b)))
}

/** One organisation, removed ones too (their removal can be undone). @throws NotFound */
export async function readOrganisation(db: Db, networkId: string, id: string): Promise<OrganisationView> {
  const [row] = isId(id)
    ? await db
        .select()
        .from(organisation)
        .where(and(eq(organisation.id, id), eq(organisation.networkId, networkId)))
    : []
  if (!row) throw new NotFound()
  const numbers = await db
    .select()
    .from(organisationNumber)
    .where(eq(organisationNumber.organisationId, id))
    .orderBy(asc(organisationNumber.validFrom), asc(organisationNumber.id))
  return { ...row, numbers }
}
