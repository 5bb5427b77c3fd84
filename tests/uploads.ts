/** Uploads part by part, request by request, to the item on the stage; and handing in what has come. */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { expect } from 'vitest'
import { material, materialVersion } from '#materials/tables.ts'
import { multipart, multipartType, type Stage } from './materials.ts'
import type { Who, World } from './world.ts'

export function uploadsOn(world: () => World, stage: () => Stage) {
  const tus = (who: Who | null, method: string, url: string, headers: Record<string, string> = {}, payload?: Buffer) =>
    world().as(who, {
      method: method as 'PATCH',
      url,
      headers: { 'tus-resumable': '1.0.0', ...headers },
      ...(payload && { payload }),
    })
  /** Where uploads to the item begin. */
  const uploads = () => `${stage().meetingPath}/${stage().number}/uploads`
  return {
    tus,
    uploads,
    /** The same for the meeting as a whole. */
    whole: () => `${stage().meetingPath}/uploads`,
    /** Where the form around an upload is sent. */
    form: () => `${stage().meetingPath}/${stage().number}/materials`,
    patch: (who: Who | null, url: string, from: number, content: Buffer, headers: Record<string, string> = {}) =>
      tus(
        who,
        'PATCH',
        url,
        { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(from), ...headers },
        content,
      ),
    /** Begins one of so many bytes. @returns its address */
    begin: async (size: number, who: Who = 'organiser'): Promise<string> => {
      const metadata = `filename ${Buffer.from('Plan.pdf').toString('base64')}`
      const answer = await tus(who, 'POST', uploads(), { 'upload-length': String(size), 'upload-metadata': metadata })
      expect(answer.statusCode, answer.body).toBe(201)
      return String(answer.headers['location'])
    },
    offsetOf: async (url: string) => Number((await tus('organiser', 'HEAD', url)).headers['upload-offset']),
    /** Hands in what was sent, with the form around it. */
    handIn: (who: Who | null, to: string, url: string, fields: Record<string, string> = {}) =>
      world().as(who, {
        method: 'POST',
        url: to,
        payload: multipart({ fields: { upload: url.split('/').at(-1)!, ...fields } }),
        headers: { accept: 'application/json', ...multipartType },
      }),
    versions: () =>
      world()
        .ground.db.select({ version: materialVersion, material })
        .from(materialVersion)
        .innerJoin(material, eq(material.id, materialVersion.materialId))
        .where(eq(material.itemId, stage().itemId)),
    /** What lies in the folder of files that are under way. */
    growing: (): string[] => {
      const folder = join(world().ground.config.filesDir, '.growing')
      return existsSync(folder) ? readdirSync(folder) : []
    },
  }
}
