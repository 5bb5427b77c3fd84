/** When a mail is tried again, when it is given up, and what readers of the outbox may see of it. Pure. */
import type { MailState, mailPattern } from './tables.ts'

/** Seconds to wait after the first, second, … failed try; after the last of them the mail has failed. About ten hours in all. */
const WAITS = [5, 60, 300, 900, 3600, 3 * 3600, 6 * 3600] as const

/** Kinds whose content is worthless after a while, in minutes: a sign-in link that has run out helps nobody. */
const useful: Readonly<Record<string, number>> = { 'sign-in': 60, erase: 60 }

/** Kinds that somebody sits and waits for: they go before what is sent to many. */
const awaited: ReadonlySet<string> = new Set(['sign-in', 'follow', 'erase'])
export const priorityOf = (kind: string): number => (awaited.has(kind) ? 1 : 0)

/** What an SMTP server or the way to it said; Nodemailer's errors fit. */
export interface SmtpTrouble {
  readonly message: string
  readonly code?: string | undefined
  readonly responseCode?: number | undefined
  readonly response?: string | undefined
}

/**
 * When to try again, or null to give up.
 * @param tries how many tries have failed, the present one included
 */
export function nextTry(
  mail: { kind: string; createdAt: Temporal.Instant },
  tries: number,
  trouble: SmtpTrouble,
  now: Temporal.Instant,
): Temporal.Instant | null {
  // RFC 5321 §4.2.1: 5yz is permanent. Not so a refused password: somebody will mend the setting.
  if ((trouble.responseCode ?? 0) >= 500 && trouble.code !== 'EAUTH') return null
  const wait = WAITS[tries - 1]
  if (wait === undefined) return null
  const next = now.add({ seconds: wait })
  const minutes = useful[mail.kind]
  return minutes !== undefined && Temporal.Instant.compare(next, mail.createdAt.add({ minutes })) > 0 ? null : next
}

/** The server's own words where it said something, else what went wrong on the way. */
export const wordsOf = (trouble: SmtpTrouble): string => trouble.response ?? trouble.message

/** The bare address in "Samling <samling@example.no>". */
export const addressIn = (mailbox: string): string => /<([^<>]+)>\s*$/.exec(mailbox)?.[1] ?? mailbox.trim()

/** A text with every personal link made useless: whoever reads a sign-in link can be somebody else, and with the others act for them. */
export const withoutSecretLinks = (text: string): string =>
  text
    .replace(/(\/(?:sign-in\/link|me\/erase|following(?:\/confirm)?)\/)(?!confirm\/)[\w.-]+/g, '$1…')
    // A speaker's page, a registration, an action; so short a word in an address is a secret only with a token's length behind it.
    .replace(/(\/[ars]\/)[\w-]{40,}/g, '$1…')

/** In the order in which they want somebody. */
export const mailStates = ['failed', 'waiting', 'kept', 'sent', 'withdrawn'] as const satisfies readonly MailState[]

/**
 * Whether somebody may ask for a mail to be sent (again): what failed, what was kept before there was a mail server, and what
 * was stopped. Where it tells of what is no longer so, it is stopped once more when its turn comes.
 */
export function maySendAgain(
  mail: { state: MailState },
  hasServer: boolean,
): 'yes' | 'shared_mail_no_server' | 'shared_mail_not_failed' {
  if (!hasServer) return 'shared_mail_no_server'
  return mail.state === 'waiting' || mail.state === 'sent' ? 'shared_mail_not_failed' : 'yes'
}

/** Whether a mail can still be stopped: while it waits, for the queue or for the next try. */
export const mayStop = (mail: { state: MailState }): 'yes' | 'shared_mail_not_waiting' =>
  mail.state === 'waiting' ? 'yes' : 'shared_mail_not_waiting'

/** What can be done about a mail: stopped while it waits, sent where it did not go. */
export const canDo = (mail: { state: MailState }, hasServer: boolean): 'stop' | 'send' | null =>
  mayStop(mail) === 'yes' ? 'stop' : maySendAgain(mail, hasServer) === 'yes' ? 'send' : null

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** A text as it stands in HTML. */
export const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (sign) => escapes[sign]!)

/** A text with what stands at each mark put in. */
export const filled = (text: string, marks: readonly string[], fills: readonly string[]): string =>
  marks.reduce((done, mark, i) => done.replaceAll(mark, () => fills[i] ?? ''), text)

type Pattern = Pick<typeof mailPattern.$inferSelect, 'text' | 'html' | 'headers' | 'marks'>

/** A mail whole: one that was written once for many gets its words from there. */
export function whole<
  M extends {
    readonly text: string
    readonly html: string | null
    readonly headers: Record<string, string> | null
    readonly fills: readonly string[] | null
  },
>(mail: M, pattern: Pattern | null): M {
  if (!pattern) return mail
  const { marks } = pattern
  const fills = mail.fills ?? []
  const headers = pattern.headers && Object.entries(pattern.headers).map(([name, value]) => [name, filled(value, marks, fills)])
  return {
    ...mail,
    text: filled(pattern.text, marks, fills),
    html: pattern.html && filled(pattern.html, marks, fills.map(escaped)),
    headers: headers && Object.fromEntries(headers),
  }
}
