/** How far it has come with a file. Readers of every meeting that has the file see it, so each step raises those. */
import { and, eq, inArray, or, sql } from 'drizzle-orm'
import { inTransaction, raise } from '#platform/activity/writes.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import type { FileStore, StoredFile } from '#platform/files/store.ts'
import { keepFile } from '#platform/files/writes.ts'
import type { Jobs } from '#platform/jobs/jobs.ts'
import { anywhereIn, meetingSubject } from '#platform/live/subjects.ts'
import { material, materialVersion, preview, previewPage } from '../tables.ts'
import { type AccessFinding, isReadable, type PageRow, type PreviewRow } from './rules.ts'

export interface FileOfNetwork {
  readonly networkId: string
  readonly sha256: string
}

export const SCAN = 'previews.scan'
export const MAKE = 'previews.make'
/** Whoever works on a file says so this often, and is taken for dead after four times as long. Seconds. */
export const ALIVE_EVERY = 10
const DEAD_AFTER = 4 * ALIVE_EVERY
/** Longer than the queue tries by itself. */
const FORGOTTEN_AFTER = 600

const at = ({ networkId, sha256 }: FileOfNetwork) => and(eq(preview.networkId, networkId), eq(preview.sha256, sha256))

/** Asks for pages of a file that came in, in the transaction of what it hangs on. One that failed before is tried again. */
export async function askForPreview(
  tx: Tx,
  jobs: Pick<Jobs, 'send'>,
  file: FileOfNetwork & { readonly mediaType: string },
  scanning: boolean,
): Promise<void> {
  const { networkId, sha256 } = file
  const state = isReadable(file.mediaType) ? 'waiting' : 'none'
  const [asked] = await tx
    .insert(preview)
    .values({ networkId, sha256, state, scan: scanning ? 'waiting' : 'off' })
    .onConflictDoUpdate({
      target: [preview.networkId, preview.sha256],
      set: { state, reason: null, at: sql`now()` },
      setWhere: and(eq(preview.state, 'failed'), inArray(preview.scan, ['off', 'clean']))!,
    })
    .returning()
  if (asked) await sendNext(tx, jobs, asked)
}

/** Puts what comes next for a file in the queue, if anything does. */
export async function sendNext(tx: Tx, jobs: Pick<Jobs, 'send'>, { networkId, sha256, scan, state }: PreviewRow): Promise<void> {
  if (scan === 'waiting') await jobs.send(tx, SCAN, { networkId, sha256 })
  else if (scan !== 'infected' && (state === 'waiting' || state === 'working')) await jobs.send(tx, MAKE, { networkId, sha256 })
}

/** Takes a file to work on it. Null when it is done, not to be done, or in other hands that are alive. */
export function claim(db: Db, file: FileOfNetwork): Promise<PreviewRow | null> {
  const free = sql`(${preview.state} = 'waiting' or ${preview.state} = 'working' and ${preview.at} < now() - make_interval(secs => ${DEAD_AFTER}))`
  return change(db, file, { state: 'working', reason: null }, and(inArray(preview.scan, ['off', 'clean']), free))
}

/** Says that somebody is still working on it; nothing that readers see. */
export async function stayAlive(db: Db, file: FileOfNetwork): Promise<void> {
  await db
    .update(preview)
    .set({ at: sql`now()` })
    .where(and(at(file), eq(preview.state, 'working')))
}

type Result = Partial<Pick<PreviewRow, 'state' | 'scan' | 'threat' | 'reason' | 'pages' | 'findings'>>

/** Writes down what came of it. Null when there is no such row, or `only` does not hold. */
export function change(db: Db, file: FileOfNetwork, result: Result, only?: ReturnType<typeof and>): Promise<PreviewRow | null> {
  return inTransaction(db, async (tx) => {
    const [row] = await tx
      .update(preview)
      .set({ ...result, at: sql`now()` })
      .where(and(at(file), only))
      .returning()
    if (row) await raiseMeetings(tx, file)
    return row ?? null
  })
}

/** Found clean: it may be had from now on, and pages are made of it. */
export function sendClean(db: Db, jobs: Pick<Jobs, 'send'>, file: FileOfNetwork): Promise<void> {
  return inTransaction(db, async (tx) => {
    const row = await change(tx, file, { scan: 'clean', threat: null, reason: null })
    if (row) await sendNext(tx, jobs, row)
  })
}

