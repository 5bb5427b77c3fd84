/** The one door for WebSockets: `/{network}/{meeting}/{item}/minutes/live`. Whatever else wants one is turned away. */
import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { enterMeeting, openItem } from '#meeting/reads.ts'
import type { Auth } from '#people/signin/writes.ts'
import { newId } from '#platform/db/id.ts'
import { NotFound } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { isOwnPage } from '#platform/http/csrf.ts'
import { visitorLocale } from '#platform/http/pagecache.ts'
import { clock, wall } from '#platform/words/dates.ts'
import { inLocale } from '#platform/words/words.ts'
import { mayWrite } from '../rules.ts'
import { openMinutes } from '../writes.ts'
import { openHouse, type Placed } from './live/house.ts'
import { type Person, refuse, seatAt } from './live/line.ts'
import { openPassing, PASSED } from './live/passing.ts'
import { ownersOf } from './reads.ts'
import { EDITION, type Ending, LARGEST_FRAME, MOST_WRITERS } from './rules.ts'

/** As addresses are written: nothing in them is ever encoded but the item's title, which nobody reads. */
const PATH = /^\/([a-z\d-]+)\/([a-z\d-]+)\/(\d{1,15})[^/]*\/minutes\/live$/

interface Entering {
  readonly place: Placed
  readonly person: Person
}

export function togetherRoutes(app: App, ground: Ground, auth: Auth): void {
  const { db, config, log } = ground
  const id = newId()
  const self = () => ({ id, address: config.INTERNAL_URL ?? addressOf(app.server.address() as AddressInfo | null) })
  const house = openHouse(ground, self)
  const passing = openPassing(ground)
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LARGEST_FRAME, perMessageDeflate: false })

  // Programs offer HTTP/2 with every request they make: those get their page.
  Object.assign(app.server, {
    shouldUpgradeCallback: ({ headers }: IncomingMessage) => /^websocket$/i.test(headers.upgrade ?? ''),
  })
  app.server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy())
    const url = URL.parse(request.url ?? '', 'http://localhost')
    const path = url && PATH.exec(url.pathname)
    if (!path) return turnAway(socket, 404)
    if (!isOwnPage(request.headers, config.baseUrl)) return turnAway(socket, 403)
    const [, network = '', meeting = '', number] = path
    const edition = Number(url.searchParams.get('edition'))
    admit(request, socket, head, { network, meeting, number: Number(number) }, edition).catch((error: unknown) => {
      log.error({ err: error }, 'could not let a writer in')
      turnAway(socket, 503)
    })
  })
  app.addHook('preClose', async () => {
    await house.stop()
    passing.stop()
    for (const socket of sockets.clients) socket.terminate()
  })

  const admit = async (request: IncomingMessage, socket: Duplex, head: Buffer, address: Address, edition: number) => {
    const found = edition < EDITION ? 'old_editor' : await whoEnters(ground, auth, request, address)
    const accept = (then: (line: WebSocket) => void) =>
      sockets.handleUpgrade(request, socket, head, (line) => {
        // Frames that are none: the line is ended by itself, and nobody listening would end the program.
        line.on('error', () => {})
        then(line)
      })
    // With words, where a page could only see that the line did not come about.
    if (typeof found === 'string') return accept((line) => refuse(line, found))
    const room = await house.roomFor(found.place)
    if (room) return accept((line) => (room.seats.size < MOST_WRITERS ? seatAt(line, room, found.person) : refuse(line, 'full')))
    const { minutesId } = found.place
    const owner = request.headers[PASSED] ? null : (await ownersOf(db, [minutesId])).get(minutesId)
    if (owner && owner !== self().address) passing.on(request, socket, head, { minutesId, address: owner })
    else turnAway(socket, 503)
  }
}

interface Address {
  readonly network: string
  readonly meeting: string
  /** The item's. */
  readonly number: number
}

/** Who wants to write which minutes, or why they may not. Minutes that nobody has begun are begun. */
async function whoEnters(
  { db }: Ground,
  auth: Auth,
  request: IncomingMessage,
  { number, ...address }: Address,
): Promise<Entering | Ending> {
  const session = await auth.sessionOf(new Headers({ cookie: request.headers.cookie ?? '' }))
  if (!session) return 'signed_out'
  try {
    const { actor, meeting } = await enterMeeting(db, { session }, address)
    const item = await openItem(db, actor, meeting, number)
    const row = await openMinutes(db, actor, { meeting, item })
    const may = mayWrite(actor, meeting, row)
    if (may !== 'yes' || !actor.person) return may === 'minutes_is_approved' ? 'approved' : 'withdrawn'
    const locale = actor.person.locale ?? visitorLocale(request)
    return {
      place: { minutesId: row.id, meetingId: meeting.id, networkId: meeting.networkId },
      person: {
        personId: actor.person.id,
        name: actor.person.name,
        sessionId: session.id,
        clock: (at) => inLocale(locale, () => clock(wall(at, meeting.timezone).time)),
      },
    }
  } catch (error) {
    // No such item, or none that they may know of.
    if (error instanceof NotFound) return 'withdrawn'
    throw error
  }
}

const words = { 403: 'Forbidden', 404: 'Not Found', 503: 'Service Unavailable' } as const

function turnAway(socket: Duplex, status: keyof typeof words): void {
  if (socket.writable) socket.end(`HTTP/1.1 ${status} ${words[status]}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`)
}

/** Where this process is reached on its own machine: what listens everywhere listens there too. */
function addressOf(listening: AddressInfo | null): string {
  if (!listening) return ''
  const everywhere = listening.address === '::' || listening.address === '0.0.0.0'
  const host = everywhere ? '127.0.0.1' : listening.family === 'IPv6' ? `[${listening.address}]` : listening.address
  return `http://${host}:${listening.port}`
}
