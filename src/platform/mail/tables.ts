import { index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, moment } from '../db/columns.ts'

export type MailState = 'waiting' | 'sent' | 'failed' | 'kept' | 'withdrawn'

export interface CalendarPart {
  readonly method: 'REQUEST' | 'CANCEL'
  readonly content: string
}

/** The outbox: every mail, waiting, sent or failed. Personal links in them are redacted for readers of the outbox, and once sent. */
export const mail = pgTable(
  'mail',
  {
    id: id(),
    networkId: uuid(),
    to: text().notNull(),
    subject: text().notNull(),
    text: text().notNull(),
    html: text(),
    headers: jsonb().$type<Record<string, string>>(),
    /** An entry for calendars (RFC 5546), sent as a part of its own; its method stands in the MIME type too, as RFC 6047 §2.4 asks. */
    calendar: jsonb().$type<CalendarPart>(),
    /** Written once for many: its words stand there, and what differs here. Then `text` is empty. */
    patternId: uuid(),
    /** What stands at each mark of the pattern. */
    fills: jsonb().$type<readonly string[]>(),
    kind: text().notNull(),
    state: text().$type<MailState>().notNull().default('waiting'),
    tries: integer().notNull().default(0),
    error: text(),
    createdAt: createdAt(),
    sentAt: moment(),
  },
  (t) => [index().on(t.networkId, t.createdAt), index().on(t.state, t.createdAt), index().on(t.patternId)],
)

/** A letter to many, with marks where they differ: a thousand mails are a thousand short rows. */
export const mailPattern = pgTable(
  'mail_pattern',
  {
    id: id(),
    networkId: uuid(),
    text: text().notNull(),
    html: text(),
    headers: jsonb().$type<Record<string, string>>(),
    /** Texts that stand nowhere in it by chance. */
    marks: jsonb().$type<readonly string[]>().notNull(),
    createdAt: createdAt(),
  },
  (t) => [index().on(t.networkId)],
)
