/** Hands a request for a WebSocket on to the process in charge, as it came: there the writer is let in or not as anywhere. */
import type { IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import type { Duplex } from 'node:stream'

/** Whoever bears it was handed on once and is not handed on again: two processes that disagree must not play ball. */
export const PASSED = 'x-samling-passed-on'

const CONNECT_WITHIN_MS = 2000

/**
 * @param address of the other process: 'http://10.0.0.5:3000'
 * @param head what came behind the request already
 */
export function passOn(request: IncomingMessage, socket: Duplex, head: Buffer, address: string): void {
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
}

function requestLines({ method, url, rawHeaders }: IncomingMessage): string[] {
  const lines = [`${method} ${url} HTTP/1.1`]
  for (let i = 0; i < rawHeaders.length; i += 2) lines.push(`${rawHeaders[i]}: ${rawHeaders[i + 1]}`)
  return [...lines, `${PASSED}: 1`]
}
