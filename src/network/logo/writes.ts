/** Giving a network a logo, and taking it away. The one before is kept until the next change, so that the last can be undone. */
import { Readable } from 'node:stream'
import { eq } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { isSpokenOf } from '#materials/kept/reads.ts'
import { inTransaction, record } from '#platform/activity/writes.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { Conflict, Invalid, Refused } from '#platform/errors.ts'
import { forgetFile, keepFile, sweepFile } from '#platform/files/writes.ts'
import type { Ground } from '#platform/ground.ts'
import { networkSubject } from '#platform/live/subjects.ts'
import type { Words } from '#platform/words/text.ts'
import type { NetworkRow } from '../reads.ts'
import { mayManage } from '../rules.ts'
import { type Logo, network } from '../tables.ts'
import { lockNetwork } from '../writes.ts'
import { LOGO_LARGEST, readLogo } from './reader.ts'
import { logoVersion } from './rules.ts'

type House = Pick<Ground, 'db' | 'files'>

/** A logo as it was sent. */
export interface SentLogo {
  /** The file as it came; null to leave the picture and change what it says. */
  readonly bytes: Uint8Array | null
  readonly alt: Words | null
  /** The version the form was made from (`logoVersion`). */
  readonly seen: string
}

/**
 * Gives a network a logo, or says something else of the one it has.
 * @throws Invalid({ logo }) for what is no picture or when there is none, Conflict when it was changed meanwhile
 */
export async function setLogo(house: House, actor: Actor, networkId: string, { bytes, alt, seen }: SentLogo): Promise<void> {
  enforce(actor, networkId)
  const made = bytes && (await readLogo(bytes))
  // The picture is stored before anybody waits for the network's row.
  const stored = made && (await house.files.put(networkId, Readable.from([made.bytes]), LOGO_LARGEST * 4))
  await change(house, actor, networkId, async (tx, before) => {
    if (logoVersion(before.logo) !== seen) throw new Conflict<Logo | null>(before.logo, null)
    const at = Temporal.Now.instant().toString()
    if (made && stored) {
      const { sha256, size } = stored
      const { mediaType, width, height } = made
      await keepFile(tx, house.files, networkId, { sha256, size, mediaType })
      return { logo: { sha256, mediaType, width, height, alt, at }, logoBefore: before.logo }
    }
    if (!before.logo) throw new Invalid({ logo: 'network_logo_none' })
    return { logo: { ...before.logo, alt, at }, logoBefore: before.logo }
  })
}

/** Takes the logo away. Without one nothing happens. */
export async function removeLogo(house: House, actor: Actor, networkId: string): Promise<void> {
  enforce(actor, networkId)
  await change(house, actor, networkId, async (_, { logo, logoBefore }) => ({ logo: null, logoBefore: logo ?? logoBefore }))
}

/**
 * Takes the last change back: what stood before stands again.
 * @param seen what that change left (`logoVersion`)
 * @throws Conflict when it has been changed since
 */
export async function undoLogo(house: House, actor: Actor, networkId: string, seen: string): Promise<void> {
  enforce(actor, networkId)
  await change(house, actor, networkId, async (_, { logo, logoBefore }) => {
    if (logoVersion(logo) !== seen) throw new Conflict<Logo | null>(logo, logoBefore)
    return { logo: logoBefore, logoBefore: logo }
  })
}

function enforce(actor: Actor, networkId: string): void {
  const answer = mayManage(actor)
  if (answer !== 'yes' || actor.network?.id !== networkId) throw new Refused('network_only_owners')
}

type Logos = Pick<NetworkRow, 'logo' | 'logoBefore'>

/** Holds the network's row, writes what is to stand, and lets go of the bytes that nothing speaks of any more. */
async function change(
  { db, files }: House,
  actor: Actor,
  networkId: string,
  decide: (tx: Tx, before: NetworkRow) => Promise<Logos>,
): Promise<void> {
  const gone = await inTransaction(db, async (tx) => {
    const before = await lockNetwork(tx, networkId)
    const after = await decide(tx, before)
    await tx.update(network).set(after).where(eq(network.id, networkId))
    await record(tx, actor, {
      networkId,
      action: 'network.logo_changed',
      about: { kind: 'network', id: networkId },
      before: before.logo,
      after: after.logo,
      raises: [networkSubject(networkId)],
    })
    return forgotten(tx, networkId, [before.logo, before.logoBefore])
  })
  for (const sha256 of gone) await sweepFile(db, files, networkId, sha256, 0)
}

async function forgotten(tx: Db & Tx, networkId: string, all: readonly (Logo | null)[]): Promise<string[]> {
  const gone: string[] = []
  for (const sha256 of new Set(all.flatMap((one) => one?.sha256 ?? []))) {
    if (await isSpokenOf(tx, { networkId, sha256 })) continue
    await forgetFile(tx, networkId, sha256)
    gone.push(sha256)
  }
  return gone
}
