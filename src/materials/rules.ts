/** Who may see and change what hangs on an item, where it is found, and what its files are called. Pure. */
import type { Actor } from '#actor.ts'
import {
  type MeetingRow,
  mayAddMaterial,
  mayEdit,
  mayReadPart,
  mayWriteMinutes,
  narrowest,
  type Readable,
  type Verdict,
} from '#meeting/rules.ts'
import type { Audience } from '#meeting/tables.ts'
import { slugOf } from '#platform/words/slug.ts'
import { localeNow, m } from '#platform/words/words.ts'
import type { item } from '#programme/tables.ts'
import type { MaterialKind, material, materialVersion } from './tables.ts'

export type MaterialRow = typeof material.$inferSelect
export type VersionRow = typeof materialVersion.$inferSelect

/** What the rules need to know of an item: `audience` already as narrow as the item it lies under. */
export interface ItemPlace {
  readonly id: string
  readonly networkId: string
  readonly audience: Audience
  /** Null on the shelf, which only those see who work on it. */
  readonly dayId: string | null
  readonly speakers: readonly { readonly personId: string | null }[]
}

/**
 * What stands in for an item where something hangs on the meeting as a whole: all who see the meeting see it, nobody speaks
 * on it, and its place is never the shelf. Its id is the meeting's, which is no item's.
 */
export const wholeOf = (of: MeetingRow): typeof item.$inferSelect & { readonly speakers: readonly [] } => ({
  id: of.id,
  networkId: of.networkId,
  meetingId: of.id,
  dayId: of.id,
  parentId: null,
  matterId: null,
  uid: of.id,
  sequence: 0,
  publicId: 0,
  position: 0,
  start: null,
  end: null,
  endInferred: false,
  kind: 'other',
  pinned: false,
  track: null,
  room: null,
  title: of.title,
  description: null,
  note: null,
  audience: 'public',
  expectsMaterial: false,
  expectsMinutes: false,
  publishRule: 'at_once',
  version: 1,
  createdAt: of.createdAt,
  updatedAt: of.updatedAt,
  deletedAt: of.deletedAt,
  speakers: [],
})

/** The item that something hangs on at a place; null where it is the meeting as a whole. */
export const itemIdAt = ({
  meeting,
  item,
}: {
  meeting: { readonly id: string }
  item: { readonly id: string }
}): string | null => (item.id === meeting.id ? null : item.id)

/** Kinds that are a file, and kinds that are an address elsewhere. A recording is either, and the organisers' alone. */
export const fileKinds = ['presentation', 'paper'] as const satisfies readonly MaterialKind[]
export const organisersFileKinds = [...fileKinds, 'recording'] as const satisfies readonly MaterialKind[]
/** On the meeting as a whole it is papers first. */
export const wholeKinds: readonly MaterialKind[] = ['paper', 'presentation']
export const addressKinds = ['link', 'recording'] as const satisfies readonly MaterialKind[]

/** Seeing a material and its current file. What is hidden is there only for those who work on the meeting or speak on the item. */
export function maySee(
  actor: Actor,
  meeting: Readable,
  item: ItemPlace,
  material: Pick<MaterialRow, 'audience' | 'publishedAt' | 'deletedAt'>,
): Verdict<'materials_not_yours'> {
  if (material.deletedAt !== null) return 'materials_not_yours'
  const works = mayWriteMinutes(actor, meeting) === 'yes' || mayAddMaterial(actor, item) === 'yes'
  if ((material.publishedAt === null || item.dayId === null) && !works) return 'materials_not_yours'
  return mayReadPart(actor, meeting, narrowest(item.audience, material.audience)) === 'yes' ? 'yes' : 'materials_not_yours'
}

/** Whether anybody may have the file without signing in: then shared caches may hold it. */
export function isForAll(
  meeting: Readable,
  item: Pick<ItemPlace, 'audience' | 'dayId'>,
  material: Pick<MaterialRow, 'audience' | 'publishedAt'>,
): boolean {
  return (
    meeting.publishedAt !== null &&
    material.publishedAt !== null &&
    item.dayId !== null &&
    narrowest(meeting.audience, item.audience, material.audience) === 'public'
  )
}

/** Hanging something on an item. A recording is the organisers' to add: it brings duties. */
export function mayAdd(actor: Actor, item: ItemPlace, kind?: MaterialKind): Verdict {
  if (kind === 'recording' && mayEdit(actor, item) !== 'yes') return 'materials_recording_organisers'
  return mayAddMaterial(actor, item)
}

/** Handing in a new version. A speaker may do that with presentations; other papers are the organisers'. */
export function mayReplace(actor: Actor, item: ItemPlace, material: Pick<MaterialRow, 'kind' | 'url'>): Verdict {
  if (material.url !== null) return 'materials_no_file'
  if (mayEdit(actor, item) === 'yes') return 'yes'
  return material.kind === 'presentation' ? mayAddMaterial(actor, item) : 'meeting_only_organisers'
}

