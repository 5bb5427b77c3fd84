import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { Readable, Transform, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { constants, createZstdCompress, createZstdDecompress } from 'node:zlib'
import { extract, pack } from 'tar-stream'
import { BackupFailure, damaged } from './failure.ts'

export interface ArchiveWriter {
  /** Exactly `size` bytes must come. */
  add(name: string, size: number, body: Iterable<Buffer> | AsyncIterable<Buffer>): Promise<void>
}

/** Runs `write` and streams what it adds to `out`, which is ended. Returns the bytes written. */
export async function writeArchive(out: Writable, write: (archive: ArchiveWriter) => Promise<void>): Promise<number> {
  const tar = pack()
  let bytes = 0
  const counter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      done(null, chunk)
    },
  })
  // zstd rather than gzip: most of a backup is files that are compressed already, and it hurries past them.
  const compress = createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: 3, [constants.ZSTD_c_checksumFlag]: 1 } })
  const flow = pipeline(Readable.from(tar), compress, counter, out)
  const work = write({
    async add(name, size, body) {
      await pipeline(body, tar.entry({ name, size, mode: 0o600 }))
    },
  }).then(
    () => tar.finalize(),
    (error: Error) => {
      tar.destroy(error)
      throw error
    },
  )
  // Whichever fails first is the cause; the other only hears of it. A full disk would otherwise leave `work` waiting.
  await Promise.race([flow, work.then(() => flow)]).catch(async (error: unknown) => {
    tar.destroy()
    out.destroy()
    await Promise.allSettled([flow])
    throw error
  })
  return bytes
}

export interface Entry {
  name: string
  /** To be read to its end before the next entry is asked for. */
  body: AsyncIterable<Buffer>
}

export interface ArchiveReader {
  /** The entry to come; undefined at the end. */
  readonly next: Entry | undefined
  /** Leaves the current entry, whose body has been read, for the one after it. */
  step(): Promise<void>
  /** The content of the entry to come, which must be this one. */
  whole(name: string): Promise<Buffer>
  close(): Promise<void>
}

/** Looks one entry ahead: where a table ends is seen from the name that follows. */
export async function openArchive(from: string | Readable): Promise<ArchiveReader> {
  const entries = readArchive(from)
  let next: Entry | undefined
  async function step(): Promise<void> {
    const result = await entries.next()
    next = result.done ? undefined : result.value
  }
  await step()
  return {
    get next() {
      return next
    },
    step,
    async whole(name) {
      if (next?.name !== name) throw damaged(`${name} is missing where it should be`)
      const chunks: Buffer[] = []
      for await (const chunk of next.body) chunks.push(chunk)
      await step()
      return Buffer.concat(chunks)
    },
    async close() {
      await entries.return(undefined)
    },
  }
}

/** The entries in their order. Throws BackupFailure on anything that is not a whole archive of ours. */
async function* readArchive(from: string | Readable): AsyncGenerator<Entry> {
  const source = typeof from === 'string' ? await opened(from) : from
  const entries = extract()
  let failure: unknown
  const flow = pipeline(source, createZstdDecompress(), entries).catch((error: unknown) => {
    failure = error
  })
  // What the operating system says about the disk is no statement about the archive.
  function inWords(error: unknown): unknown {
    const cause = (failure ?? error) as NodeJS.ErrnoException
    return cause instanceof BackupFailure || cause.syscall ? cause : damaged(cause.message)
  }
  async function* body(entry: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    try {
      yield* entry
    } catch (error) {
      throw inWords(error)
    }
  }
  try {
    for await (const entry of entries) {
      if (entry.header.type !== 'file') throw damaged(`${entry.header.name} is not a file`)
      yield { name: entry.header.name, body: body(entry as unknown as AsyncIterable<Buffer>) }
    }
    await flow
    if (failure) throw failure
  } catch (error) {
    throw inWords(error)
  } finally {
    entries.destroy()
    source.destroy()
  }
}

const zstdMagic = 'fd2fb528' // RFC 8878 §3.1.1, as a little-endian number

async function opened(path: string): Promise<Readable> {
  const file = await open(path)
  const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0)
  await file.close()
  if (bytesRead === 0) throw damaged(`${path} is empty`)
  if (bytesRead < 4 || buffer.readUInt32LE().toString(16) !== zstdMagic)
    throw new BackupFailure(`${path} is not a backup of this program. Nothing was restored.`)
  return createReadStream(path)
}
