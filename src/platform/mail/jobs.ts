/** Hands mail over to the SMTP server, a job for each, and tries again when the server or the line is in trouble. */
import { eq } from 'drizzle-orm'
import { createTransport, type Transporter } from 'nodemailer'
import type { Ground } from '../ground.ts'
import { instantOf } from '../words/dates.ts'
import type { Written } from './letter.tsx'
import { nextTry, type SmtpTrouble, wordsOf } from './rules.ts'
import { mail } from './tables.ts'
import { markFailed, markKept, markSent, markWithdrawn, SEND_MANY_QUEUE, SEND_QUEUE } from './writes.ts'

/** Well under the time after which the queue takes a job for dead and gives it to another process. */
const TIMEOUTS = { connectionTimeout: 20_000, greetingTimeout: 20_000, socketTimeout: 60_000 }

/** Lines to the mail server for what goes to many. */
const LINES = 5

/** For a kind of mail that tells of something: what it is to say when its turn comes, or null when there is nothing left to tell. */
export type Gate = (mail: { readonly id: string; readonly to: string }) => Promise<Written | null>

export function mailJobs(ground: Ground, gates: Readonly<Record<string, Gate>> = {}): void {
  const { SMTP_URL } = ground.config
  const transport = SMTP_URL ? createTransport({ url: SMTP_URL, ...TIMEOUTS }) : null
  ground.jobs.work(SEND_QUEUE, ({ mailId }: { mailId: string }) => deliver(ground, transport, gates, mailId), {
    batch: 10,
  })
  ground.jobs.work(SEND_MANY_QUEUE, ({ mailIds }: { mailIds: readonly string[] }) => deliverMany(ground, gates, mailIds))
}

/**
 * Lines that stay open from letter to letter: greeting a server costs more than handing it one. Each takes the next letter
 * when its own is marked: a process that dies has at most one under way on each, and those are the ones that may go twice.
 */
async function deliverMany(ground: Ground, gates: Readonly<Record<string, Gate>>, mailIds: readonly string[]): Promise<void> {
  const { SMTP_URL } = ground.config
  const transport = SMTP_URL ? createTransport({ url: SMTP_URL, ...TIMEOUTS, pool: true, maxConnections: LINES }) : null
  const waiting = mailIds.values()
  const line = async () => {
    for (const id of waiting) await deliver(ground, transport, gates, id)
  }
  try {
    // All of them end before the job does: it may be given out anew.
    const ended = await Promise.allSettled(Array.from({ length: LINES }, line))
    const broken = ended.find((one) => one.status === 'rejected')
    if (broken) throw broken.reason
  } finally {
    transport?.close()
  }
}

async function deliver(
  ground: Ground,
  transport: Transporter | null,
  gates: Readonly<Record<string, Gate>>,
  mailId: string,
): Promise<void> {
  const [found] = await ground.db.select().from(mail).where(eq(mail.id, mailId))
  // Gone, or sent by a job that the queue gave out twice.
  if (found?.state !== 'waiting') return
  if (!transport) return markKept(ground.db, found.id)
  const gate = gates[found.kind]
  const written = gate ? await gate(found) : found
  if (!written) return markWithdrawn(ground.db, found.id)
  const row = { ...found, ...written }
  const host = new URL(ground.config.baseUrl).hostname
  try {
    await transport.sendMail({
      from: ground.config.MAIL_FROM,
      to: row.to,
      subject: row.subject,
      text: row.text,
      ...(row.html && { html: row.html }),
      ...(row.calendar && { icalEvent: { ...row.calendar, filename: 'invite.ics' } }),
      // The same id on every try: a mail that did arrive although the line broke is not shown twice.
      messageId: `<${row.id}@${host}>`,
      // RFC 3834 §5: no out-of-office answers, please.
      headers: { 'Auto-Submitted': 'auto-generated', ...row.headers },
    })
  } catch (error) {
    const trouble = error as SmtpTrouble
    const tries = row.tries + 1
    const next = nextTry({ kind: row.kind, createdAt: instantOf(row.createdAt) }, tries, trouble, Temporal.Now.instant())
    ground.log.warn({ mail: row.id, tries, again: next?.toString() ?? null, said: wordsOf(trouble) }, 'mail was not taken')
    return markFailed(ground, row.id, tries, wordsOf(trouble), next)
  }
  await markSent(ground.db, row)
}
