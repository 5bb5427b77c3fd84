/**
 * Keeps the layout: who may import whom, who may write where, no cycles, and ARCHITECTURE.md's map. It reads the sources
 * with a parser; each rule is tried on a planted fault too, so that a rule that has gone blind is seen.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, normalize, posix } from 'node:path'
import { parseSync } from 'oxc-parser'
import { describe, expect, it } from 'vitest'

const root = dirname(import.meta.dirname)

interface Import {
  readonly to: string
  readonly typeOnly: boolean
}
interface Source {
  readonly path: string
  readonly text: string
  readonly imports: readonly Import[]
}

const features = [
  'people',
  'network',
  'meeting',
  'programme',
  'registration',
  'materials',
  'questions',
  'room',
  'minutes',
  'decisions',
  'actions',
  'matters',
  'plans',
  'notices',
  'changes',
  'keeping',
  'archive',
  'statistics',
  'search',
  'privacy',
]
/** Not nouns of a meeting's life: the ground, the look, the sample. */
const others = ['platform', 'ui', 'sample']
const ladder = [
  'document',
  'tables',
  'rules',
  'forms',
  'reader',
  'reads',
  'writes',
  'live',
  'formats',
  'sources',
  'mails',
  'jobs',
  'routes',
]
const faces = ['parts', 'islands', 'pages', 'routes']
/** Words and dates are for everybody: they hold no data. */
const forEverybody = /^src\/platform\/(words\/|errors\.ts$)/

function sources(): Source[] {
  return (readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }) as string[])
    .map((path) => posix.join('src', path.replaceAll('\\', '/')))
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path) && !path.includes('/compiled/'))
    .map((path) => source(path, readFileSync(join(root, path), 'utf8')))
}

