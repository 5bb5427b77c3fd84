/**
 * Files in a bucket of any store that speaks S3, at `<folder>/<network>/<sha256>`. A file waits on this machine's disk until
 * it is whole, since its sum is its name; then it goes up in parts, which become an object all at once or not at all.
 */
import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  type HeadObjectCommandOutput,
  ListObjectsV2Command,
  S3Client,
} from '@aws-sdk/client-s3'
import { Upload } from '@aws-sdk/lib-storage'
import { growingIn } from './growing.ts'
import { halvesIn } from './halves.ts'
import { mediaTypeOf } from './mediatype.ts'
import { type FileStore, isPlace, placeName } from './store.ts'
import { swept } from './young.ts'

/** What one upload holds in memory is this times PARTS_AT_ONCE. A file has at most 10,000 parts. */
const PART = 8 * 1024 * 1024
const PARTS_AT_ONCE = 2
/** A download keeps a line busy for as long as its reader is slow. */
const LINES = 500
const CONNECT_WITHIN_MS = 5_000
const SILENT_AT_MOST_MS = 60_000

export interface Bucket {
  /** `https://s3.eu-north-1.amazonaws.com` */
  readonly endpoint: string
  readonly bucket: string
  /** Of the keys: `''` or `samling/`. */
  readonly prefix: string
  readonly region: string
  readonly key: string
  readonly secret: string
}

/** @param folder on this machine, where uploads wait until they are whole */
export function openS3Store({ endpoint, bucket, prefix, region, key, secret }: Bucket, folder: string): FileStore {
  const client = new S3Client({
    endpoint,
    region,
    credentials: { accessKeyId: key, secretAccessKey: secret },
    // Stores other than Amazon's know neither names of hosts per bucket nor its newer sums.
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: {
      connectionTimeout: CONNECT_WITHIN_MS,
      socketTimeout: SILENT_AT_MOST_MS,
      httpAgent: { maxSockets: LINES, keepAlive: true },
      httpsAgent: { maxSockets: LINES, keepAlive: true },
    },
  })
  const halves = halvesIn(folder)
  const turn = makeTurns()
  const at = (networkId: string, sha256: string) => ({ Bucket: bucket, Key: prefix + placeName(networkId, sha256) })
  const head = (networkId: string, sha256: string): Promise<HeadObjectCommandOutput | null> =>
    client.send(new HeadObjectCommand(at(networkId, sha256))).catch((error) => missing(error, null))

  const growing = growingIn(folder)
  const send = (path: string, networkId: string, sha256: string) => {
    const place = at(networkId, sha256)
    // Also over an equal file: it becomes new again, and the sweep leaves what is new alone.
    return turn(place.Key, () =>
      new Upload({
        client,
        params: { ...place, Body: createReadStream(path), ContentType: 'application/octet-stream' },
        partSize: PART,
        queueSize: PARTS_AT_ONCE,
      }).done(),
    )
  }

  return {
    growing,

    async put(networkId, content, limit) {
      const { path, stored } = await halves.take(content, limit, { sync: false })
      try {
        await send(path, networkId, stored.sha256)
        return stored
      } finally {
        await rm(path, { force: true })
      }
    },

    async settle(networkId, growingId) {
      const { path, sha256, size } = await growing.finish(growingId)
      await send(path, networkId, sha256)
      return { sha256, size, mediaType: await mediaTypeOf(path) }
    },

    async read(networkId, sha256, range) {
      const asked = { ...at(networkId, sha256), ...(range && { Range: `bytes=${range.start}-${range.end}` }) }
      const { Body } = await client.send(new GetObjectCommand(asked))
      return swept(Body as Readable)
    },

    exists: async (networkId, sha256) => (await head(networkId, sha256)) !== null,

    remove: (networkId, sha256, olderThanMs = 0) =>
      turn(at(networkId, sha256).Key, async () => {
        const found = await head(networkId, sha256)
        // The store's clock may be ahead of ours: no age is asked for where none is wanted.
        if (!found || (olderThanMs > 0 && Date.now() - found.LastModified!.getTime() < olderThanMs)) return false
        await client.send(new DeleteObjectCommand(at(networkId, sha256)))
        return true
      }),

    async *all() {
      for (let from: string | undefined; ; ) {
        const page = await client.send(
          new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ...(from && { ContinuationToken: from }) }),
        )
        for (const { Key = '', Size: size = 0, LastModified: storedAt = new Date() } of page.Contents ?? []) {
          const [networkId = '', sha256 = '', ...more] = Key.slice(prefix.length).split('/')
          if (more.length === 0 && isPlace(networkId, sha256)) yield { networkId, sha256, size, storedAt }
        }
        from = page.NextContinuationToken
        if (!from) return
      }
    },

    unfinished: halves.since,
    sweepHalves: halves.sweep,
  }
}

function missing<T>(error: Error & { $metadata?: { httpStatusCode?: number } }, instead: T): T {
  // HEAD has no body, so there is only the status; a bucket that is missing is told when something is put into it.
  if (error.$metadata?.httpStatusCode === 404) return instead
  throw error
}

/**
 * Storing and removing one file take turns within this process: S3 cannot remove on the condition that nobody stored anew
 * meanwhile. Between processes `keepFile` finds what is gone, and the upload has to be tried again.
 */
function makeTurns(): <T>(key: string, act: () => Promise<T>) => Promise<T> {
  const last = new Map<string, Promise<unknown>>()
  return (key, act) => {
    const mine = (last.get(key) ?? Promise.resolve()).then(act, act)
    last.set(key, mine)
    const done = () => {
      if (last.get(key) === mine) last.delete(key)
    }
    mine.then(done, done)
    return mine
  }
}
