/** Presentations, documents and sheets as PDF, by LibreOffice without a window. */
import { copyFile, mkdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Limits, runConfined } from '../confined.ts'
import type { OfficeKind } from './kinds.ts'
import { layProfile, profileFlag } from './profile.ts'

export const OFFICE_LIMITS: Limits = { time: 180_000, memory: 2000, output: 500 }

export interface Conversion {
  /** LibreOffice's program. */
  readonly office: string
  /** The file, on this machine's disk, and what it is by its content. */
  readonly source: string
  readonly kind: OfficeKind
  /** A folder of this run's own; the PDF is left in it. */
  readonly folder: string
  /** Where profiles are kept from run to run. */
  readonly models: string
  /** A folder that LibreOffice shall not see, whatever a document links to. */
  readonly hide: string
  readonly limits?: Limits
  /** PDF/A-2, for an archive; otherwise PDF for readers. */
  readonly archive?: boolean
}

/**
 * Converts a file. Notes, comments and hidden slides stay out: they were not meant for the room.
 * @returns where the PDF lies, or that it took too long, or that nothing came of it
 */
export async function toPdf(
  conversion: Conversion,
): Promise<{ readonly pdf: string } | { readonly failed: 'time' | 'unreadable' }> {
  const { office, kind, folder, limits = OFFICE_LIMITS, archive = false } = conversion
  const profile = join(folder, 'profile')
  const out = join(folder, 'out')
  await layProfile(office, profile, conversion.models, limits)
  await mkdir(out)
  // Under a name of ours: LibreOffice takes a file's ending as a hint, and some words in a name as more than that.
  const source = join(folder, `source.${kind.ending}`)
  await copyFile(conversion.source, source)
  const command = [
    office,
    profileFlag(profile),
    '--headless',
    '--norestore',
    '--nolockcheck',
    `--infilter=${kind.reads}`,
    '--convert-to',
    `pdf:${kind.writes}:${JSON.stringify({ ...exportOptions, ...(archive && ARCHIVE) })}`,
    '--outdir',
    out,
    source,
  ]
  const { stopped } = await (await runConfined(command, limits, { folder, hide: conversion.hide })).ended
  await Promise.all([rm(profile, { recursive: true, force: true }), rm(source, { force: true })])
  if (stopped) return { failed: 'time' }
  // It says that all went well when it did not: what counts is whether there is a PDF.
  const pdf = join(out, 'source.pdf')
  const made = await stat(pdf).catch(() => null)
  return made && made.size > 0 ? { pdf } : { failed: 'unreadable' }
}

const option = (type: 'boolean' | 'long', value: boolean | number) => ({ type, value: String(value) })
const exportOptions = {
  UseTaggedPDF: option('boolean', true),
  ExportNotes: option('boolean', false),
  ExportNotesPages: option('boolean', false),
  ExportHiddenSlides: option('boolean', false),
  Quality: option('long', 85),
}
/** ISO 19005-2. */
const ARCHIVE = { SelectPdfVersion: option('long', 2) }
