/** Where and as whom the program runs: as root below a folder that nobody else may enter, and as an ordinary user. */
import { execFileSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { namedAccount } from '#platform/db/embedded/account.ts'
import { freePort, launch, startProgram } from '../program.ts'
import { databaseOf, databaseProcesses, furnish, makeRoom, page } from './operator.ts'

const root = join(import.meta.dirname, '../..')
const room = makeRoom()
afterAll(room.remove)

const isRoot = process.geteuid?.() === 0
// Under REQUIRE_ALL=1 they run and fail where they cannot.
const skip = !isRoot && process.env.REQUIRE_ALL !== '1'

/**
 * A checkout with nothing in it but what the program needs to run: the build, the migrations and the packages that are not
 * for development. Hard links where that is possible, so that it costs a second or two.
 */
function makeCheckout(place: string): void {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { dev?: boolean; devOptional?: boolean }>
  }
  const needed = Object.entries(packages)
    .filter(([path, { dev, devOptional }]) => path.split('node_modules/').length === 2 && !dev && !devOptional)
    .map(([path]) => path)
    .filter((path) => existsSync(join(root, path)))
  mkdirSync(place, { recursive: true })
  const things = [...needed, 'dist', 'migrations', 'package.json']
  const copy = (how: string) => execFileSync('cp', [how, '--parents', ...things, place], { cwd: root, stdio: 'pipe' })
  try {
    copy('-al')
  } catch {
    copy('-a') // another disk
  }
}

describe.skipIf(skip)('[needs to run as root]', () => {
  const checkout = join(room.folder, 'checkout')
  beforeAll(() => makeCheckout(checkout))

  test('root starts it below a folder that nobody else may enter, checkout and data alike', async () => {
    expect(isRoot).toBe(true)
    expect(statSync(room.folder).mode & 0o777).toBe(0o700)
    const dataDir = room.place()
    for (let start = 0; start < 2; start++) {
      const program = await startProgram({ DATA_DIR: dataDir, SAMPLE: 'no' }, undefined, { checkout })
      const owners = databaseProcesses(dataDir).map((pid) => statSync(`/proc/${pid}`).uid)
      expect(owners.length).toBeGreaterThan(1)
      expect(owners).not.toContain(0)
      if (start === 0) {
        const place = await furnish(await databaseOf(dataDir), 1)
        expect(await page(program.address, null, place.meeting)).toContain('Åpning')
      }
      await program.stop()
      expect(databaseProcesses(dataDir)).toEqual([])
    }
  })

  describe('an ordinary user, with a checkout of root’s', () => {
    const open = join(room.folder, 'open')
    const ordinary = namedAccount()
    /** A folder below which nobody is stopped on the way, given to the user or kept by root. */
    const folder = (name: string, owner = ordinary) => {
      const path = join(open, name)
      mkdirSync(path, { mode: 0o700, recursive: true })
      chownSync(path, owner.uid, owner.gid)
      return path
    }
    const refusal = async (env: Record<string, string>, account = ordinary) => {
      const program = launch({ PORT: String(await freePort()), ...env }, { checkout, ...account })
      expect(await program.ended).toBe(1)
      expect(program.output()).toMatch(/^Samling could not start: /)
      expect(program.output()).not.toMatch(/^\s+at /m)
      return program.output()
    }
    beforeAll(() => {
      chmodSync(room.folder, 0o755)
      mkdirSync(open, { mode: 0o755 })
      chmodSync(open, 0o755)
    })

    test('starts it on a folder of their own', async () => {
      const dataDir = folder('own')
      const program = await startProgram({ DATA_DIR: dataDir, SAMPLE: 'no' }, undefined, { checkout, ...ordinary })
      const owners = new Set(databaseProcesses(dataDir).map((pid) => statSync(`/proc/${pid}`).uid))
      expect(owners).toEqual(new Set([ordinary.uid]))
      await program.stop()
      for (const name of readdirSync(dataDir)) expect(statSync(join(dataDir, name)).uid, name).toBe(ordinary.uid)
    })

    test('is refused on folders of root’s, in words', async () => {
      const roots = folder('roots', { uid: 0, gid: 0 })
      chmodSync(roots, 0o755)
      expect(await refusal({ DATA_DIR: roots })).toMatch(/cannot be written.*must belong to the user that runs the program/)
      expect(await refusal({ DATA_DIR: join(roots, 'new') })).toMatch(/may not be written by this user/)
    })

    test('is told that root has used this folder before', async () => {
      const dataDir = folder('before')
      const once = await startProgram({ DATA_DIR: dataDir, SAMPLE: 'no' }, undefined, { checkout })
      await once.stop()
      for (const name of readdirSync(dataDir)) if (name !== 'postgres') chownSync(join(dataDir, name), ordinary.uid, ordinary.gid)
      const words = new RegExp(
        `postgres belongs to user \\d+, and the program runs as ${ordinary.uid} now.*chown -R ${ordinary.uid}`,
      )
      expect(await refusal({ DATA_DIR: dataDir })).toMatch(words)
    })

    test('may not take a port of the system’s', async () => {
      const dataDir = folder('port')
      expect(await refusal({ DATA_DIR: dataDir, SAMPLE: 'no', PORT: '80' })).toContain(
        'This user may not listen on port 80. Choose a port above 1023 and put a proxy in front.',
      )
      expect(databaseProcesses(dataDir)).toEqual([])
    })

    test('needs a name for the first start', async () => {
      const nameless = { uid: 51_234, gid: 51_234 }
      expect(await refusal({ DATA_DIR: folder('nameless', nameless) }, nameless)).toContain(
        'PostgreSQL makes a database only for a user with a name, and this number has none in /etc/passwd.',
      )
    })
  })
})
