import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readProgramme, toSampleShape } from './read.ts'
import type { SampleShape } from './sample-shape.ts'

const folder = new URL('../../../tests/programmes/', import.meta.url)
const names = readdirSync(folder).filter((f) => f.endsWith('.txt')).map((f) => f.replace(/\.txt$/, ''))
const expected = (name: string) => JSON.parse(readFileSync(new URL(`${name}.expected.json`, folder), 'utf8')) as SampleShape
const read = (name: string) => toSampleShape(readProgramme(readFileSync(new URL(`${name}.txt`, folder), 'utf8')))

/** Everything that must be right; roles and notes are free text where more than one cut can be defended. */
function core(programme: SampleShape) {
  return programme.days.map((d) => ({ date: d.date, items: d.items.map((i) => ({ start: i.start, end: i.end, title: i.title, kind: i.kind, speakers: i.speakers.map((s) => s.name), subitems: i.subitems })) }))
}

describe('programmes as people write them', () => {
  it('has a fair number of them to read', () => expect(names.length).toBeGreaterThanOrEqual(25))

  it.each(names)('%s', (name) => {
    expect(core(read(name))).toEqual(core(expected(name)))
    expect(read(name).language).toBe(expected(name).language)
    expect(read(name).title).toBe(expected(name).title)
  })
})