function source(path: string, text: string): Source {
  const parsed = parseSync(path, text)
  const imports: Import[] = []
  const add = (specifier: string, typeOnly: boolean) => {
    const to = resolve(path, specifier)
    if (to) imports.push({ to, typeOnly })
  }
  for (const one of parsed.module.staticImports)
    add(one.moduleRequest.value, one.entries.length > 0 && one.entries.every((entry) => entry.isType))
  for (const one of parsed.module.staticExports)
    for (const entry of one.entries) if (entry.moduleRequest) add(entry.moduleRequest.value, entry.isType)
  for (const match of text.matchAll(/\bimport\(\s*'([^']+)'\s*\)/g)) add(match[1]!, false)
  return { path, text, imports }
}

function resolve(from: string, specifier: string): string | null {
  if (specifier.startsWith('#')) return `src/${specifier.slice(1)}`
  if (specifier.startsWith('.')) return normalize(posix.join(posix.dirname(from), specifier))
  return null
}

/** The feature and the kind of a file: 'src/meeting/settings/pages/form.tsx' → meeting, pages. */
function place(path: string): { area: string; kind: string | null } {
  const [, area = '', ...rest] = path.split('/')
  if (rest.length === 0) return { area: 'root', kind: null }
  if (!features.includes(area)) return { area, kind: null }
  const names = rest.map((part) => part.replace(/\.tsx?$/, ''))
  const kind = names.find((name) => ladder.includes(name) || faces.includes(name)) ?? null
  return { area, kind }
}

/** Every fault in a set of sources, in words. */
function faultsIn(all: readonly Source[]): string[] {
  const faults: string[] = []
  for (const file of all) {
    const from = place(file.path)
    if (!features.includes(from.area) && !others.includes(from.area) && from.area !== 'root')
      faults.push(`${file.path}: no such place in the layout`)
    if (features.includes(from.area) && !from.kind) faults.push(`${file.path}: a name that is not one of the kinds`)
    if (/\/(utils?|helpers?|services?|managers?|index)\.tsx?$/.test(file.path))
      faults.push(`${file.path}: a name that says nothing`)
    for (const one of file.imports) {
      const to = place(one.to)
      const arrow = `${file.path} → ${one.to}`
      if (from.area === 'ui' && !['ui', 'platform'].includes(to.area)) faults.push(`${arrow}: ui knows no feature`)
      if (from.area === 'platform' && features.includes(to.area)) faults.push(`${arrow}: platform knows no feature`)
      if (!from.kind || one.to.endsWith('.css')) continue
      if (['rules', 'forms', 'document'].includes(from.kind) && to.kind === 'tables' && !one.typeOnly)
        faults.push(`${arrow}: rules and forms see tables as types only`)
      if (['parts', 'islands', 'pages'].includes(from.kind)) {
        const far =
          to.kind === 'reads' ||
          to.kind === 'writes' ||
          to.kind === 'tables' ||
          (to.area === 'platform' && !forEverybody.test(one.to))
        if (far && !one.typeOnly)
          faults.push(`${arrow}: parts, islands and pages see reads, writes, tables and platform as types only`)
      }
      if (to.kind && !climbs(from.kind, to.kind))
        faults.push(`${arrow}: against the ladder (${from.kind} may not import ${to.kind})`)
    }
    faults.push(...foreignWrites(file))
  }
  faults.push(...cycles(all))
  return faults
}

/** May a file of one kind import a file of another (or the same) kind? */
function climbs(from: string, to: string): boolean {
  if (from === to) return true
  // Islands meet their parts, pages their islands and parts, routes all of them; rules, forms and reader are pure and for all.
  if (faces.includes(from) && faces.includes(to)) return faces.indexOf(to) < faces.indexOf(from)
  if (from === 'routes' || faces.includes(from)) return ladder.includes(to) && to !== 'routes'
  if (faces.includes(to)) return from === 'mails' && to === 'parts'
  return ladder.indexOf(to) < ladder.indexOf(from)
}

/** insert, update and delete stand only in the writes of the feature that owns the table. */
function foreignWrites(file: Source): string[] {
  const found: string[] = []
  const own = place(file.path)
  const tables = new Map<string, string>()
  for (const match of file.text.matchAll(/import (?:type )?\{([^}]*)\} from '([^']*tables\.ts)'/g)) {
    const at = resolve(file.path, match[2]!)
    if (at)
      for (const name of match[1]!.split(','))
        tables.set(
          name
            .replace(/^\s*type\s+/, '')
            .trim()
            .split(' as ')
            .at(-1)!
            .trim(),
          at,
        )
  }
  for (const match of file.text.matchAll(/\.(insert|update|delete)\(\s*(\w+)/g)) {
    const table = tables.get(match[2]!)
    if (!table) continue
    const owner = posix.dirname(table)
    const inWrites = /(^|\/)writes(\.ts$|\/)/.test(file.path) && (features.includes(own.area) || own.area === 'platform')
    const platformsOwn = own.area === 'platform' && owner === posix.dirname(file.path)
    if (!(inWrites && file.path.startsWith(`${owner}/`)) && !platformsOwn)
      found.push(`${file.path}: ${match[1]} on a table of ${owner}`)
  }
  return found
}

/** Rings of real (not type) imports. */
function cycles(all: readonly Source[]): string[] {
  const graph = new Map(all.map((file) => [file.path, file.imports.filter((one) => !one.typeOnly).map((one) => one.to)]))
  const done = new Set<string>()
  const found: string[] = []
  const walk = (path: string, trail: readonly string[]) => {
    const seen = trail.indexOf(path)
    if (seen >= 0) {
      found.push(`a ring: ${[...trail.slice(seen), path].join(' → ')}`)
      return
    }
    if (done.has(path)) return
    for (const next of graph.get(path) ?? []) walk(next, [...trail, path])
    done.add(path)
  }
  for (const path of graph.keys()) walk(path, [])
  return found
}