/** Takes up again what was broken off, and what nobody came to: a queue that was emptied, tries that were used up. */
export async function resume(tx: Tx, jobs: Pick<Jobs, 'send'>): Promise<void> {
  const age = (seconds: number) => sql`${preview.at} < now() - make_interval(secs => ${seconds})`
  const rows = await tx
    .update(preview)
    .set({ at: sql`case when ${preview.state} = 'working' then ${preview.at} else now() end` })
    .where(
      or(
        and(eq(preview.state, 'working'), age(DEAD_AFTER)),
        and(or(eq(preview.state, 'waiting'), eq(preview.scan, 'waiting')), age(FORGOTTEN_AFTER)),
      ),
    )
    .returning()
  for (const row of rows) await sendNext(tx, jobs, row)
}

/** What has become possible, or impossible, by other settings than those it was asked under. */
export async function followSettings(
  tx: Tx,
  jobs: Pick<Jobs, 'send'>,
  now: { readonly scanning: boolean; readonly office: boolean },
): Promise<void> {
  const rows = [
    ...(await tx
      .update(preview)
      .set({ scan: now.scanning ? 'waiting' : 'off' })
      .where(eq(preview.scan, now.scanning ? 'off' : 'waiting'))
      .returning()),
    ...(now.office
      ? await tx
          .update(preview)
          .set({ state: 'waiting', reason: null })
          .where(and(eq(preview.state, 'failed'), eq(preview.reason, 'previews_no_office')))
          .returning()
      : []),
  ]
  for (const row of rows) {
    await sendNext(tx, jobs, row)
    await raiseMeetings(tx, row)
  }
}

/** Keeps the PDF that was made of a file. */
export function keepPdf(db: Db, store: FileStore, file: FileOfNetwork, pdf: StoredFile): Promise<void> {
  return inTransaction(db, async (tx) => {
    await keepFile(tx, store, file.networkId, pdf)
    await tx.update(preview).set({ pdfSha256: pdf.sha256, at: sql`now()` }).where(at(file))
  })
}

export interface MadePage extends Omit<PageRow, 'networkId' | 'sha256' | 'small' | 'large'> {
  readonly small: StoredFile
  readonly large: StoredFile
}

/** Adds pages. @param tell whether readers are told now, or with one of the next */
export function addPages(
  db: Db,
  store: FileStore,
  file: FileOfNetwork,
  pages: readonly MadePage[],
  tell: boolean,
): Promise<void> {
  const { networkId, sha256 } = file
  return inTransaction(db, async (tx) => {
    for (const { small, large } of pages) for (const picture of [small, large]) await keepFile(tx, store, networkId, picture)
    await tx
      .insert(previewPage)
      .values(pages.map((page) => ({ ...page, networkId, sha256, small: page.small.sha256, large: page.large.sha256 })))
      .onConflictDoNothing()
    const made = tx.$count(previewPage, and(eq(previewPage.networkId, networkId), eq(previewPage.sha256, sha256)))
    await tx
      .update(preview)
      .set({ done: sql`(${made})`, at: sql`now()` })
      .where(at(file))
    if (tell) await raiseMeetings(tx, file)
  })
}

/** The end of it: with all its pages, or with as many as there are and the reason why. */
export const finish = (
  db: Db,
  file: FileOfNetwork,
  result: { state: 'done' | 'failed' | 'none'; reason: string | null; findings?: readonly AccessFinding[] | null },
): Promise<PreviewRow | null> => change(db, file, { findings: null, ...result })

async function raiseMeetings(tx: Tx, { networkId, sha256 }: FileOfNetwork): Promise<void> {
  const rows = await tx
    .selectDistinct({ meetingId: material.meetingId })
    .from(materialVersion)
    .innerJoin(material, eq(material.id, materialVersion.materialId))
    .where(and(eq(materialVersion.networkId, networkId), eq(materialVersion.sha256, sha256)))
  await raise(tx, [...rows.map((row) => meetingSubject(row.meetingId)), anywhereIn(networkId)])
}
