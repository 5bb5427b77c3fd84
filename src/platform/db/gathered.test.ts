import { describe, expect, it } from 'vitest'
import type { Db } from './db.ts'
import { gathered } from './gathered.ts'

/** Only told apart from others: nothing is asked of it here. */
const database = () => ({}) as Db

/** Doubles numbers, a round at a time; each round ends when it is let. */
function doubling(most?: number) {
  const rounds: { asked: readonly number[]; end: () => void }[] = []
  const double = gathered(
    (_db, asked: readonly number[]) =>
      new Promise<number[]>((resolve, reject) => {
        const end = () => (asked.includes(13) ? reject(new Error('thirteen')) : resolve(asked.map((n) => n * 2)))
        rounds.push({ asked, end })
      }),
    most,
  )
  const round = async (n: number) => {
    while (!rounds[n]) await new Promise((resolve) => setImmediate(resolve))
    return rounds[n]
  }
  return { double, round, rounds }
}

describe('what is asked at once', () => {
  it('is answered in one round, to each their own', async () => {
    const { double, round, rounds } = doubling()
    const db = database()
    const answers = Promise.all([1, 2, 3].map((n) => double(db, n)))
    ;(await round(0)).end()
    expect(await answers).toEqual([2, 4, 6])
    expect(rounds.map((one) => one.asked)).toEqual([[1, 2, 3]])
  })

  it('is never answered by a round that had begun before', async () => {
    const { double, round, rounds } = doubling()
    const db = database()
    const first = double(db, 1)
    const begun = await round(0)
    const later = Promise.all([double(db, 2), double(db, 3)])
    begun.end()
    expect(await first).toBe(2)
    ;(await round(1)).end()
    expect(await later).toEqual([4, 6])
    const again = double(db, 4)
    ;(await round(2)).end()
    expect(await again).toBe(8)
    expect(rounds.map((one) => one.asked)).toEqual([[1], [2, 3], [4]])
  })

  it('is taken in rounds of so many at most', async () => {
    const { double, round, rounds } = doubling(2)
    const db = database()
    const answers = Promise.all([1, 2, 3].map((n) => double(db, n)))
    ;(await round(0)).end()
    ;(await round(1)).end()
    expect(await answers).toEqual([2, 4, 6])
    expect(rounds.map((one) => one.asked)).toEqual([[1, 2], [3]])
  })

  it('fails for whom it fails, and not for those who asked beside them', async () => {
    const { double, round } = doubling()
    const db = database()
    const answers = Promise.allSettled([1, 13, 3].map((n) => double(db, n)))
    for (let n = 0; n < 4; n++) (await round(n)).end()
    expect((await answers).map((one) => (one.status === 'fulfilled' ? one.value : String(one.reason)))).toEqual([
      2,
      'Error: thirteen',
      6,
    ])
  })

  it('goes to the database that was asked', async () => {
    const { double, round, rounds } = doubling()
    const answers = Promise.all([double(database(), 1), double(database(), 2)])
    ;(await round(0)).end()
    ;(await round(1)).end()
    expect(await answers).toEqual([2, 4])
    expect(rounds.map((one) => one.asked)).toEqual([[1], [2]])
  })
})
