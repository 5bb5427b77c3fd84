// npm run lock: makes package-lock.json anew, whole for every platform.
// Where a registry lacks some platforms' optional packages, npm leaves them out of the lock file, and "npm ci" then refuses
// the whole file. This writes the missing entries from what their parents ask for; their names tell the platform.
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { root } from './ground.mjs'

const made = spawnSync('npm', ['install', '--package-lock-only', '--loglevel=error'], { cwd: root, stdio: 'inherit' })
if (made.status !== 0) process.exit(made.status ?? 1)

const file = `${root}/package-lock.json`
const lock = JSON.parse(readFileSync(file, 'utf8'))
const systems = ['darwin', 'win32', 'linux', 'android', 'freebsd', 'openbsd', 'netbsd', 'sunos', 'aix', 'openharmony']
const processors = ['x64', 'arm64', 'ia32', 'arm', 'ppc64', 'riscv64', 's390x', 'loong64', 'mips64el']

for (const [path, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const wanted = version.replace(/^[\^~]/, '')
    const nested = `${path}/node_modules/${name}`
    const shared = `node_modules/${name}`
    const kept = lock.packages[nested] ?? lock.packages[shared]
    // Platform packages are asked for by an exact version; a range is content with what is there.
    if (kept && (kept.version === wanted || wanted !== version)) continue
    // Another version of it is shared already: this one goes below its parent.
    const place = lock.packages[shared] ? nested : shared
    const words = name.split(/[/-]/)
    const os = systems.find((s) => words.includes(s))
    const cpu = processors.find((p) => words.includes(p) || (p === 'arm' && words.includes('arm')))
    if (!os) continue
    lock.packages[place] = {
      version: wanted,
      ...(cpu && { cpu: [cpu] }),
      ...(entry.dev && { dev: true }),
      ...(words.includes('musl') && { libc: ['musl'] }),
      optional: true,
      os: [os],
    }
  }
  delete entry.resolved
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)))
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
