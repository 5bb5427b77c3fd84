import { describe, expect, it } from 'vitest'
import { partScore, scoreOf, type Tally, THINGS } from './compare.ts'
import { LAYOUTS } from './layouts.ts'
import { LANGUAGES, rounds } from './round.ts'

const by = { layout: new Map<string, Tally[]>(), language: new Map<string, Tally[]>() }
for (const { layout, language, tally } of rounds(3)) {
  by.layout.set(layout, [...(by.layout.get(layout) ?? []), tally])
  by.language.set(language, [...(by.language.get(language) ?? []), tally])
}

// Made programmes hold no surprises; what people really wrote lies in the folder above.
const FLOOR = 0.97

describe('a programme written in a layout is read back', () => {
  it.each(LAYOUTS.map((layout) => layout.name))('%s', (name) => {
    expect(scoreOf(by.layout.get(name) ?? [])).toBeGreaterThanOrEqual(FLOOR)
  })

  it.each(LANGUAGES)('in %s', (language) => {
    for (const thing of THINGS) expect(partScore(by.language.get(language) ?? [], thing), thing).toBeGreaterThanOrEqual(0.95)
  })
})
