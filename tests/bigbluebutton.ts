/**
 * A small server that answers as the API reference of BigBlueButton says (docs.bigbluebutton.org): it checks every checksum
 * over the query exactly as it came, keeps rooms, and tells when a room is asked for again with other passwords.
 */
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { element } from '#platform/xml.ts'

export interface Call {
  readonly name: string
  readonly params: Readonly<Record<string, string>>
}

export interface BbbDouble {
  /** As `bbb-conf --secret` prints it. */
  readonly url: string
  readonly calls: Call[]
  /** Rooms by their id, with the moment they were made. */
  readonly rooms: Map<string, { readonly createTime: string; readonly passwords: string; ended: boolean }>
  recordings: string
  /** Answers with this instead, as a proxy in front of a server that is down does. */
  broken: { readonly status: number; readonly body: string } | null
  stop(): Promise<void>
}

export async function bigBlueButton(secret: string, hash = 'sha256'): Promise<BbbDouble> {
  const calls: Call[] = []
  const rooms: BbbDouble['rooms'] = new Map()
  let made = 1_531_155_809_613

  const failed = (key: string) =>
    element('response', {}, [element('returncode', {}, 'FAILED'), element('messageKey', {}, key), element('message', {}, key)])
  const success = (...inside: string[]) => element('response', {}, [element('returncode', {}, 'SUCCESS'), ...inside])

  const answers: Record<string, (params: Call['params']) => string | { location: string }> = {
    create(params) {
      const id = params['meetingID'] ?? ''
      if (!/^[\w-]{2,256}$/.test(id)) return failed('missingParamMeetingID')
      const length = [...(params['name'] ?? '')].length
      if (length < 2 || length > 64) return failed('invalidName')
      const passwords = `${params['attendeePW']} ${params['moderatorPW']}`
      const room = rooms.get(id)
      if (room && !room.ended && room.passwords !== passwords) return failed('idNotUnique')
      const stands = room && !room.ended ? room : { createTime: String(made++), passwords, ended: false }
      rooms.set(id, stands)
      return success(element('meetingID', {}, id), element('createTime', {}, stands.createTime))
    },
    join(params) {
      const room = rooms.get(params['meetingID'] ?? '')
      if (!room) return failed('invalidMeetingIdentifier')
      if (room.ended) return failed('meetingForciblyEnded')
      if (!params['fullName']?.trim()) return failed('missingParamFullName')
      if (params['role'] !== 'MODERATOR' && params['role'] !== 'VIEWER') return failed('invalidRole')
      if (params['createTime'] !== room.createTime) return failed('mismatchCreateTimeParam')
      return { location: `/html5client/?sessionToken=${params['userID']}` }
    },
    end(params) {
      const room = rooms.get(params['meetingID'] ?? '')
      if (!room) return failed('notFound')
      room.ended = true
      return success(element('messageKey', {}, 'sentEndMeetingRequest'))
    },
    getRecordings: () => double.recordings,
  }

  const server = createServer((request, response) => {
    const [path = '', query = ''] = (request.url ?? '').split('?', 2)
    if (double.broken) return void response.writeHead(double.broken.status).end(double.broken.body)
    const name = /^\/bigbluebutton\/api\/(\w+)$/.exec(path)?.[1] ?? ''
    const params = Object.fromEntries(new URLSearchParams(query))
    const unsigned = query.replace(/&?checksum=[0-9a-f]*/, '')
    const checksum = createHash(hash).update(`${name}${unsigned}${secret}`).digest('hex')
    const answer = answers[name]
    if (!answer) return void response.writeHead(404).end()
    if (params['checksum'] !== checksum) return void response.end(failed('checksumError'))
    calls.push({ name, params })
    const given = answer(params)
    if (typeof given === 'string') response.writeHead(200, { 'content-type': 'text/xml' }).end(given)
    else response.writeHead(302, given).end()
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const double: BbbDouble = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/bigbluebutton/`,
    calls,
    rooms,
    recordings: success(element('recordings', {}, []), element('messageKey', {}, 'noRecordings')),
    broken: null,
    stop: async () => {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
  return double
}
