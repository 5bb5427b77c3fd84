/**
 * The archive as it is sent, page by page and file by file: one meeting is held in memory at a time, and the next is read while
 * the files of this one go out.
 */
import { createHash } from 'node:crypto'
import type { ComponentChildren } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { meetingsMissing } from '#keeping/gone/reads.ts'
import { type SheetRow, sheetOf } from '#meeting/formats/sheet.ts'
import type { ItemView, MeetingRow } from '#meeting/reads.ts'
import type { ZipEntry } from '#platform/files/zipstream.ts'
import type { Ground } from '#platform/ground.ts'
import { dateTime } from '#platform/words/dates.ts'
import { pick } from '#platform/words/text.ts'
import { inLocale, localeNow, m } from '#platform/words/words.ts'
import { ArchiveFront } from '../pages/front.tsx'
import { ArchivedItem } from '../pages/item.tsx'
import { ArchivedMeeting } from '../pages/meeting.tsx'
import { ArchivedActions, ArchivedDecisions, ArchivedPlan } from '../pages/registers.tsx'
import { ArchivedTopic, ArchivedTopics } from '../pages/topics.tsx'
import { ArchiveFrame, type FrameProps } from '../parts/frame.tsx'
import { type Archived, meetingsOf, readArchived, readRegisters, readTopic } from '../reads.ts'
import { itemPage, LOOK, meetingPage, nameOfScope, type Placed, type Scope, topicPage } from '../rules.ts'

type Stands = Pick<Ground, 'db' | 'files' | 'config'>

