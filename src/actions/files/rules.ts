/** Files that come with what is told: documents and pictures. */
import { isDocument } from '#platform/office/kinds.ts'

/** Bytes. */
export const FILE_LARGEST = 10_000_000

/** By their content. */
export const mayComeAlong = (mediaType: string): 'yes' | 'actions_file_wrong' =>
  isDocument(mediaType) ? 'yes' : 'actions_file_wrong'
