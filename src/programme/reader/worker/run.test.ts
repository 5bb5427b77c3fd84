import { describe, expect, it } from 'vitest'
import { readProgramme } from '../read.ts'
import { readAnySize, readInWorker } from './run.ts'

const programme = (items: number) =>
  [
    'Møte onsdag 5. mai 2027',
    ...Array.from({ length: items }, (_, i) => `${clock(480 + (i % 50) * 10)} Sak ${i} ved Kari Moe, Nes bibliotek`),
  ].join('\n')
const clock = (minutes: number) => `${String(Math.floor(minutes / 60)).padStart(2, '0')}.${String(minutes % 60).padStart(2, '0')}`

describe('a reading in a thread', () => {
  it('is the same as one made here', async () => {
    const text = programme(40)
    expect(await readInWorker(text, { language: 'nn' })).toEqual(readProgramme(text, { language: 'nn' }))
  })

  it('leaves the thread of everybody else free', async () => {
    const text = programme(8000)
    let ticks = 0
    const timer = setInterval(() => ticks++, 5)
    const reading = await readAnySize(text)
    clearInterval(timer)
    expect(reading?.days[0]?.items).toHaveLength(8000)
    expect(ticks).toBeGreaterThan(5)
  })

  it('is given up after its time', async () => {
    expect(await readInWorker(programme(8000), {}, 20)).toBeNull()
  })

  it('waits its turn when others are read, and all are read', async () => {
    const all = await Promise.all([1, 2, 3, 4].map((n) => readInWorker(programme(n))))
    expect(all.map((reading) => reading?.days[0]?.items.length)).toEqual([1, 2, 3, 4])
  })
})
