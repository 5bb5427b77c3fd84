/** The same with files in a bucket: a real S3 server. */
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aprilMeeting } from '../../../tests/april.ts'
import { deck, office, pdf } from '../../../tests/presented.ts'
import { type S3Server, startS3 } from '../../../tests/s3.ts'
import { makeWorld, type World } from '../../../tests/world.ts'
import { placeOf } from '../reads.ts'
import { addFile } from '../writes.ts'
import { makeReadable } from './jobs.ts'
import { pagesOf, previewOf } from './reads.ts'

let s3: S3Server
let world: World
beforeAll(async () => {
  s3 = await startS3()
  const { endpoint, bucket, key, secret } = s3.bucket()
  const env = { S3_URL: `${endpoint}/${bucket}`, S3_KEY: key, S3_SECRET: secret }
  world = await makeWorld({ env: { ...env, ...(office && { SOFFICE: office }) } })
})
afterAll(async () => {
  await world?.end()
  await s3?.end()
})

test('files in a bucket become pages in the bucket', { timeout: 120_000 }, async () => {
  const { ground, networkId } = world
  const april = await aprilMeeting(world)
  const place = await placeOf(ground.db, april.item('E-bøker').id)
  for (const [content, fileName] of [[await pdf(2), 'to.pdf'], ...(office ? [[await deck(2), 'to.pptx']] : [])] as [
    Buffer,
    string,
  ][]) {
    const stored = await ground.files.put(networkId, Readable.from([content]), 1e8)
    const form = { kind: 'presentation', title: '', description: '', locale: 'nb' }
    await addFile(ground, await world.actor('organiser'), place!, form as never, { ...stored, fileName })
    await makeReadable(ground, { networkId, sha256: stored.sha256 })
    expect(await previewOf(ground.db, networkId, stored.sha256)).toMatchObject({ state: 'done', done: 2, pages: 2 })
    const pages = await pagesOf(ground.db, networkId, stored.sha256)
    const picture = sharp(await buffer(await ground.files.read(networkId, pages[1]!.large)))
    expect(await picture.metadata()).toMatchObject({ format: 'webp', width: pages[1]!.width, height: pages[1]!.height })
  }
})