/** Changing words and address, hiding, removing, choosing the version in force, seeing older ones. */
export const mayChange = (actor: Actor, item: Pick<ItemPlace, 'networkId'>): Verdict => mayEdit(actor, item)

/** Where a material leads: its current file at its own address, or out to the address it is. Null: there is nothing to open yet. */
export function materialHref(
  material: Pick<MaterialRow, 'networkId' | 'url'>,
  current: Pick<VersionRow, 'id' | 'fileName'> | null,
): string | null {
  return current ? `/files/${material.networkId}/${current.id}/${addressName(current.fileName)}` : material.url
}

/** A file's name as it stands in an address: short and without anything to escape. The file keeps its real name when saved. */
export function addressName(fileName: string): string {
  const dot = fileName.lastIndexOf('.')
  const [stem, extension] = dot > 0 ? [fileName.slice(0, dot), fileName.slice(dot + 1)] : [fileName, '']
  return [slugOf(stem) || 'fil', slugOf(extension).slice(0, 12)].filter(Boolean).join('.')
}

const names: Readonly<Record<string, string>> = {
  'application/pdf': 'PDF',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'PowerPoint',
  'application/vnd.openxmlformats-officedocument.presentationml.slideshow': 'PowerPoint',
  'application/vnd.openxmlformats-officedocument.presentationml.template': 'PowerPoint',
  'application/vnd.ms-powerpoint': 'PowerPoint',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'Word',
  'application/msword': 'Word',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'Excel',
  'application/vnd.ms-excel': 'Excel',
  'application/vnd.oasis.opendocument.presentation': 'OpenDocument',
  'application/vnd.oasis.opendocument.text': 'OpenDocument',
  'application/vnd.oasis.opendocument.spreadsheet': 'OpenDocument',
  'application/vnd.apple.keynote': 'Keynote',
  'application/epub+zip': 'EPUB',
  'application/zip': 'ZIP',
  'text/csv': 'CSV',
}

/** What people call a media type: "PDF", "PowerPoint", "Bilde". In the language in force. */
export function mediaName(mediaType: string): string {
  if (names[mediaType]) return names[mediaType]
  const kind = mediaType.split('/')[0]
  if (kind === 'image') return m.materials_media_image()
  if (kind === 'video') return m.materials_media_video()
  if (kind === 'audio') return m.materials_media_audio()
  return mediaType === 'text/plain' ? m.materials_media_text() : m.materials_media_file()
}

/** What a material is, in the language in force. */
export const kindName = (kind: MaterialKind): string =>
  ({
    presentation: m.materials_kind_presentation,
    paper: m.materials_kind_paper,
    link: m.materials_kind_link,
    recording: m.materials_kind_recording,
  })[kind]()

/** A number of bytes as people say it, in the language in force: "2,1 MB". */
export function sizeName(bytes: number): string {
  const [unit, divisor] = bytes >= 1e9 ? ['gigabyte', 1e9] : bytes >= 999_500 ? ['megabyte', 1e6] : ['kilobyte', 1e3]
  const shown = Math.max(bytes / Number(divisor), unit === 'kilobyte' && bytes > 0 ? 1 : 0)
  return sizeFormat(localeNow() === 'en' ? 'en-GB' : 'nb-NO', String(unit), shown < 10 && unit !== 'kilobyte' ? 1 : 0).format(
    shown,
  )
}

/** Making one costs more than a hundred uses of it, and a page names many sizes. */
const sizeFormats = new Map<string, Intl.NumberFormat>()
function sizeFormat(locale: string, unit: string, maximumFractionDigits: number): Intl.NumberFormat {
  const key = `${locale} ${unit} ${maximumFractionDigits}`
  const found = sizeFormats.get(key) ?? new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits })
  sizeFormats.set(key, found)
  return found
}

/** "PDF, 18 sider, 2,1 MB", in the language in force. */
export function fileFacts(file: Pick<VersionRow, 'mediaType' | 'pages' | 'size'>): string {
  return [mediaName(file.mediaType), file.pages === null ? '' : m.materials_pages({ count: file.pages }), sizeName(file.size)]
    .filter(Boolean)
    .join(', ')
}

/** What a material is called when nobody has said: the file's name without its ending, with spaces for underscores and the like. */
export function titleFrom(fileName: string): string {
  const bare = fileName.replace(/\.[a-z0-9]{1,8}$/i, '').replace(/\s*\(\d+\)$/, '')
  // Hyphens are glue only in names-made-like-this; "E-bøker" and "2020-04-29" keep theirs.
  const glued = /^[\p{Ll}\d]+(-[\p{Ll}\d]+){2,}$/u.test(bare) && /\p{L}-\p{L}/u.test(bare)
  const spaced = bare
    .replace(glued ? /[-_+]+|%20/g : /[_+]+|%20/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return spaced ? spaced[0]!.toLocaleUpperCase('nb') + spaced.slice(1) : fileName
}
