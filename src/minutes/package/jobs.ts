/**
 * Makes a package for the archive: the minutes as PDF/A, the attachments as PDF/A where they can be, metadata, and a manifest with
 * the sum of every file. It streams into the file store as it is made, and is nobody's there: the nightly sweep takes it.
 */
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { jobActor } from '#actor.ts'
import { examineFile } from '#materials/previews/sources/examine.ts'
import { meetingById } from '#meeting/reads.ts'
import { type ZipEntry, zipOf } from '#platform/files/zipstream.ts'
import type { Ground } from '#platform/ground.ts'
import { toPdf } from '#platform/office/convert.ts'
import { officeKindOf } from '#platform/office/kinds.ts'
import { programVersion } from '#platform/version.ts'
import { inLocale } from '#platform/words/words.ts'
import { workFolder } from '#platform/workfolder.ts'
import { minutesJson } from '../formats/json.ts'
import { minutesPdf } from '../formats/pdf.ts'
import { minutesSheet } from '../formats/sheet.ts'
import { readDrawn, readWhole } from '../whole/reads.ts'
import { noarkJson, noarkTree, noarkXml, type PackedDocument, titleOf } from './formats/noark.ts'
import { type Attachment, attachmentsOf } from './reads.ts'
import { type Kept, nameInside } from './rules.ts'
import { endPackage, PACKAGE_QUEUE, tellProgress } from './writes.ts'

/** Larger files are not converted. Bytes. */
const LARGEST = 300_000_000
/** A zip archive without the extensions for large ones. */
const LARGEST_PACKAGE = 4_000_000_000

export function packageJobs(ground: Ground): void {
  ground.jobs.work(PACKAGE_QUEUE, ({ meetingId }: { meetingId: string }) => makePackage(ground, meetingId))
}

