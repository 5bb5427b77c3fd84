/** Whose an upload is, and whether a file is what its name says. Pure. */
import type { Actor } from '#actor.ts'
import type { Verdict } from '#meeting/rules.ts'
import type { StoredFile } from '#platform/files/store.ts'
import { m } from '#platform/words/words.ts'
import { mediaName } from '../rules.ts'
import type { upload } from '../tables.ts'

export type UploadRow = typeof upload.$inferSelect

/** A file that lies in the store and has no row yet. */
export interface Upload extends StoredFile {
  readonly fileName: string
  /** The upload it came by, where it came part by part. */
  readonly cameAs?: string
}

/** So many may wait half-done for one person at once. */
export const OPEN_AT_ONCE = 50

/** An upload is seen and carried on only by whoever began it, signed in or with a personal link. */
export const isOwn = (actor: Actor, row: Pick<UploadRow, 'personId' | 'speakerId'>): boolean =>
  row.speakerId !== null ? row.speakerId === actor.speaker?.id : row.personId !== null && row.personId === actor.person?.id

/** Beginning one more upload. */
export const mayBegin = (open: number): Verdict => (open < OPEN_AT_ONCE ? 'yes' : 'handin_too_many')

const office = 'application/vnd.openxmlformats-officedocument.'
/** Old office files, and new ones behind a password, lie in this container; what is in it cannot always be told. */
const container = 'application/x-cfb'

/** What the content of a file with this ending can be. Endings that are not here say nothing. */
const endings: Readonly<Record<string, readonly string[]>> = {
  pdf: ['application/pdf'],
  pptx: [`${office}presentationml.presentation`, `${office}presentationml.slideshow`, container],
  ppsx: [`${office}presentationml.slideshow`, `${office}presentationml.presentation`, container],
  ppt: ['application/vnd.ms-powerpoint', container],
  docx: [`${office}wordprocessingml.document`, container],
  doc: ['application/msword', 'application/rtf', container],
  xlsx: [`${office}spreadsheetml.sheet`, container],
  xls: ['application/vnd.ms-excel', container],
  odp: ['application/vnd.oasis.opendocument.presentation'],
  odt: ['application/vnd.oasis.opendocument.text'],
  ods: ['application/vnd.oasis.opendocument.spreadsheet'],
  png: ['image/png'],
  jpg: ['image/jpeg'],
  jpeg: ['image/jpeg'],
  mp4: ['video/mp4', 'video/quicktime', 'video/x-m4v'],
}

type Named = { readonly fileName: string; readonly mediaType: string }

/** The ending of a name that its content does not bear out ("pdf"), or null when all is well or nothing can be said. */
export function falseEnding({ fileName, mediaType }: Named): string | null {
  const ending = /\.([a-z0-9]{1,8})$/i.exec(fileName)?.[1]?.toLowerCase() ?? ''
  const possible = endings[ending]
  return possible && !possible.includes(mediaType) ? ending : null
}

/** The same in words, in the language in force; empty when there is nothing to say. */
export function falseEndingText(named: Named): string {
  const ending = falseEnding(named)
  if (ending === null) return ''
  return named.mediaType === 'application/octet-stream'
    ? m.handin_false_unknown({ ending: `.${ending}` })
    : m.handin_false_ending({ ending: `.${ending}`, kind: mediaName(named.mediaType) })
}

/** The header in which the last answer to an upload tells what its sender had better know, escaped as in an address. */
export const TOLD = 'samling-told'
