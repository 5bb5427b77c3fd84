import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readProgramme, toSampleShape } from './read.ts'

const root = new URL('../../../', import.meta.url)
const text = (path: string) => readFileSync(new URL(path, root), 'utf8')
const april = () => readProgramme(text('sample/april-2020.txt'))

describe('the programme of April 2020', () => {
  it('is read without a fault', () => {
    const { doubts: _, ...read } = toSampleShape(april())
    expect(read).toEqual(JSON.parse(text('tests/programmes/april-2020.expected.json')))
  })

  it('asks about exactly what an organiser would look at twice', () => {
    expect(april().doubts.map((d) => [d.where.line, d.why])).toEqual([
      [12, 'role-for-both'],
      [16, 'time-spacing'],
      [34, 'line-without-dash'],
      [36, 'missing-quote'],
      [40, 'postponed-in-prose'],
    ])
  })

  it('keeps the speakers of a sub-item with the sub-item', () => {
    const first = april().days[0]?.items[0]
    expect(first?.speakers).toEqual([])
    expect(first?.subitems.map((s) => s.speakers.map((p) => p.name))).toEqual([
      ['Anne Torill Eriksen Balto'],
      ['Sunniva Knutsen', 'Birgit Larsen'],
    ])
  })

  it('points speakers back to where they stand', () => {
    const reading = april()
    for (const speaker of reading.days.flatMap((d) => d.items.flatMap((i) => i.subitems.flatMap((s) => s.speakers)))) {
      const { line, from, to } = speaker.span
      expect(reading.lines[line - 1]?.text.slice(from, to)).toBe(speaker.name)
    }
  })
})
