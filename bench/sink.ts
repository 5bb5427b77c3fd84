/** An SMTP server in a thread of its own that takes everything and says when: the time it costs is nobody's we measure. */
import type { AddressInfo } from 'node:net'
import { isMainThread, parentPort, Worker } from 'node:worker_threads'
import { SMTPServer } from 'smtp-server'

export interface Sink {
  readonly url: string
  /**
   * Waits for so many letters.
   * @returns letters in a second, from the first to the last, and how many different Message-IDs they bore
   */
  arrive(count: number): Promise<{ readonly perSecond: number; readonly different: number }>
  end(): Promise<void>
}

export async function openSink(): Promise<Sink> {
  const worker = new Worker(new URL(import.meta.url))
  const next = <T>() => new Promise<T>((resolve) => worker.once('message', resolve))
  const port = await next<number>()
  return {
    url: `smtp://127.0.0.1:${port}`,
    arrive: (count) => {
      const answer = next<{ perSecond: number; different: number }>()
      worker.postMessage(count)
      return answer
    },
    end: async () => void (await worker.terminate()),
  }
}

if (!isMainThread && parentPort) {
  const port = parentPort
  let arrived: { at: number; id: string }[] = []
  let wanted = Number.POSITIVE_INFINITY
  const answer = () => {
    if (arrived.length < wanted) return
    const span = (arrived.at(-1)!.at - arrived[0]!.at) / 1000
    port.postMessage({ perSecond: arrived.length / span, different: new Set(arrived.map((one) => one.id)).size })
    arrived = []
    wanted = Number.POSITIVE_INFINITY
  }
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData: (stream, _session, done) => {
      let head = ''
      stream.on('data', (chunk: Buffer) => {
        if (head.length < 4000) head += chunk.toString('latin1')
      })
      stream.on('end', () => {
        arrived.push({ at: performance.now(), id: /^Message-ID:\s*(\S+)/im.exec(head)?.[1] ?? '' })
        done()
        answer()
      })
    },
  })
  port.on('message', (count: number) => {
    wanted = count
    answer()
  })
  server.listen(0, '127.0.0.1', () => port.postMessage((server.server.address() as AddressInfo).port))
}
