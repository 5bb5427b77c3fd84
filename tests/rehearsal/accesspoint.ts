/** A network that people come in through, and that can be cut: whoever is behind it loses every connection at once. */
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

export interface AccessPoint {
  readonly address: string
  /** Every connection breaks, and none comes through until it is mended. */
  cut(): void
  mend(): void
  stop(): void
}

/** @param to the address that it leads to */
export async function accessPointTo(to: string): Promise<AccessPoint> {
  const port = Number(new URL(to).port)
  const open = new Set<Socket>()
  let whole = true
  const server = createServer((near) => {
    if (!whole) return near.destroy()
    const far = connect(port, 'localhost')
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one)
      one.on('error', () => other.destroy())
      one.on('close', () => {
        open.delete(one)
        other.destroy()
      })
      one.pipe(other)
    }
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const cut = () => {
    whole = false
    for (const socket of open) socket.destroy()
  }
  return {
    address: `http://localhost:${(server.address() as AddressInfo).port}`,
    cut,
    mend: () => {
      whole = true
    },
    stop: () => {
      cut()
      server.close()
    },
  }
}
