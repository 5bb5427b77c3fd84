import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const theme = readFileSync('src/ui/theme.css', 'utf8')
const tokens = new Map([...theme.matchAll(/(--ds-[\w-]+):\s*([^;]+);/g)].map((found) => [found[1]!, found[2]!]))

type Scheme = 'light' | 'dark'

function colour(name: string, scheme: Scheme): string {
  const value = tokens.get(`--ds-color-${name}`) ?? ''
  const both = /^light-dark\((#\w+), (#\w+)\)$/.exec(value)
  const hex = both ? both[scheme === 'light' ? 1 : 2]! : value
  if (!/^#[\da-f]{6}$/.test(hex)) throw new Error(`${name} is no colour: ${value}`)
  return hex
}

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((one, other) => one - other) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

const palettes = ['accent', 'neutral', 'lyng', 'success', 'warning', 'danger']
const pages = ['neutral-background-default', 'neutral-background-tinted', 'neutral-surface-default']

describe.each<Scheme>(['light', 'dark'])('in %s', (scheme) => {
  const ratio = (front: string, back: string) => contrast(colour(front, scheme), colour(back, scheme))

  test.each(palettes)('%s text can be read on every ground it stands on', (palette) => {
    for (const text of ['text-subtle', 'text-default']) {
      for (const page of pages) expect(ratio(`${palette}-${text}`, page), `${text} on ${page}`).toBeGreaterThanOrEqual(4.5)
      for (const own of ['background-tinted', 'surface-tinted']) {
        expect(ratio(`${palette}-${text}`, `${palette}-${own}`), `${text} on ${own}`).toBeGreaterThanOrEqual(4.5)
      }
    }
    expect(ratio(`${palette}-base-contrast-default`, `${palette}-base-default`), 'on a filled button').toBeGreaterThanOrEqual(4.5)
  })

  test('the edge of a field can be seen', () => {
    for (const page of pages) {
      expect(ratio('neutral-border-default', page)).toBeGreaterThanOrEqual(3)
      expect(ratio('danger-text-subtle', page)).toBeGreaterThanOrEqual(3)
      expect(ratio('accent-border-strong', page)).toBeGreaterThanOrEqual(3)
    }
    expect(ratio('focus-outer', 'neutral-background-default')).toBeGreaterThanOrEqual(3)
    expect(ratio('focus-outer', 'focus-inner')).toBeGreaterThanOrEqual(3)
  })
})

test('contrast is measured as WCAG does', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
})

test('every token a sheet reads is in the theme', () => {
  const given = new Set(tokens.keys())
  const sheets = globSync('src/**/*.css')
  for (const path of sheets) for (const found of readFileSync(path, 'utf8').matchAll(/(--ds[\w-]+)\s*:/g)) given.add(found[1]!)
  const missing: string[] = []
  for (const path of sheets) {
    for (const found of readFileSync(path, 'utf8').matchAll(/var\((--ds-[\w-]+)\)/g))
      if (!given.has(found[1]!)) missing.push(`${path}: ${found[1]}`)
  }
  expect(missing, 'run npm run theme').toEqual([])
})
