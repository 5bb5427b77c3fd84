/** A whole day with forty in the room, on the program as people run it: `npm run bench -- rehearsal` tells what it took. */
import { afterAll, expect, test } from 'vitest'
import { rehearse } from '../rehearsal/rehearsal.ts'
import { makeRoom } from './operator.ts'

const room = makeRoom()
afterAll(room.remove)

test('the meeting of April 2020 is held from its welcome to its way home', { timeout: 240_000 }, async () => {
  const { figures, complaints } = await rehearse(room.place())
  console.log(figures.map(({ figure, value, unit }) => `${figure.padEnd(20)} ${Math.round(value)} ${unit}`).join('\n'))
  expect(complaints).toEqual([])
})
