/** Where files' bytes lie, named by their content. The rows beside them are `tables.ts`. */
import type { Readable } from 'node:stream'

export interface StoredFile {
  readonly sha256: string
  readonly size: number
  /** By content, not by name. */
  readonly mediaType: string
}

export interface FileStore {
  /**
   * Streams a file in: counted, hashed, synced to disk before it resolves; equal content is kept once.
   * @param limit bytes; more ends the reading
   * @throws Invalid({file: 'shared_file_too_large'}) above the limit, Invalid({file: 'shared_file_empty'}) for 0 bytes
   */
  put(networkId: string, content: Readable, limit: number): Promise<StoredFile>
  /** The bytes, or a part of them (`end` inclusive). */
  read(networkId: string, sha256: string, range?: { start: number; end: number }): Promise<Readable>
  exists(networkId: string, sha256: string): Promise<boolean>
  /** Removes a file unless it was stored less than `olderThanMs` ago, even if that happens meanwhile. Whether it did. */
  remove(networkId: string, sha256: string, olderThanMs?: number): Promise<boolean>
  /** Every stored file, for the nightly sweep; half-written ones are reported apart. */
  all(): AsyncIterable<{ networkId: string; sha256: string; storedAt: Date }>
  /** Removes leavings of uploads that never ended, older than the given age. Returns how many. */
  sweepHalves(olderThanMs: number): Promise<number>
}
