/** Hands a request for a WebSocket on to the process in charge, as it came: there the writer is let in or not as anywhere. */
import type { IncomingMessage } from 'node:http'
import { connect, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Ground } from '#platform/ground.ts'
import { ownersOf } from '../reads.ts'
import { RENEW_MS } from '../rules.ts'

/** Whoever bears it was handed on once and is not handed on again: two processes that disagree must not play ball. */
export const PASSED = 'x-samling-passed-on'

const CONNECT_WITHIN_MS = 2000

/** To whom somebody is handed on. */
interface Owner {
  readonly minutesId: string
  /** Of the process: 'http://10.0.0.5:3000'. */
  readonly address: string
}

export interface Passing {
  /** @param head what came behind the request already */
  on(request: IncomingMessage, socket: Duplex, head: Buffer, owner: Owner): void
  stop(): void
}

/** Those who are handed on. A process that falls silent breaks no line, so the leases say when it is time to go elsewhere. */
export function openPassing({ db, log }: Pick<Ground, 'db' | 'log'>): Passing {
  const passed = new Map<Socket, Owner>()
  const look = async () => {
    if (passed.size === 0) return
    const owners = await ownersOf(db, [...new Set([...passed.values()].map(({ minutesId }) => minutesId))])
    for (const [far, { minutesId, address }] of passed) if (owners.get(minutesId) !== address) far.destroy()
  }
  // While the database is away nobody can take over, and everybody stays where they are.
  const looking = setInterval(
    () => void look().catch((error: unknown) => log.warn({ err: error }, 'could not see who is in charge of minutes')),
    RENEW_MS,
  ).unref()
  return {
    on(request, socket, head, owner) {
      const far = passOn(request, socket, head, owner.address)
      passed.set(far, owner)
      far.once('close', () => passed.delete(far))
    },
    stop() {
      clearInterval(looking)
      for (const far of passed.keys()) far.destroy()
    },
  }
}

function passOn(request: IncomingMessage, socket: Duplex, head: Buffer, address: string): Socket {
  const { hostname, port } = new URL(address)
  const far = connect({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) || 80 })
  far.setTimeout(CONNECT_WITHIN_MS, () => far.destroy())
  far.once('connect', () => {
    far.setTimeout(0)
    far.setNoDelay(true)
    far.write(`${requestLines(request).join('\r\n')}\r\n\r\n`)
    if (head.length > 0) far.write(head)
    far.pipe(socket).pipe(far)
  })
  // Either end takes the other with it: the writer comes back, and finds whoever is in charge by then.
  far.on('error', () => socket.destroy())
  far.on('close', () => socket.destroy())
  socket.on('error', () => far.destroy())
  socket.on('close', () => far.destroy())
  return far
}

function requestLines({ method, url, rawHeaders }: IncomingMessage): string[] {
  const lines = [`${method} ${url} HTTP/1.1`]
  for (let i = 0; i < rawHeaders.length; i += 2) lines.push(`${rawHeaders[i]}: ${rawHeaders[i + 1]}`)
  return [...lines, `${PASSED}: 1`]
}
