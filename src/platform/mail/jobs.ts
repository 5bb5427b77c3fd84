/** Hands mail over to the SMTP server, a job for each, and tries again when the server or the line is in trouble. */
import { createTransport, type Transporter } from 'nodemailer'
import type { Db } from '../db/db.ts'
import type { Ground } from '../ground.ts'
import { instantOf } from '../words/instant.ts'
import type { Written } from './letter.tsx'
import { messageOf } from './message.ts'
import { type MailRow, readWaiting } from './reads.ts'
import { nextTry, type SmtpTrouble, wordsOf } from './rules.ts'
import { markFailed, markKept, markSent, markWithdrawn, SEND_MANY_QUEUE, SEND_QUEUE } from './writes.ts'

/** Well under the time after which the queue takes a job for dead and gives it to another process. */
const TIMEOUTS = { connectionTimeout: 20_000, greetingTimeout: 20_000, socketTimeout: 60_000 }

/** Lines to the mail server for what goes to many. */
export const LINES = 5
/** A line that is not used for so long is hung up: the next letters come at once or not at all. */
const IDLE_MS = 1000
/** So many on a line before it is opened anew, half of what Exim takes (smtp_accept_max_per_connection): opening costs more than a letter. */
const ON_A_LINE = 500
/** So many are read at once. */
const BUNCH = 40

/** For a kind of mail that tells of something: what it is to say when its turn comes, or null when there is nothing left to tell. */
export type Gate = (mail: { readonly id: string; readonly to: string }) => Promise<Written | null>

export function mailJobs(ground: Ground, gates: Readonly<Record<string, Gate>> = {}): void {
  const { SMTP_URL } = ground.config
  const one = SMTP_URL ? createTransport({ url: SMTP_URL, ...TIMEOUTS }) : null
  const many = SMTP_URL
    ? createTransport({
        ...{ url: SMTP_URL, ...TIMEOUTS },
        ...{ pool: true, maxConnections: LINES, maxMessages: ON_A_LINE, idleTimeout: IDLE_MS },
      })
    : null
  ground.jobs.work(
    SEND_QUEUE,
    async ({ mailId }: { mailId: string }) => {
      for (const row of await readWaiting(ground.db, [mailId]))
        await deliver(ground, one, gates, row, (sent) => markSent(ground.db, [sent]))
    },
    { batch: 10 },
  )
  // In batches: only after a full one is the next fetched without waiting a second.
  ground.jobs.work(
    SEND_MANY_QUEUE,
    ({ mailIds }: { mailIds: readonly string[] }, stopping) => deliverMany(ground, many, gates, mailIds, stopping),
    { batch: 2 },
  )
}

/**
 * Lines that stay open from letter to letter: greeting a server costs more than handing it one. A line waits for the mark of its
 * letter before it takes the next, so that a process that dies leaves at most one of each line that may go twice.
 */
async function deliverMany(
  ground: Ground,
  transport: Transporter | null,
  gates: Readonly<Record<string, Gate>>,
  mailIds: readonly string[],
  stopping: AbortSignal,
): Promise<void> {
  const mark = together<MailRow>((sent) => markSent(ground.db, sent))
  const waiting = inBunches(ground.db, mailIds)
  const line = async () => {
    for await (const row of waiting) {
      // What is on the lines is finished; the rest is for the next process.
      stopping.throwIfAborted()
      await deliver(ground, transport, gates, row, mark)
    }
  }
  // All of them end before the job does: it may be given out anew.
  const ended = await Promise.allSettled(Array.from({ length: LINES }, line))
  const broken = ended.find((one) => one.status === 'rejected')
  if (broken) throw broken.reason
}

/** Mails that still wait, read shortly before their turn: what is stopped meanwhile is not sent. */
async function* inBunches(db: Db, mailIds: readonly string[]): AsyncGenerator<MailRow> {
  let next = readWaiting(db, mailIds.slice(0, BUNCH))
  for (let at = BUNCH; at < mailIds.length + BUNCH; at += BUNCH) {
    const rows = await next
    next = readWaiting(db, mailIds.slice(at, at + BUNCH))
    next.catch(() => {})
    yield* rows
  }
}

/** One write for all that gathers while the last one is under way. */
function together<T>(write: (all: readonly T[]) => Promise<void>): (one: T) => Promise<void> {
  let gathered: T[] = []
  let under: Promise<void> = Promise.resolve()
  let next: Promise<void> | null = null
  return (one) => {
    gathered.push(one)
    next ??= under
      .catch(() => {})
      .then(() => {
        const all = gathered
        gathered = []
        next = null
        under = write(all)
        return under
      })
    return next
  }
}

async function deliver(
  ground: Ground,
  transport: Transporter | null,
  gates: Readonly<Record<string, Gate>>,
  found: MailRow,
  mark: (sent: MailRow) => Promise<void>,
): Promise<void> {
  if (!transport) return markKept(ground.db, found.id)
  const gate = gates[found.kind]
  const written = gate ? await gate(found) : found
  if (!written) return markWithdrawn(ground.db, found.id)
  const row = { ...found, ...written }
  const host = new URL(ground.config.baseUrl).hostname
  try {
    await transport.sendMail(messageOf(row, { from: ground.config.MAIL_FROM, host }))
  } catch (error) {
    const trouble = error as SmtpTrouble
    const tries = row.tries + 1
    const next = nextTry({ kind: row.kind, createdAt: instantOf(row.createdAt) }, tries, trouble, Temporal.Now.instant())
    ground.log.warn({ mail: row.id, tries, again: next?.toString() ?? null, said: wordsOf(trouble) }, 'mail was not taken')
    return markFailed(ground, row.id, tries, wordsOf(trouble), next)
  }
  await mark(row)
}
