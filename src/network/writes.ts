import { eq } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { inTransaction, record } from '#platform/activity/writes.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { Conflict, Invalid, NotFound, Refused } from '#platform/errors.ts'
import { installationSubject, networkSubject, seriesSubject } from '#platform/live/subjects.ts'
import { slugOf } from '#platform/words/slug.ts'
import { type Locale, pick, type Words } from '#platform/words/text.ts'
import { earlierSlugs } from './addresses/reads.ts'
import type { NetworkRow } from './reads.ts'
import { mayMakeNetworks, mayManage, mayOrganise, networkSlug } from './rules.ts'
import { type Settings, settingsOf, settingsVersion } from './settings/rules.ts'
import { membership, network, series } from './tables.ts'

export interface NewNetwork {
  readonly slug: string
  readonly name: Words
  readonly description?: Words
  readonly locale: Locale
  readonly sample?: boolean
}

/**
 * Makes a network; whoever makes it becomes its owner.
 * @throws Refused when this is not the operator, Invalid when the address cannot be used
 */
export async function makeNetwork(db: Db, actor: Actor, input: NewNetwork): Promise<NetworkRow> {
  const answer = mayMakeNetworks(actor)
  if (answer !== 'yes') throw new Refused(answer)
  const fit = networkSlug(input.slug)
  if (fit !== 'yes') throw new Invalid({ slug: fit })
  return inTransaction(db, async (tx) => {
    const [made] = await tx.insert(network).values(input).onConflictDoNothing({ target: network.slug }).returning()
    if (!made) throw new Invalid({ slug: 'network_slug_taken' })
    if (actor.person) await tx.insert(membership).values({ networkId: made.id, personId: actor.person.id, role: 'owner' })
    await record(tx, actor, {
      networkId: made.id,
      action: 'network.made',
      about: { kind: 'network', id: made.id },
      after: { slug: made.slug, name: made.name, owner: actor.person?.id ?? null },
      raises: [installationSubject, networkSubject(made.id)],
    })
    return made
  })
}

/**
 * Changes a network's settings.
 * @param seen the version the form was made from (`settingsVersion`)
 * @throws Conflict when somebody else has changed them since
 */
export async function changeSettings(db: Db, actor: Actor, networkId: string, input: Settings, seen: string): Promise<void> {
  const answer = mayManage(actor)
  if (answer !== 'yes' || actor.network?.id !== networkId) throw new Refused('network_only_owners')
  await inTransaction(db, async (tx) => {
    const before = settingsOf(await lockNetwork(tx, networkId))
    if (settingsVersion(before) !== seen) throw new Conflict<Settings>(before, input)
    await tx.update(network).set(input).where(eq(network.id, networkId))
    await record(tx, actor, {
      networkId,
      action: 'network.changed',
      about: { kind: 'network', id: networkId },
      before,
      after: input,
      raises: [networkSubject(networkId)],
    })
  })
}

/** Adds a series; its address follows from its name. */
export async function addSeries(db: Db, actor: Actor, networkId: string, input: { name: Words; description?: Words }) {
  const answer = mayOrganise(actor)
  if (answer !== 'yes' || actor.network?.id !== networkId) throw new Refused('network_only_organisers')
  return inTransaction(db, async (tx) => {
    // The lock keeps two of the same name from taking the same address.
    const { locale } = await lockNetwork(tx, networkId)
    const now = await tx.select({ slug: series.slug }).from(series).where(eq(series.networkId, networkId))
    const taken = new Set([...now.map((row) => row.slug), ...(await earlierSlugs(tx, networkId, 'series'))])
    const stem = slugOf(pick(input.name, locale)?.text ?? '') || 'serie'
    let slug = stem
    for (let n = 2; taken.has(slug); n++) slug = `${stem}-${n}`
    const [made] = await tx
      .insert(series)
      .values({ networkId, slug, ...input })
      .returning()
    await record(tx, actor, {
      networkId,
      action: 'series.made',
      about: { kind: 'series', id: made!.id },
      after: input,
      raises: [networkSubject(networkId), seriesSubject(made!.id)],
    })
    return made!
  })
}

/** Holds a network's row until the transaction ends: whoever counts its owners or compares its settings comes one at a time. */
export async function lockNetwork(tx: Tx, networkId: string): Promise<NetworkRow> {
  const [row] = await tx.select().from(network).where(eq(network.id, networkId)).for('update')
  if (!row) throw new NotFound()
  return row
}
