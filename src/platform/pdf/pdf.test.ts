import { describe, expect, it } from 'vitest'
import { drawable, readFonts } from './fonts.ts'
import { charactersOf } from './glyphs.ts'
import { typeset } from './typeset.ts'

const nobody = () => false

describe('the fonts in a PDF', () => {
  it('hold every letter of Norwegian and Sámi, and the scripts of neighbours', () => {
    for (const text of [
      'Blåbærsyltetøy ÆØÅ æøå',
      'áčđŋšŧž ÁČĐŊŠŦŽ',
      'ǥǧǩʒǯ',
      'Þórður Ólafsdóttir',
      'Добро пожаловать',
      'Καλώς',
      'Nguyễn',
    ])
      expect(drawable(text, nobody)).toEqual({ text, missing: 0 })
  })

  it('hold each of the signs that are let through unseen', () => {
    const signs = Array.from({ length: 0x3000 }, (_, i) => String.fromCodePoint(i)).filter((sign) => !/\p{M}/u.test(sign))
    const unseen = signs.filter((sign) => drawable(`x${sign}`, nobody).text === `x${sign}` && /[^\n]/.test(sign))
    const all = readFonts().map((font) => charactersOf(font))
    for (const sign of unseen.filter((one) => one.trim() !== ''))
      expect(
        all.some((font) => font.has(sign.codePointAt(0)!)),
        sign,
      ).toBe(true)
    expect(unseen.length).toBeGreaterThan(190)
  })

  it('are read right: what they cannot draw is known', () => {
    const all = new Set(readFonts().flatMap((font) => [...charactersOf(font)]))
    expect(all.has('ŋ'.codePointAt(0)!)).toBe(true)
    expect(all.has('図'.codePointAt(0)!)).toBe(false)
  })

  it('leave a mark where nobody can draw what is written, one for a run of such signs', () => {
    expect(drawable('Kaffe 🎉🎉 og kake', nobody)).toEqual({ text: 'Kaffe [?] og kake', missing: 1 })
    expect(drawable('図書館 og مرحبا', nobody)).toEqual({ text: '[?] og [?]', missing: 2 })
    expect(drawable('図', (cluster) => cluster === '図')).toEqual({ text: '図', missing: 0 })
  })

  it('draw in simpler form what only looks different, and nothing where nothing is seen', () => {
    expect(drawable('ﬁn 𝐟𝐞𝐬𝐭 ①', nobody)).toEqual({ text: 'fin fest 1', missing: 0 })
    expect(drawable('a\u00ad\u200b\u0007\u202eb\ufe0f', nobody)).toEqual({ text: 'ab', missing: 0 })
    expect(drawable('e\u0301', nobody)).toEqual({ text: 'é', missing: 0 })
  })
})

describe('typesetting', () => {
  it('lets nobody wait behind a flood: some are told at once, and the next comes through', async () => {
    const at = Temporal.Instant.from('2026-05-01T08:00:00Z')
    const all = await Promise.allSettled(Array.from({ length: 60 }, () => typeset('finnes-ikke', {}, at)))
    const told = all.filter((one) => one.status === 'rejected' && /waiting to be typeset/.test(String(one.reason)))
    expect(told).toHaveLength(10)
    await expect(typeset('finnes-ikke', {}, at)).rejects.toThrow('was refused')
  })

  it('says which template is at fault', async () => {
    await expect(typeset('finnes-ikke', {}, Temporal.Instant.from('2026-05-01T08:00:00Z'))).rejects.toThrow('finnes-ikke')
  })
})
