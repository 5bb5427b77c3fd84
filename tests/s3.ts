/** A real S3 server on loopback, in a process of its own, its objects in a folder of its own. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Bucket } from '#platform/files/s3.ts'

export interface S3Server {
  /** The settings that lead to a folder of its bucket. */
  bucket(prefix?: string): Bucket
  /** Where an object's bytes lie on the disk. */
  pathOf(key: string): string
  /** Ends it in the middle of whatever it does, as a machine that goes away. */
  goAway(): Promise<void>
  end(): Promise<void>
}

const require = createRequire(import.meta.url)
const BUCKET = 'samling-test'
/** The one pair that s3rver knows. It looks at the key only: signatures of version 4 it does not work out. */
const PAIR = { key: 'S3RVER', secret: 'S3RVER' }

export async function startS3(): Promise<S3Server> {
  const directory = mkdtempSync(join(tmpdir(), 'samling-s3-'))
  const options = { address: '127.0.0.1', port: 0, directory, silent: true, configureBuckets: [{ name: BUCKET }] }
  const code = `
    const S3rver = require(${JSON.stringify(require.resolve('s3rver'))})
    new S3rver(${JSON.stringify(options)}).run().then(({ port }) => console.log(port))
    process.stdin.resume().on('end', () => process.exit())
  `
  // Its tokens for the next page of a list are made with a cipher that OpenSSL 3 counts as legacy.
  const child = spawn(process.execPath, ['--openssl-legacy-provider', '--no-warnings', '-e', code], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const port = await new Promise<number>((resolve, reject) => {
    child.stdout.once('data', (line) => resolve(Number(line)))
    void gone.then(() => reject(new Error('the S3 server did not start')))
  })
  const goAway = () => {
    child.kill('SIGKILL')
    return gone
  }
  return {
    bucket: (prefix = '') => ({
      endpoint: `http://127.0.0.1:${port}`,
      bucket: BUCKET,
      prefix,
      region: 'us-east-1',
      ...PAIR,
    }),
    pathOf: (key) => join(directory, BUCKET, `${key}._S3rver_object`),
    goAway,
    end: async () => {
      await goAway()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}
