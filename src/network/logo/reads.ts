import { buffer } from 'node:stream/consumers'
import type { FileStore } from '#platform/files/store.ts'
import type { NetworkRow } from '../reads.ts'

/** The bytes of a network's logo, for what holds it itself; null where there is none, or it is gone from the store. */
export const readLogoFile = async (
  files: Pick<FileStore, 'read'>,
  { id, logo }: Pick<NetworkRow, 'id' | 'logo'>,
): Promise<Buffer | null> => (logo ? files.read(id, logo.sha256).then(buffer, () => null) : null)
