/**
 * Everybody works on one meeting at once, on every form they are offered: they may be refused or told of a conflict, but
 * nobody meets a fault of ours. BUSY_SEED and BUSY_SECONDS repeat a run or make it longer.
 */
import { afterAll, expect, test } from 'vitest'
import { startProgram } from '../program.ts'
import { type Client, databaseOf, furnish, makeRoom, numbersFrom, post } from './operator.ts'

const seed = Number(process.env.BUSY_SEED ?? 20200429)
const seconds = Number(process.env.BUSY_SECONDS ?? 8)
const room = makeRoom()
afterAll(room.remove)

interface Form {
  readonly action: string
  readonly multipart: boolean
  readonly fields: readonly { readonly name: string; readonly type: string; readonly values: readonly string[] }[]
}

const attribute = (tag: string, name: string) => {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]
  return value
    ?.replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}

/** The forms of a page that change something. */
function formsIn(html: string, path: string): Form[] {
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)]
    .filter(([, tag]) => attribute(tag!, 'method')?.toLowerCase() === 'post')
    .map(([, tag, inside]) => ({
      action: attribute(tag!, 'action') ?? path,
      multipart: attribute(tag!, 'enctype') === 'multipart/form-data',
      fields: [...inside!.matchAll(/<(input|textarea|select|button)\b([^>]*)>([\s\S]*?)(?=<\/\1>|<)/g)].flatMap(
        ([, kind, at]) => {
          const name = attribute(at!, 'name')
          if (!name || /\sdisabled/.test(at!)) return []
          const options = kind === 'select' ? new RegExp(`name="${name}"[\\s\\S]*?</select>`).exec(inside!)?.[0] : undefined
          const values = options
            ? [...options.matchAll(/<option\b([^>]*)>/g)].map((one) => attribute(one[1]!, 'value') ?? '')
            : [attribute(at!, 'value') ?? '']
          return [{ name, type: kind === 'input' ? (attribute(at!, 'type') ?? 'text') : kind!, values }]
        },
      ),
    }))
}

test(`nobody who works on a busy meeting for ${seconds} seconds meets a fault of ours`, { timeout: 120_000 }, async () => {
  const random = numbersFrom(seed)
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!
  const dataDir = room.place()
  const program = await startProgram({ DATA_DIR: dataDir, SAMPLE: 'no', LOG_LEVEL: 'error' })
  const url = await databaseOf(dataDir)
  const place = await furnish(url, 6)
  const network = place.meeting.split('/').slice(0, 2).join('/')
  const pages = ['', '/edit', '/settings', '/people', '/programme', '/programme/new', '/texts'].map((end) => place.meeting + end)
  const items = ['', '/edit', '/materials', '/minutes', '/minutes/revisions'].map((end) => place.item + end)
  const all = [
    ...pages,
    ...pages,
    ...items,
    ...items,
    network,
    `${network}/organisations`,
    `${network}/people`,
    `${network}/settings`,
    '/me',
  ]
  // What ends the work of others: leaving, and taking the meeting or people away.
  const apart = /sign-out|sessions|\/withdraw$|\/settings\/remove$|\/people\/[^/]+$|\/programme\/remove$/

  /** Mostly what fits, sometimes what does not; null where nothing is sent. */
  const fill = ({ name, type, values }: Form['fields'][number]): string | File | null => {
    const stay = values[0]!
    if (type === 'file') return new File([`fil ${random()}`], 'notat.txt', { type: 'text/plain' })
    if (type === 'hidden' || type === 'button' || type === 'submit') return stay
    if (type === 'checkbox' || type === 'radio') return random() < 0.5 ? stay : null
    if (type === 'select') return pick(values)
    if (type === 'date') return pick([stay, '2026-11-25', '2026-12-01', '2026-02-30', ''])
    if (random() < 0.6) return stay
    if (type === 'email') return pick([`gjest${Math.floor(random() * 50)}@example.no`, 'ingen'])
    if (type === 'url' || /url/i.test(name)) return pick(['https://example.no/a', 'ftp://example.no', ''])
    if (/^(start|end)$/.test(name)) return pick(['09:00', '10.30', '23:59', 'tull', ''])
    return pick([`Ord ${Math.floor(random() * 1e6)}`, 'Čoahkkin «æøå»', ''])
  }

  const answers = new Map<string, Map<number, number>>()
  const until = performance.now() + seconds * 1000
  const work = async (client: Client) => {
    while (performance.now() < until) {
      const path = pick(all)
      const shown = await fetch(program.address + path, { headers: { cookie: client.cookie }, redirect: 'manual' })
      const forms = formsIn(await shown.text(), path).filter((form) => !apart.test(form.action))
      if (shown.status !== 200 || forms.length === 0) continue
      const form = pick(forms)
      const body = new FormData()
      for (const field of form.fields) {
        const value = fill(field)
        if (value !== null) body.set(field.name, value)
      }
      const sent = form.multipart ? body : Object.fromEntries([...body].map(([name, value]) => [name, String(value)]))
      const answer = await post(program.address, client, form.action, sent)
      await answer.arrayBuffer()
      const kind = form.action
        .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id')
        .replace(/\/\d+-[^/]*/, '/:item')
        .replace(network, '')
        .replace('/ledermote', '/:meeting')
      const counts = answers.get(kind) ?? new Map<number, number>()
      counts.set(answer.status, (counts.get(answer.status) ?? 0) + 1)
      answers.set(kind, counts)
    }
  }
  await Promise.all(place.clients.map(work))
  const told = [...answers]
    .sort()
    .map(([kind, counts]) => `${kind}: ${[...counts].map(([status, n]) => `${n}× ${status}`).join(', ')}`)
  console.log(`seed ${seed}\n${told.join('\n')}`)
  await program.stop()
  expect(program.output()).not.toMatch(/"level":(50|60)/)
  expect(answers.size).toBeGreaterThan(8)
})
