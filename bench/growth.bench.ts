/**
 * Whether a page and the lists stay as quick when the network's archive grows: caches off, 10, 1,000 and 50,000 meetings.
 * Beside the growing installation stands one that keeps its 10 meetings; both are asked in turns, so that a slow spell of the
 * machine falls on both.
 */
import { calibrate, median, say, tell } from './figures.ts'
import { addMeeting, addMeetings, benchWorld, manyTimes } from './world.ts'

const ROUNDS = 6
const pages = { page: '/bench/fast', list: '/bench', series: '/bench/series/rekke' }

calibrate('growth')
const env = { PAGE_CACHE: 'no', SERVER_TIMING: 'yes' }
const small = await benchWorld(env)
const growing = await benchWorld(env)
for (const world of [small, growing]) {
  await addMeeting(world, 'fast', 24)
  await addMeetings(world, 9, 'a')
}
let there = 10
for (const count of [10, 1000, 50_000]) {
  await addMeetings(growing, count - there, `m${count}-`)
  there = count
  say(`  ${count} meetings`)
  for (const [name, path] of Object.entries(pages)) {
    const ratios: number[] = []
    const times: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const p50 = async (address: string) => median((await manyTimes(`${address}${path}`, 20)).map((run) => run.ms))
      const [ours, theirs] = [await p50(growing.program.address), await p50(small.program.address)]
      times.push(ours)
      ratios.push(ours / theirs)
    }
    tell({ bench: 'growth', figure: `${name}-${count}-meetings`, value: median(times), unit: 'ms' })
    if (count > 10)
      tell({ bench: 'growth', figure: `${name}-${count}`, value: median(ratios), unit: 'ratio', of: 'the same with 10 meetings' })
  }
}
await small.end()
await growing.end()
