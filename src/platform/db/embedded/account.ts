import { chmodSync, chownSync, lchownSync, lstatSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { cannotBecomeAnother, EmbeddedFailure } from './failure.ts'

/** The user the database runs as when it is not ourselves. */
export interface Account {
  uid: number
  gid: number
}

// PostgreSQL refuses root. A number of its own, without a name in /etc/passwd, is better than `nobody`: what else
// runs as nobody could read the database. Below 65536, so that it exists inside a container's user namespace too;
// adduser stops at 59999 and hands out from the low end.
const firstUid = 58_000
const uids = 1_900

/**
 * Root: the owner of an existing cluster, otherwise a free number. Anyone else: nobody but themselves (undefined).
 * The owner of the files is the record of the choice, so it survives a move to another machine.
 */
export function chooseAccount(clusterDir: string): Account | undefined {
  const me = process.geteuid?.()
  const owner = lstatSync(clusterDir, { throwIfNoEntry: false })
  if (me !== 0) {
    if (me !== undefined && owner && owner.uid !== me)
      throw new EmbeddedFailure(
        `${clusterDir} belongs to user ${owner.uid}, and the program runs as ${me} now. Run it as the same user as before, or give the folder to this one: chown -R ${me} ${dirname(clusterDir)}`,
      )
    return undefined
  }
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  const taken = new Set(accounts().map(({ uid }) => uid))
  const start = statSync(dirname(clusterDir)).ino
  for (let step = 0; step < uids; step++) {
    const uid = firstUid + ((start + step) % uids)
    if (!taken.has(uid)) return { uid, gid: uid }
  }
  throw new EmbeddedFailure('No free user number for the database. Run the program as an ordinary user.')
}

/** initdb, unlike the server, insists on a user with a name; it is lent one for the second it works. */
export function namedAccount(): Account {
  const all = accounts().filter(({ uid }) => uid !== 0)
  const found = all.find(({ name }) => name === 'nobody') ?? all[0]
  if (!found) throw new EmbeddedFailure('/etc/passwd names no user but root. Run the program as an ordinary user.')
  return { uid: found.uid, gid: found.gid }
}

function accounts(): (Account & { name: string })[] {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => fields.length >= 4)
    .map(([name, , uid, gid]) => ({ name: name!, uid: Number(uid), gid: Number(gid) }))
}

/** May the account read this path, through every folder above it? ACLs are not asked: a needless copy does no harm. */
export function reachable(path: string, account: Account): boolean {
  const allowed = (place: string, bit: number) => {
    const { mode, uid, gid } = statSync(place)
    const shift = uid === account.uid ? 6 : gid === account.gid ? 3 : 0
    return ((mode >> shift) & bit) !== 0
  }
  let place = realpathSync(path)
  if (!allowed(place, 4)) return false
  for (;;) {
    const above = dirname(place)
    if (above === place) return true
    if (!allowed(above, 1)) return false
    place = above
  }
}

/** chown -R. Symbolic links are given away themselves, never what they point at. The top last: its owner is the record. */
export function giveAll(path: string, account: Account): void {
  if (lstatSync(path).isDirectory()) for (const name of readdirSync(path)) giveAll(join(path, name), account)
  lchownSync(path, account.uid, account.gid)
}

/** A private folder or file of the account. */
export function giveOne(path: string, mode: number, account: Account | undefined): void {
  chmodSync(path, mode)
  try {
    if (account) chownSync(path, account.uid, account.gid)
  } catch (error) {
    // EINVAL: a number that this user namespace does not have.
    const { code } = error as NodeJS.ErrnoException
    throw code === 'EPERM' || code === 'EINVAL' ? cannotBecomeAnother() : error
  }
}
