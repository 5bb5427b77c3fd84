import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readProgramme, toSampleShape } from './read.ts'
import type { SampleShape } from './sample-shape.ts'

const folder = new URL('../../../tests/programmes/', import.meta.url)
const names = readdirSync(folder)
  .filter((f) => f.endsWith('.txt'))
  .map((f) => f.replace(/\.txt$/, ''))
const expected = (name: string) => JSON.parse(readFileSync(new URL(`${name}.expected.json`, folder), 'utf8')) as SampleShape
const read = (name: string) => toSampleShape(readProgramme(readFileSync(new URL(`${name}.txt`, folder), 'utf8')))

describe('programmes as people write them', () => {
  it('has a fair number of them to read', () => expect(names.length).toBeGreaterThanOrEqual(25))

  it.each(names)('%s', (name) => {
    const { doubts: _, ...programme } = read(name)
    expect(programme).toEqual(expected(name))
  })
})
