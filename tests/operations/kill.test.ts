/**
 * Whatever was answered stays: program and database are killed together, again and again, while people write through the
 * program's own pages. KILL_SEED and KILL_ROUNDS repeat a run or make it longer.
 */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { freePort, startProgram } from '../program.ts'
import {
  type Client,
  databaseOf,
  databaseProcesses,
  furnish,
  type Installation,
  makeRoom,
  numbersFrom,
  post,
  rows,
} from './operator.ts'

const rounds = Number(process.env.KILL_ROUNDS ?? 21)
const seed = Number(process.env.KILL_SEED ?? 20200429)
const room = makeRoom()
afterAll(room.remove)

interface Write {
  /** Sends one write; resolves with what must be there when it was answered well, and throws when it was not answered. */
  send(address: string, word: string): Promise<void>
  /** The words of all such writes that the database holds. */
  held(url: string): Promise<string[]>
}

/** Four people who write different things: a name, a row of the programme, a file, minutes. */
function writesOf(place: Installation, dataDir: string): Write[] {
  const [named, planner, uploader, writer] = place.clients as [Client, Client, Client, Client]
  const expectStatus = async (answer: Response, status: number) => {
    if (answer.status !== status) throw new Error(`answered ${answer.status}: ${await answer.text()}`)
  }
  let basedOn = 0
  let edit = 0
  return [
    {
      send: async (address, word) => expectStatus(await post(address, named, '/me', { name: word, locale: 'nb' }), 303),
      async held(url) {
        const acts = await rows<{ word: string }>(
          url,
          `select after->>'name' as word from activity where action = 'person.changed' order by id`,
        )
        const [now] = await rows<{ name: string }>(url, 'select name from person where id = $1', [named.id])
        // The act and what it did came together or not at all.
        if (acts.length > 0) expect(now!.name).toBe(acts.at(-1)!.word)
        return acts.map(({ word }) => word)
      },
    },
    {
      send: async (address, word) =>
        expectStatus(await post(address, planner, `${place.meeting}/programme/new`, { 'title/nb': word, kind: 'talk' }), 303),
      async held(url) {
        const items = await rows<{ word: string }>(
          url,
          `select title->>'nb' as word from item where meeting_id = $1 and title->>'nb' <> 'Åpning' order by title->>'nb'`,
          [place.meetingId],
        )
        const acts = await rows<{ word: string }>(
          url,
          `select made->'after'->'title'->>'nb' as word from activity act
            join operation on operation.meeting_id = act.meeting_id and operation.number = (act.after->>'operation')::int
            cross join jsonb_array_elements(operation.changes) as made
            where act.action = 'item.added' and act.meeting_id = $1 and made->>'of' = 'item' and made->>'before' is null
            and made->'after'->'title'->>'nb' <> 'Åpning' order by 1`,
          [place.meetingId],
        )
        // The item, the operation that undo needs, and the act came together or not at all.
        expect(items).toEqual(acts)
        return items.map(({ word }) => word)
      },
    },
    {
      async send(address, word) {
        const form = new FormData()
        for (const [name, value] of Object.entries({ kind: 'paper', title: word, locale: 'nb' })) form.set(name, value)
        form.set('file', new File([`${word}\n`.repeat(2000)], `${word}.txt`, { type: 'text/plain' }))
        await expectStatus(await post(address, uploader, `${place.item}/materials`, form), 303)
      },
      async held(url) {
        const files = await rows<{ name: string; sha256: string }>(
          url,
          'select file_name as name, sha256 from material_version where network_id = $1',
          [place.networkId],
        )
        // No row without its file, answered or not, and no file with other bytes.
        for (const { name, sha256 } of files) {
          const path = join(dataDir, 'files', place.networkId, sha256)
          const bytes = existsSync(path) ? readFileSync(path) : Buffer.from('nothing')
          expect(createHash('sha256').update(bytes).digest('hex'), name).toBe(sha256)
        }
        return files.map(({ name }) => name.replace('.txt', ''))
      },
    },
    {
      async send(address, word) {
        const document = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: word }] }] }
        const body = JSON.stringify({ basedOn, window: 'the-only-window', edit: ++edit, document })
        const answer = await post(address, writer, `${place.item}/minutes/document`, body, {
          'content-type': 'application/json',
          accept: 'application/json',
        })
        await expectStatus(answer.clone(), 200)
        basedOn = ((await answer.json()) as { number: number }).number
      },
      async held(url) {
        const saved = await rows<{ word: string }>(
          url,
          'select r.text as word from minutes_revision r join minutes m on m.id = r.minutes_id where m.meeting_id = $1',
          [place.meetingId],
        )
        return saved.map(({ word }) => word.trim())
      },
    },
  ]
}

test(`keeps every answered write through ${rounds} kills of program and database`, { timeout: 180_000 }, async () => {
  const random = numbersFrom(seed)
  const dataDir = room.place()
  const port = await freePort()
  const env = { DATA_DIR: dataDir, SAMPLE: 'no' }
  let program = await startProgram(env, port)
  const place = await furnish(await databaseOf(dataDir), 4)
  const writes = writesOf(place, dataDir)
  const promised = writes.map(() => new Set<string>())
  let count = 0

  const look = async () => {
    const url = await databaseOf(dataDir)
    for (const [i, write] of writes.entries()) {
      const held = new Set(await write.held(url))
      const lost = [...promised[i]!].filter((word) => !held.has(word))
      expect(lost, `seed ${seed}: answered and gone`).toEqual([])
    }
  }

  for (let round = 0; round < rounds; round++) {
    let killed = false
    const wrong: unknown[] = []
    const answered = new Set<Write>()
    const work = writes.map(async (write, i) => {
      while (!killed) {
        const word = `ord-${round}-${++count}`
        try {
          await write.send(program.address, word)
          promised[i]!.add(word)
          answered.add(write)
        } catch (error) {
          // Before the kill every write is answered, and well.
          if (!killed) wrong.push(error)
        }
      }
    })
    // Mostly in full swing, every fourth time in the first moments after the start.
    while (round % 4 < 3 && answered.size < writes.length && wrong.length === 0) await setTimeout(10)
    await setTimeout(random() * 250)
    const postmaster = Number.parseInt(readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8'), 10)
    const all = databaseProcesses(dataDir)
    killed = true
    // By turns: both at once; the database with all its processes; the program alone, so that the next one finds an orphan.
    const targets = [[program.pid, postmaster], [...all, program.pid], [program.pid]][round % 3]!
    for (const pid of targets)
      try {
        process.kill(pid, 'SIGKILL')
      } catch {
        // a worker of the database that ended meanwhile
      }
    await Promise.all([...work, program.ended])
    expect(wrong, program.output()).toEqual([])
    program = await startProgram(env, port)
    await look()
  }

  const sizes = promised.map((words) => words.size)
  console.log(`${rounds} kills, seed ${seed}; answered names, rows, files, minutes: ${sizes.join(', ')}`)
  for (const each of sizes) expect(each).toBeGreaterThanOrEqual(Math.floor((rounds * 3) / 4))
  await program.stop()
  expect(databaseProcesses(dataDir)).toEqual([])
})
