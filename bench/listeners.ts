/**
 * Many readers of one stream, in a process of their own: bare sockets, so that they cost little beside what is measured. They
 * come back as a page's line does, half a second after a break and up to ten.
 */
import { connect, type Socket } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import type { News } from '../src/room/islands/source.ts'

export type Order =
  | { readonly do: 'open'; readonly count: number; readonly port: number; readonly path: string; readonly comesBack?: boolean }
  /** Asks who was reached after a moment. */
  | { readonly do: 'reached'; readonly since: number }
  /** Asks who holds a whole state that began after a moment. */
  | { readonly do: 'whole'; readonly since: number }
  | { readonly do: 'close' }

export interface Report {
  /** How many listen. */
  readonly open: number
  /** Events that were taken in since the start. */
  readonly events: number
  /** For each reader that was reached, when, in milliseconds of the monotonic clock. */
  readonly at: readonly number[]
  /** The states the readers hold, if they hold different ones. */
  readonly states: readonly string[]
}

/** The same in all processes of a machine. */
export const clock = (): number => Number(process.hrtime.bigint()) / 1e6

interface Reader {
  socket: Socket
  rest: string
  /** When the last update came, and when the last whole state did. */
  updated: number
  whole: number
  failures: number
  parts: Record<string, unknown>
}

/** How many connect at a time: those who wait to be taken in are held in a queue of a few hundred. */
const TOGETHER = 100

const readers = new Set<Reader>()
let events = 0
let closing = false

async function open({ count, port, path, comesBack = false }: Order & { do: 'open' }): Promise<void> {
  closing = false
  let next = 0
  const one = async () => {
    while (next < count) {
      const n = next++
      const reader: Reader = { socket: null!, rest: '', updated: 0, whole: 0, failures: 0, parts: {} }
      readers.add(reader)
      join(reader, n, port, path, comesBack)
      while (reader.whole === 0) await setTimeout(2)
    }
  }
  await Promise.all(Array.from({ length: Math.min(count, TOGETHER) }, one))
}

function join(reader: Reader, n: number, port: number, path: string, comesBack: boolean): void {
  // From several addresses of this machine: each has its own ports.
  const socket = connect({ host: '127.0.0.1', port, localAddress: `127.0.0.${2 + (n % 8)}` })
  reader.socket = socket
  reader.rest = ''
  socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n`)
  socket.on('data', (chunk: Buffer) => take(reader, chunk))
  socket.on('error', () => {})
  socket.on('close', () => {
    if (closing || !comesBack) return void readers.delete(reader)
    const most = Math.min(10_000, 500 + 1000 * 2 ** ++reader.failures)
    void setTimeout(500 + Math.random() * (most - 500)).then(() => closing || join(reader, n, port, path, comesBack))
  })
}

function take(reader: Reader, chunk: Buffer): void {
  // One whole update, as they nearly always come: what it holds is not looked at.
  if (!keeping && reader.rest.length < 8 && chunk.indexOf('\n\n') === chunk.length - 4) {
    const head = chunk.toString('latin1', 0, 100)
    if (head.includes('"after":')) {
      events++
      reader.updated = clock()
      return
    }
  }
  const blocks = (reader.rest + chunk.toString('latin1')).split('\n\n')
  reader.rest = blocks.pop()!
  for (const block of blocks) {
    const data = block.lastIndexOf('\ndata: {"rev":')
    if (data < 0) continue
    events++
    const at = clock()
    if (block.startsWith(',"after":', block.indexOf(',', data))) reader.updated = at
    else {
      reader.whole = at
      reader.failures = 0
    }
    if (keeping) keep(reader, block.slice(data + 7))
  }
}

/** Whether the states themselves are held, which costs what a browser pays for it. */
const keeping = process.argv.includes('--keep')
function keep(reader: Reader, json: string): void {
  const { after, parts, fields = {} } = JSON.parse(json) as News
  reader.parts = { ...(after === undefined ? {} : reader.parts), ...parts }
  for (const [name, some] of Object.entries(fields)) reader.parts[name] = { ...(reader.parts[name] as object), ...some }
}

function report(at: readonly number[] = []): Report {
  const states = keeping ? [...new Set([...readers].map(({ parts }) => JSON.stringify(Object.entries(parts).sort())))] : []
  return { open: [...readers].filter((one) => one.whole > 0 && !one.socket.destroyed).length, events, at, states }
}

async function obey(order: Order): Promise<Report> {
  if (order.do === 'open') await open(order)
  if (order.do === 'reached') return report([...readers].map(({ updated }) => updated).filter((at) => at > order.since))
  if (order.do === 'whole') return report([...readers].map(({ whole }) => whole).filter((at) => at > order.since))
  if (order.do === 'close') {
    closing = true
    for (const { socket } of readers) socket.destroy()
    readers.clear()
  }
  return report()
}

if (process.send) process.on('message', (order: Order) => void obey(order).then((answer) => process.send!(answer)))
