/**
 * A topic that was on five hundred times over a hundred meetings, each time with decisions, an action and minutes: how long its page
 * takes, made anew at every request, and how many queries, beside one that was on fifty times.
 */
import { newId } from '../src/platform/db/id.ts'
import { median, say, tell } from './figures.ts'
import { addMeetings, type BenchWorld, benchWorld, manyTimes, type Timed } from './world.ts'

const MEETINGS = 100
const PER_MEETING = 5
const FEW = 50
const TIMES = 120

export async function topicFigures(): Promise<void> {
  const world = await benchWorld({ PAGE_CACHE: 'no', SERVER_TIMING: 'yes', TRUST_PROXY: 'yes', WORKER: 'no' })
  await fill(world)
  const many = await measured(world, 'e-boker')
  const few = await measured(world, 'sjeldnere')
  const sorted = many.map((one) => one.ms).sort((a, b) => a - b)
  const queries = (of: readonly Timed[]) => median(of.map((one) => one.queries))
  tell({ bench: 'search', figure: 'topic-500-p95', value: sorted[Math.floor(sorted.length * 0.95)]!, unit: 'ms' })
  tell({ bench: 'search', figure: 'topic-500-median', value: median(sorted), unit: 'ms' })
  tell({ bench: 'search', figure: 'topic-500-queries', value: queries(many), unit: 'queries' })
  tell({
    bench: 'search',
    figure: 'topic-500-queries-ratio',
    value: queries(many) / queries(few),
    unit: 'ratio',
    of: `those of ${FEW}`,
  })
  await world.end()
}

/** The page as one asks who is not signed in; what it must tell is looked for once. */
async function measured(world: BenchWorld, slug: string): Promise<Timed[]> {
  const url = `${world.program.address}/bench/topics/${slug}`
  const page = await (await fetch(url)).text()
  for (const said of ['Det ble vedtatt', 'Følge opp', 'Fylkesbiblioteket la fram'])
    if (!page.includes(said)) throw new Error(`${url} does not tell "${said}"`)
  return manyTimes(url, TIMES)
}

async function fill(world: BenchWorld): Promise<void> {
  await addMeetings(world, MEETINGS, 'tema-')
  const { sql, networkId } = world
  const [all, some] = [newId(), newId()]
  await sql.query(
    `insert into topic (id, network_id, slug, name) values ($1, $3, 'e-boker', '{"nb":"E-bøker"}'), ($2, $3, 'sjeldnere', '{"nb":"Sjeldnere"}')`,
    [all, some, networkId],
  )
  const { rows: days } = await sql.query(
    `select d.id, d.meeting_id from day d join meeting m on m.id = d.meeting_id where m.slug like 'tema-%'`,
  )
  let number = 0
  for (const day of days)
    for (let i = 0; i < PER_MEETING; i++) {
      number++
      const itemId = newId()
      await sql.query(
        `insert into item (id, network_id, meeting_id, day_id, position, kind, title) values ($1, $2, $3, $4, $5, 'talk', $6)`,
        [itemId, networkId, day.meeting_id, day.id, 10 + i, { nb: `Om e-bøker, gang ${number}` }],
      )
      await write(world, { itemId, meetingId: day.meeting_id, number })
      for (const topicId of number <= FEW ? [all, some] : [all])
        await sql.query(`insert into topic_link (network_id, topic_id, kind, subject_id) values ($1, $2, 'item', $3)`, [
          networkId,
          topicId,
          itemId,
        ])
    }
  await sql.query('vacuum analyze')
  say(`  ${number} treatments at ${MEETINGS} meetings`)
}

/** Published minutes with two decisions, and an action that is still to be done. */
async function write(
  { sql, networkId }: BenchWorld,
  { itemId, meetingId, number }: { readonly itemId: string; readonly meetingId: string; readonly number: number },
): Promise<void> {
  const [minutesId, ...blocks] = [newId(), newId(), newId()]
  const paragraph = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] })
  const said = 'Fylkesbiblioteket la fram saken. Bibliotekene ga innspill, og utkastet sendes ut til gjennomlesing. '.repeat(6)
  const document = {
    type: 'doc',
    content: [
      paragraph(said),
      ...blocks.map((id, i) => ({
        type: 'decision',
        attrs: { id },
        content: [paragraph(`Det ble vedtatt å kjøpe inn felles lisenser, punkt ${i + 1}.`)],
      })),
      paragraph(said),
    ],
  }
  await sql.query(
    `insert into minutes (id, network_id, meeting_id, item_id, document, html, text, number, state, published_at, published_number)
     values ($1, $2, $3, $4, $5, '', $6, 1, 'approved', now() - interval '50 days', 1)`,
    [minutesId, networkId, meetingId, itemId, document, said],
  )
  await sql.query(
    `insert into minutes_revision (id, network_id, minutes_id, number, document, html, text) values ($1, $2, $3, 1, $4, '', $5)`,
    [newId(), networkId, minutesId, document, said],
  )
  for (const [i, blockId] of blocks.entries())
    await sql.query(
      `insert into minutes_object (id, network_id, minutes_id, meeting_id, item_id, block_id, kind, position, number, number_year, text)
       values ($1, $2, $3, $4, $5, $6, 'decision', $7, $8, 2026, 'Vedtak')`,
      [newId(), networkId, minutesId, meetingId, itemId, blockId, i, number * 2 + i],
    )
  await sql.query(
    `insert into action (id, network_id, meeting_id, item_id, locale, text, status, audience, due)
     values ($1, $2, $3, $4, 'nb', $5, 'under_way', 'public', '2026-12-01')`,
    [newId(), networkId, meetingId, itemId, `Følge opp lisensene etter gang ${number}.`],
  )
}
