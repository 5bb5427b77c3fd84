/** Takes in a list that somebody has checked: all of it or nothing, and twice does no more than once. */
import type { Actor } from '#actor.ts'
import { findOrAddPerson } from '#people/writes.ts'
import { inTransaction, record } from '#platform/activity/writes.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { newId } from '#platform/db/id.ts'
import { Conflict, Refused } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { Written } from '#platform/mail/letter.tsx'
import type { Locale } from '#platform/words/text.ts'
import { folded } from '../folding/rules.ts'
import type { OrganisationInput } from '../organisations/forms.ts'
import { readOrganisation } from '../organisations/reads.ts'
import { stateText } from '../organisations/rules.ts'
import { addOrganisations, changeOrganisation } from '../organisations/writes.ts'
import { readMember } from '../people/reads.ts'
import { addMember, changeMember, invite } from '../people/writes.ts'
import type { NetworkRow } from '../reads.ts'
import { mayManage, mayOrganise } from '../rules.ts'
import { lockNetwork } from '../writes.ts'
import { guessType, type OrganisationRowInput } from './organisations/rules.ts'
import type { PersonInput } from './people/rules.ts'
import { digestOf, type OrganisationsList, type PeopleList, planOrganisations, planPeople } from './reads.ts'
import { counted, type RowState, type Sorted } from './rules.ts'
import { INTAKE } from './takingback/reads.ts'

export interface Taken {
  /** For `takeBackList`. */
  readonly id: string
  /** How many rows became what. */
  readonly counts: Readonly<Record<RowState, number>>
}

/**
 * Takes people in. Rows that are wrong, or of which nobody has said who they are, stay outside.
 * @param seen what was checked (`digestOf`)
 * @param letter writes to those who are new; null where they are not to be told
 * @throws Conflict when the network has become another since it was checked
 */
export async function takePeople(
  ground: Pick<Ground, 'db' | 'config' | 'jobs'>,
  actor: Actor,
  network: NetworkRow,
  list: PeopleList & { readonly seen: string },
  letter: ((to: { email: string; locale: Locale | null }) => Written) | null,
): Promise<Taken> {
  const may = mayManage(actor)
  if (may !== 'yes') throw new Refused(may)
  return inTransaction(ground.db, async (tx) => {
    await lockNetwork(tx, network.id)
    const { sorted } = await planPeople(tx, actor, network, list)
    if (digestOf(sorted) !== list.seen) throw new Conflict<unknown>(sorted, null)
    const made = await makeOrganisations(tx, actor, network, sorted)
    for (const row of sorted) {
      if (!row.input) continue
      const { name, email, role, office, makes } = row.input
      const organisationId = makes === null ? row.input.organisationId : (made.get(folded(makes)) ?? null)
      const place = { role, office, organisationId }
      if (row.state === 'changed' && row.id) {
        const { role, substituteOf, readsSpecial } = await readMember(tx, network.id, row.id)
        await changeMember(tx, actor, network.id, row.id, { ...place, role, substituteOf, readsSpecial })
      } else if (row.state === 'new' && letter) {
        await invite({ ...ground, db: tx }, actor, network.id, { name, email, ...place }, letter)
      } else if (row.state === 'new') {
        const someone = await findOrAddPerson(tx, actor, { name, email })
        await addMember(tx, actor, network.id, someone.id, place)
      }
    }
    return taken(tx, actor, network.id, sorted)
  })
}

/** The organisations that rows want made, each once. @returns ids by folded name */
async function makeOrganisations(
  tx: Tx,
  actor: Actor,
  network: NetworkRow,
  sorted: readonly Sorted<PersonInput>[],
): Promise<Map<string, string>> {
  const wanted = sorted.filter((row) => row.state === 'new' || row.state === 'changed').flatMap((row) => row.input?.makes ?? [])
  const names = [...new Map(wanted.map((name) => [folded(name), name])).entries()]
  const inputs = names.map(
    ([, name]): OrganisationInput => ({
      name: { [network.locale]: name },
      type: guessType(name),
      place: null,
      parentId: null,
      numbers: [],
    }),
  )
  const ids = inputs.length > 0 ? await addOrganisations(tx, actor, network.id, inputs) : []
  return new Map(names.map(([key], i) => [key, ids[i]!]))
}

/** Takes organisations in; those that others belong to first. @throws Conflict as above */
export async function takeOrganisations(
  db: Db,
  actor: Actor,
  network: NetworkRow,
  list: OrganisationsList & { readonly seen: string },
): Promise<Taken> {
  const may = mayOrganise(actor)
  if (may !== 'yes') throw new Refused(may)
  return inTransaction(db, async (tx) => {
    await lockNetwork(tx, network.id)
    const sorted = await planOrganisations(tx, actor, network, list)
    if (digestOf(sorted) !== list.seen) throw new Conflict<unknown>(sorted, null)
    const written = sorted.filter((row) => row.state === 'new' || row.state === 'changed')
    const ids = new Map(sorted.flatMap((row) => (row.id ? [[folded(row.name), row.id] as const] : [])))
    const made = written.filter((row) => row.state === 'new')
    const added = await addOrganisations(
      tx,
      actor,
      network.id,
      made.map((row) => fresh(row.input!)),
    )
    made.forEach((row, i) => {
      ids.set(folded(row.name), added[i]!)
    })
    // What belongs to something in the same list, now that all of them are there.
    for (const row of written) {
      const { parentName, parentId: known } = row.input!
      if (row.state === 'new' && parentName === null) continue
      const id = row.id ?? ids.get(folded(row.name))!
      const before = await readOrganisation(tx, network.id, id)
      const parentId = parentName === null ? known : (ids.get(folded(parentName)) ?? null)
      await changeOrganisation(tx, actor, network.id, id, { ...fresh(row.input!), parentId }, stateText(before))
    }
    return taken(tx, actor, network.id, sorted)
  })
}

/** What belongs together is known by it: everything that this transaction records. */
async function taken(tx: Tx, actor: Actor, networkId: string, sorted: readonly Sorted[]): Promise<Taken> {
  const [id, counts] = [newId(), counted(sorted)]
  await record(tx, actor, { networkId, action: 'list.taken', about: { kind: INTAKE, id }, after: counts, raises: [] })
  return { id, counts }
}

const fresh = ({ parentName: _, ...input }: OrganisationRowInput): OrganisationInput => ({
  ...input,
  numbers: input.numbers.map(({ kind, number, validFrom, validTo }) => ({ kind, number, validFrom, validTo })),
})
