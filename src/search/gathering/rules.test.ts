import { expect, it } from 'vitest'
import { pieces } from './rules.ts'

it('cuts a line that is too long between its words', () => {
  const line = 'bibliotekene samarbeider '.repeat(200).trim()
  const cut = pieces(line)
  expect(cut.length).toBeGreaterThan(3)
  expect(cut.every((piece) => piece.length <= 1200 && /^bibl|^sam/.test(piece))).toBe(true)
  expect(cut.join(' ')).toBe(line)
})

it('never cuts within a letter: half of one is no text that the database takes', () => {
  const line = `${'a'.repeat(1199)}${'😀'.repeat(700)}`
  const cut = pieces(line)
  expect(cut.every((piece) => piece.isWellFormed())).toBe(true)
  expect(cut.join('')).toBe(line)
})