describe('the layout', () => {
  it('holds in every source', () => {
    expect(faultsIn(sources())).toEqual([])
  })

  it.each([
    ['a page that reads the database', 'src/meeting/pages/bad.tsx', "import { readMeeting } from '../reads.ts'", 'types only'],
    ['reads that know a route', 'src/meeting/reads.ts', "import { meetingRoutes } from './routes.tsx'", 'against the ladder'],
    ['rules with the database in them', 'src/meeting/rules.ts', "import { meeting } from './tables.ts'", 'types only'],
    [
      'the ground knowing a feature',
      'src/platform/http/bad.ts',
      "import { readMeeting } from '#meeting/reads.ts'",
      'knows no feature',
    ],
    ['the look knowing a feature', 'src/ui/bad.tsx', "import type { MeetingView } from '#meeting/reads.ts'", 'knows no feature'],
    [
      'a write on another’s table',
      'src/minutes/writes.ts',
      "import { item } from '#programme/tables.ts'\nexport const f = (db) => db.update(item)",
      'update on a table of',
    ],
    [
      'a write outside writes',
      'src/programme/routes.tsx',
      "import { item } from './tables.ts'\nexport const f = (db) => db.delete(item)",
      'delete on a table of',
    ],
    ['a name that says nothing', 'src/meeting/utils.ts', 'export {}', 'says nothing'],
    ['a kind that does not exist', 'src/meeting/thing.ts', 'export {}', 'not one of the kinds'],
  ])('sees %s', (_what, path, text, fault) => {
    expect(faultsIn([source(path, text)]).join('\n')).toContain(fault)
  })

  it('sees a ring', () => {
    const ring = [source('src/ui/a.ts', "import { b } from './b.ts'"), source('src/ui/b.ts', "import { a } from './a.ts'")]
    expect(faultsIn(ring).join('\n')).toContain('a ring: src/ui/a.ts → src/ui/b.ts → src/ui/a.ts')
  })
})

describe('every table', () => {
  /** Rows of these belong to no network, or to several. */
  const exceptions: Record<string, string> = {
    network: 'is the tenant itself',
    person: 'may belong to several networks',
    erasure: 'is of a person, who may have belonged to several networks',
    secret: 'belongs to the installation',
    revision: 'is a counter named after its subject',
    user: 'is the library’s (auth)',
    session: 'is the library’s (auth)',
    account: 'is the library’s (auth)',
    verification: 'is the library’s (auth)',
  }
  it('bears network_id, or stands in the short list of exceptions', () => {
    const sql = readdirSync(join(root, 'migrations'))
      .filter((name) => name.endsWith('.sql'))
      .sort()
      .map((name) => readFileSync(join(root, 'migrations', name), 'utf8'))
      .join('\n')
    const tables = [...sql.matchAll(/CREATE TABLE (?:"\w+"\.)?"(\w+)" \(([\s\S]*?)\n\);/g)]
    expect(tables.length).toBeGreaterThan(20)
    const without = tables
      .filter(([, name, body]) => !body!.includes('"network_id"') && !exceptions[name!])
      .map(([, name]) => name)
    expect(without).toEqual([])
  })
})

describe('what calendars and schedules name', () => {
  it.each(['meeting', 'item'])('a %s has a uid, a sequence and a number of its own, from the first migration', (table) => {
    const first = readFileSync(join(root, 'migrations', '0000_ground.sql'), 'utf8')
    const made = first.slice(first.indexOf(`CREATE TABLE "${table}"`)).split('\n);')[0]
    expect(made).toContain('"uid" uuid DEFAULT gen_random_uuid() NOT NULL')
    expect(made).toContain('"sequence" integer DEFAULT 0 NOT NULL')
    // One counter for both: a number names one thing in the whole installation.
    expect(made).toContain(`"public_id" bigint DEFAULT nextval('public_id') NOT NULL`)
    for (const column of ['uid', 'public_id']) expect(made).toMatch(new RegExp(`UNIQUE\\("${column}"\\)`))
  })
})

describe('ARCHITECTURE.md', () => {
  it('names every folder of src, and none that is not there', () => {
    const page = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8')
    const map = /```\nsrc\/\n([\s\S]*?)```/.exec(page)?.[1] ?? ''
    const named = [...map.matchAll(/^[├└]── ([\w.]+)(\/?)/gm)].map((match) => `${match[1]}${match[2]}`)
    const there = readdirSync(join(root, 'src')).map((name) =>
      statSync(join(root, 'src', name)).isDirectory() ? `${name}/` : name,
    )
    expect([...named].sort()).toEqual([...there].sort())
  })
  it('is one of the pages that every project has', () => {
    for (const name of ['README', 'ARCHITECTURE', 'STYLE', 'CONTRIBUTING', 'CHANGELOG'])
      expect(existsSync(join(root, `${name}.md`)), name).toBe(true)
  })
})
