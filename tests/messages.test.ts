/** nb, nn and en are equals: the same keys, the same places to fill in, the same plural forms. A missing key would fall back silently. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')
type Message = string | { declarations: string[]; selectors: string[]; match: Record<string, string> }[]
type Catalogue = Record<string, Message>

const read = (locale: string, file: string): Catalogue => JSON.parse(readFileSync(join(root, 'messages', locale, file), 'utf8'))
const files = readdirSync(join(root, 'messages', 'nb')).filter((name) => name.endsWith('.json'))

const texts = (message: Message): string[] =>
  typeof message === 'string' ? [message] : message.flatMap((one) => Object.values(one.match))
const places = (message: Message): string[] =>
  [...new Set(texts(message).flatMap((text) => text.match(/\{\s*\w+\s*\}/g) ?? []))].sort()
const inputs = (message: Message): string[] =>
  (typeof message === 'string' ? [] : message.flatMap((one) => one.declarations.filter((d) => d.startsWith('input ')))).sort()
/** The forms a plural message must have: those of CLDR for the language. */
const forms = (message: Message): string[] =>
  typeof message === 'string' ? [] : message.flatMap((one) => Object.keys(one.match))

/** Everything that is wrong with a catalogue beside the Norwegian one it is held against. */
function faults(locale: string, base: Catalogue, other: Catalogue, complete: boolean): string[] {
  const found: string[] = []
  for (const key of Object.keys(base)) {
    const mine = other[key]
    if (mine === undefined) {
      if (complete) found.push(`${locale}: ${key} is missing`)
      continue
    }
    if (texts(mine).some((text) => text.trim() === '')) found.push(`${locale}: ${key} is empty`)
    if (places(mine).join() !== places(base[key]!).join())
      found.push(`${locale}: ${key} has other places (${places(mine)} instead of ${places(base[key]!)})`)
    if (inputs(mine).join() !== inputs(base[key]!).join()) found.push(`${locale}: ${key} takes other inputs`)
    if (typeof mine !== typeof base[key]) found.push(`${locale}: ${key} has plural forms in one language only`)
    for (const category of new Intl.PluralRules(locale === 'se' ? 'se' : locale).resolvedOptions().pluralCategories)
      if (
        typeof mine !== 'string' &&
        mine.some((one) => one.declarations.some((d) => d.includes(': plural'))) &&
        !forms(mine).some((form) => form.includes(`=${category}`) || form.includes('=*'))
      )
        found.push(`${locale}: ${key} lacks the form "${category}"`)
  }
  for (const key of Object.keys(other)) if (!(key in base)) found.push(`${locale}: ${key} is not in nb`)
  return found
}

describe('messages', () => {
  it('exist in the same files for every language, all of them compiled', () => {
    for (const locale of ['nn', 'en', 'se'])
      expect(readdirSync(join(root, 'messages', locale)).sort(), locale).toEqual([...files].sort())
    const settings = readFileSync(join(root, 'project.inlang', 'settings.json'), 'utf8')
    for (const file of files) expect(settings).toContain(`messages/{locale}/${file}`)
  })
  it.each(files)('%s is the same in nb, nn and en', (file) => {
    const base = read('nb', file)
    expect([
      ...faults('nn', base, read('nn', file), true),
      ...faults('en', base, read('en', file), true),
      ...faults('se', base, read('se', file), false),
    ]).toEqual([])
    for (const key of Object.keys(base))
      expect(key, `${file}: a key begins with its file’s name`).toMatch(new RegExp(`^${file.replace('.json', '')}_[a-z0-9_]+$`))
  })
  it('would see what is wrong', () => {
    const plural: Message = [
      {
        declarations: ['input count', 'local n = count: plural'],
        selectors: ['n'],
        match: { 'n=one': '{count} fil', 'n=other': '{count} filer' },
      },
    ]
    const lame: Message = [
      { declarations: ['input count', 'local n = count: plural'], selectors: ['n'], match: { 'n=other': '{count} files' } },
    ]
    expect(faults('en', { a: 'Hei {name}', b: plural, c: 'x' }, { a: 'Hello', b: lame, d: 'y' }, true)).toEqual([
      'en: a has other places ( instead of {name})',
      'en: b lacks the form "one"',
      'en: c is missing',
      'en: d is not in nb',
    ])
  })
})
