/**
 * Whether a page and the lists stay as quick when the network's archive grows: caches off, 10, 1,000 and 50,000 meetings.
 * Beside the growing installation stands one that keeps its 10 meetings; both are asked in turns, request by
 * request, so that a slow spell of the machine falls on both.
 */
import { calibrate, median, say, tell } from './figures.ts'
import { addMeeting, addMeetings, benchWorld, inTurns } from './world.ts'

const REQUESTS = 120
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
    const times = await inTurns(`${growing.program.address}${path}`, `${small.program.address}${path}`, REQUESTS)
    const ours = median(times.one)
    tell({ bench: 'growth', figure: `${name}-${count}-meetings`, value: ours, unit: 'ms' })
    if (count > 10)
      tell({
        bench: 'growth',
        figure: `${name}-${count}`,
        value: ours / median(times.other),
        unit: 'ratio',
        of: 'the same with 10 meetings',
      })
  }
}
await small.end()
await growing.end()
