/**
 * A presentation of forty slides made readable by the program, against LibreOffice and pdftoppm run bare on the same file; and
 * how quick the rest of the site is meanwhile. Both sides begin with a profile that is there already.
 */
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { promisify } from 'node:util'
import { deck, office } from '../tests/presented.ts'
import { median, say, tell } from './figures.ts'
import { addMeeting, type BenchWorld, benchWorld, signIn } from './world.ts'

const SLIDES = 40
const ROUNDS = 5
const LOOKS = 400
/** As src/materials/previews/rules.ts has them. */
const EDGES = [1600, 480]
const run = promisify(execFile)

interface Made {
  /** Milliseconds from the moment the work begins, and from the answer to the upload. */
  readonly first: number
  readonly all: number
  readonly since: number
}

export async function previewFigures(): Promise<void> {
  if (!office) return say('no figures of previews: LibreOffice is missing (libreoffice-impress)')
  const world = await benchWorld({ SOFFICE: office })
  const folder = mkdtempSync(join(tmpdir(), 'samling-bare-'))
  const cookie = await signIn(world)
  await addMeeting(world, 'sider', 30)
  const { rows } = await world.sql.query('select public_id from item order by public_id limit 1')
  const page = `${world.program.address}/bench/sider`
  const handIn = (content: Buffer) => upload(world, `${page}/${rows[0].public_id}/materials`, cookie, content)
  try {
    await made(world, await handIn(await deck(1, { title: 'Oppvarming' })))
    await bareRun(folder, await deck(1, { title: 'Oppvarming' }))
    await times(world, folder, handIn)
    await site(world, page, cookie, handIn)
  } finally {
    rmSync(folder, { recursive: true, force: true })
    await world.end()
  }
}

type HandIn = (content: Buffer) => Promise<string>

async function times(world: BenchWorld, folder: string, handIn: HandIn): Promise<void> {
  const ours: Made[] = []
  const bare: Awaited<ReturnType<typeof bareRun>>[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const content = await deck(SLIDES, { title: `Runde ${round}` })
    ours.push(await made(world, await handIn(content)))
    bare.push(await bareRun(folder, content))
  }
  // The fastest of each, as with uploads: what else the machine does only makes them slower.
  const least = (values: readonly number[]) => Math.min(...values)
  const figure = (name: string, value: number, of: string) => tell({ bench: 'materials', figure: name, value, unit: 'times', of })
  const first = least(ours.map((one) => one.first))
  const all = least(ours.map((one) => one.all))
  tell({ bench: 'materials', figure: 'preview-first-page', value: first, unit: 'ms' })
  tell({ bench: 'materials', figure: 'preview-first-page-since-upload', value: median(ours.map((one) => one.since)), unit: 'ms' })
  tell({ bench: 'materials', figure: 'preview-40-pages', value: all, unit: 'ms' })
  figure('preview-first-page-ratio', first / least(bare.map((one) => one.pdf)), 'the time of a bare soffice --convert-to pdf')
  const with_ = (pictures: 'png' | 'jpeg') => all / least(bare.map((one) => one.pdf + one[pictures]))
  figure('preview-40-pages-ratio', with_('png'), 'the time of that and pdftoppm -png at the same two sizes')
  figure('preview-40-pages-ratio-jpeg', with_('jpeg'), 'the time of that and pdftoppm -jpeg at the same two sizes')
}

async function site(world: BenchWorld, page: string, cookie: string, handIn: HandIn): Promise<void> {
  const look = async () => {
    const began = performance.now()
    const answer = await fetch(page, { headers: { cookie } })
    await answer.text()
    if (!answer.ok) throw new Error(`${page} answered ${answer.status}`)
    await setTimeout(5)
    return performance.now() - began - 5
  }
  const p95 = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length * 0.95)]!
  for (let i = 0; i < 50; i++) await look()
  const idle: number[] = []
  for (let i = 0; i < LOOKS; i++) idle.push(await look())
  const hashes: string[] = []
  for (let i = 0; i < 4; i++) hashes.push(await handIn(await deck(SLIDES, { title: `Samtidig ${i}` })))
  const busy: number[] = []
  const done = Promise.all(hashes.map((sha256) => made(world, sha256))).then(() => true)
  for (let over = false; !over; over = await Promise.race([done, Promise.resolve(false)])) busy.push(await look())
  tell({ bench: 'materials', figure: 'page-p95-idle', value: p95(idle), unit: 'ms' })
  tell({ bench: 'materials', figure: 'page-p95-while-converting', value: p95(busy), unit: 'ms' })
  tell({
    bench: 'materials',
    figure: 'page-p95-while-converting-ratio',
    value: p95(busy) / p95(idle),
    unit: 'times',
    of: `its p95 when nothing else is done (${busy.length} requests beside four presentations)`,
  })
}

/** Waits until a file is readable. */
async function made(world: BenchWorld, sha256: string): Promise<Made> {
  const handed = performance.now()
  let [begun, first] = [0, 0]
  for (;;) {
    const { rows } = await world.sql.query('select state, done, reason from preview where sha256 = $1', [sha256])
    const now = performance.now()
    const { state, done, reason } = rows[0] ?? { state: 'waiting', done: 0 }
    if (state === 'failed' || state === 'none') throw new Error(`no pages: ${reason}`)
    if (state !== 'waiting') begun ||= now
    if (done > 0) first ||= now
    if (state === 'done') return { first: first - begun, all: now - begun, since: first - handed }
    await setTimeout(10)
  }
}

/** The same work done by hand: milliseconds for the PDF, and for the pictures beyond it. */
async function bareRun(folder: string, content: Buffer): Promise<{ pdf: number; png: number; jpeg: number }> {
  const source = join(folder, 'bare.pptx')
  writeFileSync(source, content)
  const timed = async (act: () => Promise<unknown>) => {
    const began = performance.now()
    await act()
    return performance.now() - began
  }
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`
  const pdf = await timed(() => run(office!, [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, source]))
  const pictures = (kind: string) =>
    timed(async () => {
      for (const edge of EDGES)
        await run('pdftoppm', [kind, '-scale-to', String(edge), join(folder, 'bare.pdf'), join(folder, `p${edge}`)])
    })
  return { pdf, png: await pictures('-png'), jpeg: await pictures('-jpeg') }
}

/** As a form without script sends it. Gives the file's sum. */
async function upload(world: BenchWorld, address: string, cookie: string, content: Buffer): Promise<string> {
  const form = new FormData()
  for (const [name, value] of Object.entries({ kind: 'presentation', locale: 'nb', title: '', description: '' }))
    form.set(name, value)
  form.set('file', new Blob([new Uint8Array(content)]), 'foredrag.pptx')
  const headers = { cookie, origin: world.program.address, accept: 'application/json' }
  const answer = await fetch(address, { method: 'POST', headers, body: form })
  if (answer.status !== 201) throw new Error(`${answer.status}: ${await answer.text()}`)
  const { id } = (await answer.json()) as { id: string }
  const { rows } = await world.sql.query('select sha256 from material_version where material_id = $1', [id])
  return rows[0].sha256
}
