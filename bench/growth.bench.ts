/** Whether a page and the lists stay as quick when the network's archive grows: caches off, 10, 1,000 and 50,000 meetings. */
import { calibrate, median, say, tell } from './figures.ts'
import { addMeeting, addMeetings, benchWorld, manyTimes } from './world.ts'

calibrate('growth')
const world = await benchWorld({ PAGE_CACHE: 'no', SERVER_TIMING: 'yes' })
await addMeeting(world, 'fast', 24)
const pages = { page: '/bench/fast', list: '/bench', series: '/bench/series/rekke' }
const first: Record<string, number> = {}
let there = 1
for (const count of [10, 1000, 50_000]) {
  await addMeetings(world, count - there, `m${count}-`)
  there = count
  say(`  ${count} meetings`)
  // Taken in turns, so that a slow spell of the machine falls on all of them.
  const times: Record<string, number[]> = { page: [], list: [], series: [] }
  for (let round = 0; round < 4; round++)
    for (const [name, path] of Object.entries(pages))
      times[name]!.push(...(await manyTimes(`${world.program.address}${path}`, 20)).map((run) => run.ms))
  for (const name of Object.keys(pages)) {
    const value = median(times[name]!)
    first[name] ??= value
    tell({ bench: 'growth', figure: `${name}-${count}-meetings`, value, unit: 'ms' })
    if (count === 50_000)
      tell({ bench: 'growth', figure: name, value: value / first[name]!, unit: 'ratio', of: 'the same with 10 meetings' })
  }
}
await world.end()
