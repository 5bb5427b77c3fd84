/** One file on its way, part by part (tus): it pauses, goes on, and finds its place again after a line that broke. */
import { type DetailedError, Upload, type UploadOptions } from 'tus-js-client'
import { reason } from '../../islands/send.ts'
import { TOLD } from '../rules.ts'

/**
 * So much goes in one request. A proxy that gathers a request before it passes it on loses at most this when the line breaks;
 * and each costs one more question and answer.
 */
const PART = 64 * 1024 * 1024
const SECOND = 1000
/** A server that is started anew is away for seconds, a train in a tunnel for minutes. */
const RETRIES = [0, 1, 2, 3, 5, 8, 13, 20, ...Array.from({ length: 120 }, () => 30)].map((seconds) => seconds * SECOND)
const WORTH_ANOTHER_TRY = new Set([409, 423, 429])

export type Outcome =
  /** The upload's id, and what the server had to say of the file. */
  { readonly upload: string; readonly told: string } | { readonly error: string } | 'stopped'

export interface Sending {
  readonly outcome: Promise<Outcome>
  pause(): void
  goOn(): void
  /** Ends it, and takes away what the server has of it. */
  stop(): void
}

export interface Listener {
  /** Bytes that have been sent. */
  progress(sent: number): void
  /** The line broke; it is tried again by itself. */
  broken(): void
}

/** @param uploads where uploads are begun */
export function sendFile(file: File, uploads: string, on: Listener): Sending {
  let upload!: Upload
  let stop = () => {}
  let running = true
  const again = () => {
    if (running) void upload.abort().then(() => upload.start())
  }
  const outcome = new Promise<Outcome>((resolve) => {
    const options: UploadOptions = {
      endpoint: new URL(uploads, location.href).href,
      metadata: { filename: file.name },
      headers: { accept: 'application/json' },
      chunkSize: PART,
      retryDelays: RETRIES,
      removeFingerprintOnSuccess: true,
      urlStorage,
      onProgress: on.progress,
      onShouldRetry(error) {
        const status = error.originalResponse?.getStatus() ?? 0
        const retry = status === 0 || status >= 500 || WORTH_ANOTHER_TRY.has(status)
        if (retry) on.broken()
        return retry
      },
      onSuccess: ({ lastResponse }) =>
        resolve({
          upload: new URL(upload.url!).pathname.split('/').at(-1)!,
          told: decodeURIComponent(lastResponse.getHeader(TOLD) ?? ''),
        }),
      onError: (error) => resolve({ error: reason((error as DetailedError).originalResponse?.getBody() ?? '') }),
    }
    upload = new Upload(file, options)
    stop = () => {
      void upload.abort(true).catch(() => {})
      resolve('stopped')
    }
  })
  // The browser knows before the next try is due.
  addEventListener('online', again)
  void outcome.then(() => removeEventListener('online', again))
  // After the page was left and opened again, the same file goes on from where it was.
  void upload.findPreviousUploads().then(([previous]) => {
    if (previous) upload.resumeFromPreviousUpload(previous)
    if (running) upload.start()
  })
  return {
    outcome,
    pause() {
      running = false
      void upload.abort()
    },
    goOn() {
      running = true
      upload.start()
    },
    stop: () => stop(),
  }
}

const KEPT = 'handin '

/** Where unfinished uploads lie: for this window only, since an address may hold somebody's personal link. */
const urlStorage: NonNullable<UploadOptions['urlStorage']> = {
  findAllUploads: async () => [],
  findUploadsByFingerprint: async (fingerprint) =>
    Object.entries(sessionStorage)
      .filter(([key]) => key === KEPT + fingerprint)
      .map(([key, value]) => ({ ...JSON.parse(value as string), urlStorageKey: key })),
  removeUpload: async (key) => sessionStorage.removeItem(key),
  async addUpload(fingerprint, upload) {
    sessionStorage.setItem(KEPT + fingerprint, JSON.stringify(upload))
    return KEPT + fingerprint
  },
}
