/** Files that come with what is told: documents and pictures. */
import { officeKindOf } from '#platform/office/kinds.ts'

/** Bytes. */
export const FILE_LARGEST = 10_000_000

const plain: ReadonlySet<string> = new Set([
  'application/pdf',
  'application/rtf',
  'text/plain',
  'text/csv',
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
])

/** By their content: a program or a page with script is neither. */
export const mayComeAlong = (mediaType: string): 'yes' | 'actions_file_wrong' =>
  plain.has(mediaType) || officeKindOf(mediaType) !== null ? 'yes' : 'actions_file_wrong'
