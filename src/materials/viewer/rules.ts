/** Where the pages of a file are read, what their pictures are called, and how far they have come. Pure. */
import type { PageRow, PreviewRow } from '../previews/rules.ts'
import { addressName, type VersionRow } from '../rules.ts'

/** How a file stands on its way to being read in the page. */
export interface Standing {
  /** `checking`: not yet clean of viruses. `stopped`: it holds one. `none`: a kind of file that has no pages. */
  readonly is: 'checking' | 'stopped' | 'waiting' | 'working' | 'done' | 'failed' | 'none'
  /** Pages that can be read. */
  readonly done: number
  /** Pages in all, once that is known. */
  readonly pages: number | null
  /** Why there are no pages, or not all of them: a message key. */
  readonly reason: string | null
}

type Progress = Pick<PreviewRow, 'state' | 'scan' | 'done' | 'pages' | 'reason'>

/** How far a file has come; null where nobody has looked at it. */
export function standingOf(preview: Progress | null): Standing | null {
  if (!preview) return null
  const { state, scan, done, pages, reason } = preview
  if (scan === 'infected') return { is: 'stopped', done: 0, pages: null, reason: null }
  if (scan === 'waiting') return { is: 'checking', done: 0, pages: null, reason: null }
  return { is: state, done, pages, reason }
}

/** Whether there is something to read in the page, or soon will be. */
export const isOnItsWay = (standing: Standing | null): boolean =>
  standing !== null && (standing.is === 'waiting' || standing.is === 'working' || standing.is === 'checking' || standing.done > 0)

/** Where a material is read: `/{network}/{meeting}/view/{material}`. A page of it is `#slide-12` there. */
export const viewPath = (meetingPath: string, materialId: string): string => `${meetingPath}/view/${materialId}`

/** The anchor of a page, counted from 1. */
export const pageAnchor = (page: number): string => `slide-${page}`

/** The page that an address names behind its `#`; null where it names none of so many. */
export function pageIn(hash: string, pages: number): number | null {
  const page = Number(/^#slide-([1-9]\d{0,3})$/.exec(hash)?.[1])
  return page >= 1 && page <= pages ? page : null
}

type Place = Pick<VersionRow, 'id' | 'networkId'>

/** Enough of a picture's digest to tell it from every other of its page: made anew, it has a new address. */
const DIGITS = 16

/** The address of a page's picture, which for ever is that picture. */
export const pictureHref = (version: Place, page: number, sha256: string): string =>
  `/files/${version.networkId}/${version.id}/pages/${page}/${sha256.slice(0, DIGITS)}.webp`

/** The first page as it stands in a row of the programme: its small picture, smaller. */
export const thumbHref = (version: Place, sha256: string): string =>
  `/files/${version.networkId}/${version.id}/pages/1/${sha256.slice(0, DIGITS)}-row.webp`

/** Pixels across of that picture: twice its width in the row, for sharp screens. */
export const THUMB = 96

/** Which of a page's stored pictures a name in an address means; null where it means none of them. */
export function pictureNamed(
  name: string,
  page: Pick<PageRow, 'small' | 'large'>,
): { readonly sha256: string; readonly forRow: boolean } | null {
  const [, digits, row] = /^([0-9a-f]{16})(-row)?\.webp$/.exec(name) ?? []
  if (!digits) return null
  const sha256 = [page.small, page.large].find((one) => one.startsWith(digits))
  return sha256 ? { sha256, forRow: row !== undefined } : null
}

/** The address of the PDF that was made of a file. */
export const pdfHref = (version: Pick<VersionRow, 'id' | 'networkId' | 'fileName'>): string =>
  `/files/${version.networkId}/${version.id}/pdf/${addressName(pdfName(version.fileName))}`

/** What that PDF is called when it is saved. */
export const pdfName = (fileName: string): string => `${fileName.replace(/\.[a-z0-9]{1,8}$/i, '')}.pdf`

/** Page numbers as people write them: 2, 5, 6, 7 is "2" and "5–7". */
export function pageRanges(pages: readonly number[]): string[] {
  const runs: [number, number][] = []
  for (const page of [...new Set(pages)].sort((a, b) => a - b)) {
    const last = runs.at(-1)
    if (last && page === last[1] + 1) last[1] = page
    else runs.push([page, page])
  }
  return runs.map(([from, to]) => (from === to ? String(from) : `${from}–${to}`))
}

/** A page has lines, a reader has sentences: a line that goes on in small letters is the one before. */
export const linesOf = (text: string): string[] =>
  text
    .replaceAll(/([^\n])[ \t]*\n[ \t]*(?=\p{Ll})/gu, (_, last) => (last === '-' ? last : `${last} `))
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