/** Begun again after a process has ended, it begins from the beginning. */
export async function makePackage(ground: Ground, meetingId: string): Promise<void> {
  const { db, files } = ground
  const meeting = await meetingById(db, meetingId)
  if (!meeting) return endPackage(db, meetingId, null)
  const folder = await mkdtemp(join(workFolder(), 'package-'))
  try {
    const zip = zipOf(entries(ground, meeting, folder))
    await endPackage(db, meetingId, await files.put(meeting.networkId, zip, LARGEST_PACKAGE))
  } catch (error) {
    await endPackage(db, meetingId, null)
    throw error
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

interface Listed {
  readonly path: string
  readonly mediaType: string
  readonly size: number
  readonly sha256: string
  /** Of an attachment: how it lies here, and the file it was made of. */
  readonly kept?: Kept
  readonly from?: { readonly name: string; readonly mediaType: string; readonly size: number; readonly sha256: string }
}

async function* entries(
  ground: Ground,
  meeting: NonNullable<Awaited<ReturnType<typeof meetingById>>>,
  folder: string,
): AsyncGenerator<ZipEntry> {
  const { db, config } = ground
  const whole = await readWhole(db, jobActor(meeting.networkId), meeting, { drafts: false })
  const sheet = inLocale(meeting.locale, () => minutesSheet(whole, config.baseUrl))
  const attachments = await attachmentsOf(db, whole.view, config.CLAMD_URL !== null)
  const all = attachments.length + 1
  await tellProgress(db, meeting.id, 0, all)

  const listed: Listed[] = []
  const documents: PackedDocument[] = []
  const entry = async function* (
    path: string,
    mediaType: string,
    content: Buffer,
    more: Partial<Listed> = {},
  ): AsyncGenerator<ZipEntry> {
    listed.push({ path, mediaType, size: content.length, sha256: sumOf(content), ...more })
    yield { name: path, content: [content] }
  }

  const pdf = await minutesPdf(sheet, 'a-2a', await readDrawn(ground.files, whole))
  yield* entry('dokumenter/001-referat.pdf', 'application/pdf', pdf)
  documents.push({
    ...{ ...listed.at(-1)!, title: sheet.name, role: 'hoveddokument', itemId: null },
    ...{ audience: meeting.audience, archival: true },
  })
  for (const [i, attachment] of attachments.entries()) {
    await tellProgress(db, meeting.id, i + 1, all)
    const own = await mkdtemp(join(folder, 'run-'))
    const made = await archived(ground, meeting.networkId, attachment, own)
    const from = { name: attachment.fileName, mediaType: attachment.mediaType, size: attachment.size, sha256: attachment.sha256 }
    if (made.kept === 'infected') {
      // What a scanner has not let through is named, and not handed on.
      listed.push({ path: '', mediaType: attachment.mediaType, size: 0, sha256: '', kept: made.kept, from })
    } else {
      const path = `dokumenter/${nameInside(i + 2, attachment.fileName, made.kept === 'pdfa' ? 'pdf' : undefined)}`
      const mediaType = made.kept === 'pdfa' ? 'application/pdf' : attachment.mediaType
      const sum = createHash('sha256')
      let size = 0
      const counted = async function* (): AsyncGenerator<Buffer> {
        for await (const piece of createReadStream(made.path) as AsyncIterable<Buffer>) {
          sum.update(piece)
          size += piece.length
          yield piece
        }
      }
      yield { name: path, content: counted() }
      listed.push({ path, mediaType, size, sha256: sum.digest('hex'), kept: made.kept, from })
      const title = titleOf(attachment.material.title, meeting.locale, attachment.fileName)
      documents.push({
        ...{ ...listed.at(-1)!, title, role: 'vedlegg', itemId: attachment.itemId },
        ...{ audience: attachment.material.audience, archival: made.kept === 'pdfa' },
      })
    }
    await rm(own, { recursive: true, force: true, maxRetries: 5 })
  }
  await tellProgress(db, meeting.id, all, all)

  const tree = noarkTree(whole, sheet, documents)
  yield* entry('metadata/moetemappe.json', 'application/json', Buffer.from(noarkJson(tree)))
  yield* entry('metadata/moetemappe.xml', 'application/xml', Buffer.from(noarkXml(tree)))
  const data = Buffer.from(`${JSON.stringify(minutesJson(whole, sheet), null, 1)}\n`)
  yield* entry('metadata/referat.json', 'application/json', data)
  const manifest = {
    format: 'samling.package/1',
    madeAt: Temporal.Now.instant().toString(),
    madeBy: `Samling ${programVersion()}`,
    meeting: { uid: meeting.uid, url: sheet.url },
    checksumAlgorithm: 'SHA-256',
    files: listed.filter((one) => one.path !== ''),
    leftOut: listed.filter((one) => one.path === '').map(({ kept, from }) => ({ kept, from })),
  }
  yield { name: 'manifest.json', content: [Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`)] }
  // As `sha256sum --check` reads it.
  const sums = manifest.files.map((one) => `${one.sha256}  ${one.path}\n`).join('')
  yield { name: 'manifest-sha256.txt', content: [Buffer.from(sums)] }
}

/** An attachment on this machine's disk, as PDF/A where that can be had. */
async function archived(
  { files, config }: Ground,
  networkId: string,
  { sha256, mediaType, size, clean }: Attachment,
  folder: string,
): Promise<{ readonly path: string; readonly kept: Kept }> {
  const path = join(folder, 'file')
  if (!clean) return { path, kept: 'infected' }
  await pipeline(await files.read(networkId, sha256), createWriteStream(path))
  if (mediaType === 'application/pdf') return { path, kept: (await saysPdfA(path)) ? 'pdfa' : 'not_convertible' }
  const kind = officeKindOf(mediaType)
  if (!kind) return { path, kept: 'not_convertible' }
  if (!config.office) return { path, kept: 'no_office' }
  if (size > LARGEST) return { path, kept: 'too_large' }
  // Locked, or unpacking to more than any machine holds: it is not opened.
  if ('refused' in (await examineFile(path, mediaType))) return { path, kept: 'failed' }
  const conversion = {
    office: config.office,
    source: path,
    kind,
    folder,
    models: workFolder(),
    hide: config.dataDir,
    archive: true,
  }
  const made = await toPdf(conversion)
  return 'pdf' in made && (await saysPdfA(made.pdf)) ? { path: made.pdf, kept: 'pdfa' } : { path, kept: 'failed' }
}

/** Whether a PDF says of itself that it is PDF/A, in metadata that lie open as the standard wants (ISO 19005-2 §6.6.2). */
async function saysPdfA(path: string): Promise<boolean> {
  let before = ''
  for await (const piece of createReadStream(path, { encoding: 'latin1' }) as AsyncIterable<string>) {
    if (/<pdfaid:part>|pdfaid:part=["']/.test(before + piece)) return true
    before = piece.slice(-32)
  }
  return false
}

const sumOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')
