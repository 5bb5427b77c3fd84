/**
 * Makes files readable in the page: looked through for viruses, made a PDF, drawn page by page. A file at a time in each
 * process; whatever happens, the file itself can be had, and the row says why it has no pages.
 */
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Ground } from '#platform/ground.ts'
import { toPdf } from '#platform/office/convert.ts'
import { officeKindOf } from '#platform/office/kinds.ts'
import { type Drawn, drawPages } from '#platform/pages/draw.ts'
import { scan, TooLargeToScan } from '#platform/scan/clamd.ts'
import { workFolder } from '#platform/workfolder.ts'
import { fileOf, pagesOf, previewOf } from './reads.ts'
import { type AccessFinding, LARGE, MOST_PAGES, type PreviewRow, SMALL } from './rules.ts'
import { examineFile } from './sources/examine.ts'
import { takeUp } from './takeup/jobs.ts'
import {
  ALIVE_EVERY,
  addPages,
  change,
  claim,
  type FileOfNetwork,
  finish,
  keepPdf,
  MAKE,
  type MadePage,
  SCAN,
  sendClean,
  stayAlive,
} from './writes.ts'

/** Larger files are not opened, only handed out. Bytes. */
const LARGEST = 300_000_000
/** Larger than LARGEST: what LibreOffice makes may outgrow what it was made of. */
const LARGEST_PDF = 600_000_000
const TELL_EVERY_MS = 2000

type End = {
  readonly state: 'done' | 'failed' | 'none'
  readonly reason: string | null
  readonly findings?: readonly AccessFinding[] | null
}
const failed = (reason: string, findings: End['findings'] = null): End => ({ state: 'failed', reason, findings })

export function previewJobs(ground: Ground): void {
  ground.jobs.work(SCAN, (file: FileOfNetwork) => scanFile(ground, file))
  ground.jobs.work(MAKE, (file: FileOfNetwork) => makeReadable(ground, file))
  ground.jobs.every('previews.take_up', '* * * * *', () => takeUp(ground))
}

/** @throws when the daemon cannot be asked: the queue tries again, and until then nobody gets the file */
export async function scanFile(ground: Ground, file: FileOfNetwork): Promise<void> {
  const { db, files, jobs, config } = ground
  const row = await previewOf(db, file.networkId, file.sha256)
  if (row?.scan !== 'waiting' || !config.CLAMD_URL) return
  try {
    const found = await scan(config.CLAMD_URL, () => files.read(file.networkId, file.sha256))
    if ('threat' in found) {
      ground.log.warn({ sha256: file.sha256, threat: found.threat }, 'a file is infected; nobody gets it')
      await change(db, file, { scan: 'infected', threat: found.threat, state: 'none', reason: null })
    } else await sendClean(db, jobs, file)
  } catch (error) {
    if (!(error instanceof TooLargeToScan)) throw error
    ground.log.error(
      { sha256: file.sha256 },
      'a file is too large for clamd: raise StreamMaxLength in clamd.conf to UPLOAD_LIMIT',
    )
    await change(db, file, { reason: 'previews_scan_too_large' })
  }
}

export async function makeReadable(ground: Ground, file: FileOfNetwork): Promise<void> {
  const { db } = ground
  const row = await claim(db, file)
  if (!row) return
  const alive = setInterval(() => void stayAlive(db, file).catch(() => {}), ALIVE_EVERY * 1000)
  const folder = await mkdtemp(join(workFolder(), 'run-'))
  try {
    await finish(db, file, await make(ground, row, folder))
  } catch (error) {
    // Not the file's fault: it is as it was, for the next try.
    await change(db, file, { state: 'waiting' })
    throw error
  } finally {
    clearInterval(alive)
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

async function make(ground: Ground, row: PreviewRow, folder: string): Promise<End> {
  const { db, files, config } = ground
  const { networkId, sha256 } = row
  const stored = await fileOf(db, networkId, sha256)
  if (!stored) return { state: 'none', reason: null }
  if (stored.size > LARGEST) return failed('previews_too_large')
  const source = join(folder, 'file')
  await pipeline(await files.read(networkId, sha256), createWriteStream(source))
  const judgement = await examineFile(source, stored.mediaType)
  if ('refused' in judgement) return failed(judgement.refused)
  const { findings } = judgement
  if (stored.mediaType === 'application/pdf')
    return draw(ground, row, { made: Promise.resolve({ pdf: source }), folder, findings })
  const kind = officeKindOf(stored.mediaType)
  if (!kind) return { state: 'none', reason: null }
  if (!config.office) return failed('previews_no_office', findings)
  return draw(ground, row, { made: pdfOf(ground, row, { source, folder, office: config.office, kind }), folder, findings })
}

/** The PDF of an office file: made now, or kept from a try that was broken off later on. */
async function pdfOf(
  { db, files, config }: Ground,
  row: PreviewRow,
  of: { source: string; folder: string; office: string; kind: NonNullable<ReturnType<typeof officeKindOf>> },
): ReturnType<typeof toPdf> {
  if (row.pdfSha256) {
    const pdf = join(of.folder, 'kept.pdf')
    await pipeline(await files.read(row.networkId, row.pdfSha256), createWriteStream(pdf))
    return { pdf }
  }
  const made = await toPdf({ ...of, models: workFolder(), hide: config.dataDir })
  if ('pdf' in made) await keepPdf(db, files, row, await files.put(row.networkId, createReadStream(made.pdf), LARGEST_PDF))
  return made
}

async function draw(
  { db, files }: Ground,
  row: PreviewRow,
  { made, folder, findings }: { made: ReturnType<typeof toPdf>; folder: string; findings: readonly AccessFinding[] | null },
): Promise<End> {
  const { networkId } = row
  const kept = await pagesOf(db, networkId, row.sha256)
  const texts = new Map(kept.map((page) => [page.page, page.text]))
  let [all, told] = [0, 0]
  let ready: MadePage[] = []
  let writing: Promise<void> = Promise.resolve()
  /** While some are written the next gather: the first is there at once, and the rest cost few transactions. */
  const write = async () => {
    const pages = ready
    ready = []
    if (pages.length === 0) return
    const tell = Date.now() - told > TELL_EVERY_MS
    if (tell) told = Date.now()
    await addPages(db, files, row, pages, tell)
  }
  const take = async ({ small, large, ...page }: Drawn) => {
    const [one, other] = await Promise.all([small, large].map((bytes) => files.put(networkId, Readable.from([bytes]), 1e8)))
    texts.set(page.page, page.text)
    ready.push({ ...page, small: one!, large: other! })
    writing = writing.then(write)
    // Told below; until then it must not end the process.
    writing.catch(() => {})
  }
  const begin = async (pages: number) => {
    all = pages
    await change(db, row, { pages })
    return Array.from({ length: Math.min(pages, MOST_PAGES) }, (_, i) => i + 1).filter((page) => !texts.has(page))
  }
  const pdf = made.then((one) => ('pdf' in one ? one.pdf : null))
  const stopped = await drawPages({ pdf, folder, small: SMALL, large: LARGE, begin, take })
  await writing
  const conversion = await made
  if ('failed' in conversion) return failed(conversion.failed === 'time' ? 'previews_too_slow' : 'previews_unreadable', findings)
  if (stopped) return failed(`previews_${stopped === 'time' ? 'too_slow' : stopped}`, findings)
  const scanned = ![...texts.values()].some((text) => text.trim() !== '')
  return {
    state: 'done',
    reason: all > MOST_PAGES ? 'previews_first_pages' : null,
    findings: scanned ? [...(findings ?? []), { code: 'pdf_scanned', pages: [] }] : findings,
  }
}
