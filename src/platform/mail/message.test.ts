/** What a mail program reads of a mail after it has been through an SMTP server. */
import { createTransport } from 'nodemailer'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type MailServer, makeMailServer } from '../../../tests/mailserver.ts'
import { headerOf, leavesOf, partsOf } from '../../../tests/mime.ts'
import { newId } from '../db/id.ts'
import { messageOf } from './message.ts'

let server: MailServer
beforeAll(async () => {
  server = await makeMailServer()
})
afterAll(() => server.end())

const mail = {
  id: newId(),
  to: 'kari@example.org',
  subject: 'Møte på Kárášjohka',
  text: 'Brødtekst om č, đ og 本.\n.\n.punktum først\n=3D er ikke et likhetstegn\nmellomrom til slutt \n',
  html: `<!doctype html><p>${'En lang linje uten slutt – '.repeat(100)}</p>`,
  headers: { 'List-Unsubscribe': '<https://example.org/>' },
  calendar: null,
}
async function sent(row: Parameters<typeof messageOf>[0]): Promise<string> {
  const transport = createTransport({ url: server.url })
  await transport.sendMail(messageOf(row, { from: 'Samling <samling@example.org>', host: 'samling.example' }))
  return server.received.at(-1)!.raw
}
const leaves = (raw: string) => leavesOf(partsOf(raw))
const lines = (text: string) => text.replaceAll('\r\n', '\n').trimEnd()

it('every letter of it arrives, as text first and as HTML, in lines that every server takes', async () => {
  const raw = await sent(mail)
  expect(leaves(raw).map(({ type, parameters }) => [type, parameters['charset']])).toEqual([
    ['text/plain', 'utf-8'],
    ['text/html', 'utf-8'],
  ])
  expect(leaves(raw).map((part) => lines(part.content))).toEqual([mail.text.trimEnd(), mail.html])
  expect(Math.max(...raw.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(78)
  // Nothing that only an eight-bit line carries.
  expect(Math.max(...Buffer.from(raw))).toBeLessThan(128)
  expect(headerOf(raw, 'Auto-Submitted')).toBe('auto-generated')
  expect(headerOf(raw, 'List-Unsubscribe')).toBe('<https://example.org/>')
})

it('bears the same id on every try', async () => {
  const tries = [await sent(mail), await sent(mail)].map((raw) => headerOf(raw, 'Message-ID'))
  expect(tries[0]).toContain(mail.id)
  expect(tries[1]).toBe(tries[0])
})

it('without HTML is text alone', async () => {
  const raw = await sent({ ...mail, html: null })
  expect(partsOf(raw).type).toBe('text/plain')
  expect(lines(partsOf(raw).content)).toBe(mail.text.trimEnd())
  expect(headerOf(raw, 'To')).toBe(mail.to)
})

it('with a calendar entry says its method in the type too', async () => {
  const content = 'BEGIN:VCALENDAR\r\nMETHOD:CANCEL\r\nEND:VCALENDAR\r\n'
  const entry = leaves(await sent({ ...mail, calendar: { method: 'CANCEL', content } })).find(
    (one) => one.type === 'text/calendar',
  )!
  expect(entry.parameters).toMatchObject({ method: 'CANCEL', charset: 'utf-8' })
  expect(lines(entry.content)).toBe(lines(content))
})
