/**
 * The protocol of resumable uploads (tus 1.0.0, with its extensions "creation" and "termination"), spoken by @tus/server over
 * our own store. Who may do what was decided before a request comes here.
 */
import { Readable } from 'node:stream'
import { DataStore, ERRORS, type Locker, Server, Upload } from '@tus/server'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { newId } from '#platform/db/id.ts'
import type { Growing } from '#platform/files/growing.ts'
import type { UploadRow } from '../rules.ts'

/** How long somebody who still holds an upload, as a line does that died unnoticed, is given when its sender comes back. */
const LET_GO_WITHIN_MS = 200

/** How much may wait between the line and the disk; when the line breaks it is lost, and sent again. */
const AHEAD = new ByteLengthQueuingStrategy({ highWaterMark: 256 * 1024 })

/** One upload, as the protocol meets it in one request. */
export interface Subject {
  readonly growing: Growing
  readonly locker: Locker
  /** Where uploads are begun; each lies below it. */
  readonly path: string
  /** Absent when it is to be begun. */
  readonly row?: UploadRow
  begin?(id: string, size: number, fileName: string): Promise<unknown>
  end?(): Promise<void>
  /** Headers for whoever has sent the last byte. */
  onWhole?(): Promise<Record<string, string>>
}

/** Answers one request of the protocol. What goes wrong beyond the protocol is thrown. */
export async function answerTus(request: FastifyRequest, reply: FastifyReply, subject: Subject): Promise<FastifyReply> {
  const { row } = subject
  const server = new Server({
    path: subject.path,
    datastore: storeOf(subject),
    locker: subject.locker,
    lockDrainTimeout: LET_GO_WITHIN_MS,
    relativeLocation: true,
    // Pages of other sites have nothing to do here (platform/http/csrf.ts).
    allowedOrigins: [],
    namingFunction: () => newId(),
    getFileIdFromRequest: () => row?.id,
    onUploadFinish: async () => ({ headers: (await subject.onWhole?.()) ?? {} }),
    onResponseError: (_request, error) => {
      if (!('status_code' in error)) throw error
      return undefined
    },
  })
  const { method } = request
  const body = method === 'PATCH' ? { body: Readable.toWeb(request.raw, { strategy: AHEAD }), duplex: 'half' } : {}
  const answer = await server.handleWeb(
    new Request(new URL(request.url, 'http://localhost'), { method, headers: headersOf(request), ...body } as RequestInit),
  )
  for (const [name, value] of answer.headers) if (!name.startsWith('access-control-')) reply.header(name, value)
  return reply.status(answer.status).send(method === 'HEAD' || answer.status === 204 ? undefined : await answer.text())
}

function headersOf({ headers }: FastifyRequest): Headers {
  return new Headers(Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])))
}

function storeOf({ growing, row, begin, end }: Subject): DataStore {
  // Methods that are not called for lack of a row are the protocol's to refuse before.
  return Object.assign(new DataStore(), {
    extensions: ['creation', 'termination'],
    async create(upload: Upload) {
      await begin!(upload.id, upload.size ?? 0, upload.metadata?.['filename'] ?? '')
      return upload
    },
    async getUpload() {
      const found = row && row.finishedAt === null ? await growing.look(row.id) : null
      if (!row || !found) throw ERRORS.FILE_NOT_FOUND
      return new Upload({ id: row.id, size: row.size, offset: found.size, metadata: { filename: row.fileName } })
    },
    write: (content: Readable, id: string, from: number) => growing.append(id, content, from, row!.size - from),
    remove: () => end!(),
  })
}

/**
 * One request at a time for each upload. Whoever comes asks the one before to let go, and waits until it has: a line that died
 * unnoticed would hold it for ever otherwise. Between processes nobody waits; there the bytes' place decides.
 */
export function makeLocker(): Locker {
  const held = new Map<string, { readonly letGo: () => unknown; readonly free: Promise<void> }>()
  return {
    newLock(id) {
      let release = () => {}
      return {
        async lock(signal, letGo) {
          for (let other = held.get(id); other; other = held.get(id)) {
            await other.letGo()
            await other.free
            if (signal.aborted) throw ERRORS.ABORTED
          }
          const free = new Promise<void>((resolve) => {
            release = resolve
          })
          held.set(id, { letGo, free })
        },
        async unlock() {
          held.delete(id)
          release()
        },
      }
    },
  }
}
