/** A real SMTP server for tests: it keeps what arrives, and can be told to refuse, or to take letters and never say so. */
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export interface Received {
  /** The envelope's receivers, comma between. */
  readonly to: string
  /** With its angle brackets. */
  readonly messageId: string
  /** The message with each header on one line and quoted-printable read back. */
  readonly message: string
  /** As it came: `partsOf` of tests/mime.ts takes it apart. */
  readonly raw: string
}

export interface MailServer {
  /** smtp://127.0.0.1:… */
  readonly url: string
  /** In the order they arrived; emptied by whoever wants to. */
  readonly received: Received[]
  /** While set, receivers are refused with this code: 4xx for now, 5xx for good. */
  refuse: number | null
  /** Milliseconds until it says that it has taken a letter. */
  takes: number
  /** While set, what arrives is kept, and whoever sent it never hears so. */
  silent: boolean
  /** Those of the received that were never answered. */
  readonly unanswered: Received[]
  end(): Promise<void>
}

export async function makeMailServer(): Promise<MailServer> {
  const received: Received[] = []
  const unanswered: Received[] = []
  const smtp = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onRcptTo: (_address, _session, done) => {
      const { refuse } = server
      done(refuse === null ? null : Object.assign(new Error('busy, come again'), { responseCode: refuse }))
    },
    onData: async (stream, session, done) => {
      const chunks: Buffer[] = []
      for await (const chunk of stream) chunks.push(chunk as Buffer)
      const to = session.envelope.rcptTo.map((one) => one.address).join()
      const raw = Buffer.concat(chunks).toString()
      const message = unfolded(raw)
      const messageId = /^Message-ID: *(\S+)/im.exec(message)?.[1] ?? ''
      const one: Received = { to, messageId, message, raw }
      received.push(one)
      if (server.silent) unanswered.push(one)
      else setTimeout(done, server.takes)
    },
  })
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', () => resolve()))
  const server: MailServer = {
    url: `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`,
    received,
    refuse: null,
    takes: 0,
    silent: false,
    unanswered,
    end: () => new Promise((resolve) => smtp.close(() => resolve())),
  }
  return server
}

const unfolded = (raw: string) =>
  Buffer.from(
    raw
      .replace(/\r\n[ \t]+/g, ' ')
      .replace(/=\r\n/g, '')
      .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8')

/** Who got a letter more than once, and whether it was the same each time, as mail programs judge. */
export const repeatedIn = (received: readonly Received[]) =>
  [...Map.groupBy(received, (one) => one.to)]
    .filter(([, all]) => all.length > 1)
    .map(([to, all]) => ({ to, times: all.length, same: new Set(all.map((one) => one.messageId)).size === 1 }))
    .sort((a, b) => (a.to < b.to ? -1 : 1))