export async function* entriesOf(ground: Stands, scope: Scope, now = Temporal.Now.instant()): AsyncGenerator<ZipEntry> {
  const { db, config } = ground
  const { network } = scope
  const sums: string[] = []
  const whole = (name: string, text: string): ZipEntry => {
    const content = Buffer.from(text)
    sums.push(`${createHash('sha256').update(content).digest('hex')}  ${name}\n`)
    return { name, content: [content] }
  }
  const meetings = await meetingsOf(db, scope)
  const registers = await readRegisters(db, scope)
  const where = `${config.baseUrl}/${network.slug}`
  const inside = inLocale(network.locale, () => ({
    plans: registers.plans.map((one) => ({ one, path: `plans/${one.plan.slug}.html` })),
    made: dateTime(now.toString(), network.timezone),
  }))
  const navNow = (): FrameProps['nav'] => [
    { path: 'index.html', text: m.archive_front() },
    ...(registers.decisions.length > 0 ? [{ path: 'decisions.html', text: m.archive_decisions() }] : []),
    ...(registers.actions.length > 0 ? [{ path: 'actions.html', text: m.archive_actions() }] : []),
    ...(registers.topics.length > 0 ? [{ path: 'topics.html', text: m.matters_topics() }] : []),
    ...inside.plans.map(({ one, path }) => ({ path, text: pick(one.plan.title, localeNow())?.text ?? one.plan.slug })),
  ]
  const page = (path: string, title: string, url: string, body: ComponentChildren): ZipEntry => {
    const frame = { path, title, url, network: network.name, nav: navNow(), made: inside.made }
    return whole(path, `<!doctype html>${renderToString(<ArchiveFrame {...frame}>{body}</ArchiveFrame>)}`)
  }

  const own = <T,>(make: () => T): T => inLocale(network.locale, make)
  const name = own(() => pick(nameOfScope(scope), network.locale)?.text ?? network.slug)
  yield own(() => whole('README.txt', m.archive_readme({ name, when: inside.made, url: where })))
  yield whole('archive.css', LOOK)
  yield own(() => page('index.html', name, where, <ArchiveFront scope={scope} meetings={meetings} />))
  if (registers.decisions.length > 0)
    yield own(() =>
      page('decisions.html', m.archive_decisions(), `${where}/decisions`, <ArchivedDecisions of={registers.decisions} />),
    )
  if (registers.actions.length > 0)
    yield own(() => page('actions.html', m.archive_actions(), `${where}/actions`, <ArchivedActions of={registers.actions} />))
  for (const { one, path } of inside.plans)
    yield own(() =>
      page(path, pick(one.plan.title, localeNow())?.text ?? '', config.baseUrl + one.path, <ArchivedPlan of={one} />),
    )
  if (registers.topics.length > 0)
    yield own(() => page('topics.html', m.matters_topics(), `${where}/topics`, <ArchivedTopics of={registers.topics} />))
  for (const topic of registers.topics) {
    const story = await readTopic(db, scope, topic)
    yield own(() => {
      const title = pick(topic.name, localeNow())?.text ?? topic.slug
      return page(topicPage(topic.slug), title, `${where}/topics/${topic.slug}`, <ArchivedTopic topic={topic} story={story} />)
    })
  }

  const reading = { network, scanning: config.CLAMD_URL !== null, missing: await meetingsMissing(db, network.id) }
  const read = (row: MeetingRow) => readArchived(db, row, reading)
  for await (const archived of oneAhead(meetings, read)) {
    for (const entry of inLocale(archived.view.meeting.locale, () => pagesOf(archived))) yield entry
    yield* filesOf(archived)
  }
  yield { name: 'checksums.txt', content: [Buffer.from(sums.join(''))] }

  function pagesOf(archived: Archived): ZipEntry[] {
    const { view } = archived
    const sheet = sheetOf(view, config.baseUrl)
    const at = meetingPage(view.meeting.slug)
    const pages = [page(at, sheet.title.text, sheet.url, <ArchivedMeeting archived={archived} sheet={sheet} path={at} />)]
    for (const [item, row] of rowsOf(archived, sheet.days)) {
      const path = itemPage(item.path)
      const body = <ArchivedItem {...{ archived, item, row, path }} when={sheet.when} baseUrl={config.baseUrl} />
      pages.push(page(path, `${row.title.text} · ${sheet.title.text}`, row.url, body))
    }
    return pages
  }

  async function* filesOf({ view, files, captions, pictures }: Archived): AsyncGenerator<ZipEntry> {
    const all: (Placed | Omit<Placed, 'size'>)[] = [...files.values(), ...captions.values(), ...pictures.values()]
    const open = async ({ sha256 }: Pick<Placed, 'sha256'>) => {
      // A file that is gone from the store is told by the doctor, and does not keep the rest from anybody.
      const content = await ground.files.read(view.meeting.networkId, sha256).catch(() => null)
      // Whoever reads is told of errors by what is read; until somebody does, they are nobody's.
      return content?.on('error', () => {})
    }
    let ahead: ReturnType<typeof open> | null = null
    let content: Awaited<ReturnType<typeof open>>
    try {
      for (const [i, placed] of all.entries()) {
        content = await (ahead ?? open(placed))
        const next = all[i + 1]
        ahead = next && 'size' in placed && placed.size < SOON_SENT ? open(next) : null
        if (!content) continue
        // Its sum is its name in the store: it is not read twice.
        sums.push(`${placed.sha256}  ${placed.path}\n`)
        yield {
          name: placed.path,
          content: content as AsyncIterable<Buffer>,
          ...('size' in placed && { stored: { size: placed.size } }),
        }
      }
    } finally {
      // Whoever takes the archive may leave at any moment.
      content?.destroy()
      void ahead?.then((unread) => unread?.destroy())
    }
  }
}

/** Bytes. While a smaller file goes out the next is opened; a store in the cloud closes what nobody reads for long. */
const SOON_SENT = 4e6

/** Items that have a page, each with what is said of it; breaks have none. */
function* rowsOf(
  { view }: Archived,
  days: readonly { readonly rows: readonly SheetRow[] }[],
): Generator<readonly [ItemView, SheetRow]> {
  for (const [i, day] of view.days.entries())
    for (const [j, item] of day.items.entries()) {
      const row = days[i]!.rows[j]!
      if (row.pause) continue
      yield [item, row]
      for (const [k, part] of item.subitems.entries()) yield [part, row.parts[k]!]
    }
}

/** What is read of each, in order; the next is read while this one is used. */
async function* oneAhead<T, R>(all: readonly T[], read: (one: T) => Promise<R>): AsyncGenerator<R> {
  const begin = (at: number) => {
    const one = at < all.length ? read(all[at]!) : null
    // Nobody may ask for it any more: then its failure is nobody's.
    one?.catch(() => {})
    return one
  }
  let next = begin(0)
  for (let at = 1; next; at++) {
    const now = await next
    next = begin(at)
    yield now
  }
}
