/** The programmes of this folder, read and compared with what they were meant to say. */
import { readdirSync, readFileSync } from 'node:fs'
import { readProgramme } from '#programme/reader/read.ts'
import { type SampleShape, toSampleShape } from '#programme/reader/sample-shape.ts'
import type { Language } from '#programme/reader/shape.ts'
import { compare, type Tally } from '../made/compare.ts'

export interface Wide {
  readonly name: string
  readonly language: Language
  readonly tally: Tally
}

export function readWide(): Wide[] {
  const folder = new URL('./', import.meta.url)
  const names = readdirSync(folder).flatMap((file) => (file.endsWith('.txt') ? [file.slice(0, -'.txt'.length)] : []))
  return names.map((name) => {
    const meant = JSON.parse(readFileSync(new URL(`${name}.expected.json`, folder), 'utf8')) as SampleShape
    const text = readFileSync(new URL(`${name}.txt`, folder), 'utf8')
    return { name, language: meant.language, tally: compare(meant, toSampleShape(readProgramme(text))) }
  })
}
