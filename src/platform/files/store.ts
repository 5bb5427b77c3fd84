/** Where files' bytes lie, named by their content. The rows beside them are `tables.ts`. */
import type { Readable } from 'node:stream'
import { isId } from '../db/id.ts'
import type { Growing } from './growing.ts'

export interface StoredFile {
  readonly sha256: string
  readonly size: number
  /** By content, not by name. */
  readonly mediaType: string
}

/** A file as it lies in the store. */
export interface Kept {
  readonly networkId: string
  readonly sha256: string
  /** Bytes. */
  readonly size: number
  readonly storedAt: Date
}

export interface FileStore {
  /**
   * Streams a file in: counted, hashed, safely stored before it resolves; equal content is kept once.
   * @param limit bytes; more ends the reading
   * @throws Invalid({file: 'shared_file_too_large'}) above the limit, Invalid({file: 'shared_file_empty'}) for 0 bytes
   */
  put(networkId: string, content: Readable, limit: number): Promise<StoredFile>
  /** What comes in parts; `settle` makes a stored file of it. */
  readonly growing: Growing
  /**
   * Stores what has grown, as safely as `put`. It also stays where it grew until it is dropped, so that this can be done again
   * when what the file was for comes to nothing.
   */
  settle(networkId: string, growingId: string): Promise<StoredFile>
  /** The bytes, or a part of them (`end` inclusive). Rejects when the file is not there. */
  read(networkId: string, sha256: string, range?: { start: number; end: number }): Promise<Readable>
  exists(networkId: string, sha256: string): Promise<boolean>
  /** Removes a file unless it was stored less than `olderThanMs` ago, even if that happens meanwhile. Whether it did. */
  remove(networkId: string, sha256: string, olderThanMs?: number): Promise<boolean>
  /** Every stored file; half-written ones are not among them. */
  all(): AsyncIterable<Kept>
  /** Since when each upload that has not ended has stood still. */
  unfinished(): Promise<readonly Date[]>
  /** Removes leavings of uploads that never ended, older than the given age. Returns how many. */
  sweepHalves(olderThanMs: number): Promise<number>
}

export const isPlace = (networkId: string, sha256: string): boolean => isId(networkId) && /^[0-9a-f]{64}$/.test(sha256)

/** `<network>/<sha256>`: what a file is called in every kind of store. Never leads outside it. */
export function placeName(networkId: string, sha256: string): string {
  if (!isPlace(networkId, sha256)) throw new Error(`no place for a file: ${networkId}/${sha256}`)
  return `${networkId}/${sha256}`
}
