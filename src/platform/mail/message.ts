/** A mail as it goes over the line. */
import type { SendMailOptions } from 'nodemailer'
import { encode, wrap } from 'nodemailer/lib/qp'
import type { MailRow } from './reads.ts'

type Message = Pick<MailRow, 'id' | 'to' | 'subject' | 'text' | 'html' | 'headers' | 'calendar'>

/** What Nodemailer is handed for a mail. @param by.host of the address we are known by, for the Message-ID */
export function messageOf(mail: Message, { from, host }: { readonly from: string; readonly host: string }): SendMailOptions {
  return {
    from,
    to: mail.to,
    subject: mail.subject,
    // Alone, a part that brings its headers would stand for the whole message.
    ...(mail.html ? { text: part('text/plain', mail.text), html: part('text/html', mail.html) } : { text: mail.text }),
    ...(mail.calendar && { icalEvent: { ...mail.calendar, filename: 'invite.ics' } }),
    // The same id on every try: a mail that did arrive although the line broke is not shown twice.
    messageId: `<${mail.id}@${host}>`,
    // RFC 3834 §5: no out-of-office answers, please.
    headers: { 'Auto-Submitted': 'auto-generated', ...mail.headers },
  }
}

/** A part with its headers (RFC 2045 §6.7), encoded whole: as a stream, which Nodemailer makes of it, it costs four times as much. */
function part(type: string, text: string) {
  const encoded = wrap(encode(text))
  return { raw: `Content-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n${encoded}` }
}
