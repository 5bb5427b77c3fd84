import type { IncomingMessage } from 'node:http'
import { describe, expect, it } from 'vitest'
import { encodingOf, etagMatches, visitorLocale } from './pagecache.ts'

const asking = (url: string, headers: Record<string, string> = {}) => ({ url, headers }) as unknown as IncomingMessage

describe('an ETag', () => {
  const etag = '"abc_123-x"'
  // RFC 9110 §13.1.2: lists, weak comparison, and * for whatever there is.
  it.each([etag, `W/${etag}`, `"other", ${etag}`, `W/"other",W/${etag}`, '*', ' * '])('is known again in %s', (given) => {
    expect(etagMatches(given, etag)).toBe(true)
  })
  it.each(['"abc_123-X"', 'abc_123-x', '"abc_123-x', '', '"other"', '"a,b"'])('is not %s', (given) => {
    expect(etagMatches(given, etag)).toBe(false)
  })
})

describe('the encoding', () => {
  it.each([
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip;q=1.0, br;q=0', 'gzip'],
    ['gzip;q=0, br;q=0.0', 'identity'],
    ['deflate', 'identity'],
    ['brotli', 'identity'],
  ])('for %s is %s', (accepts, encoding) => {
    expect(encodingOf(asking('/', { 'accept-encoding': accepts }))).toBe(encoding)
  })
})

describe('the language of a visitor', () => {
  it.each<[string, IncomingMessage, string]>([
    ['asked for', asking('/nord?lang=en', { cookie: 'samling_lang=nn', 'accept-language': 'se' }), 'en'],
    ['asked for beside something else', asking('/nord?print&lang=nn'), 'nn'],
    ['chosen before', asking('/nord', { cookie: 'x=1; samling_lang=nn', 'accept-language': 'en' }), 'nn'],
    ['the browser’s', asking('/nord', { 'accept-language': 'de, en-GB;q=0.7, nn-NO;q=0.9' }), 'nn'],
    ['plain Norwegian', asking('/nord', { 'accept-language': 'no' }), 'nb'],
    ['Northern Sámi', asking('/nord', { 'accept-language': 'se-NO,nb;q=0.8' }), 'se'],
    ['not one of ours', asking('/nord?lang=xx', { cookie: 'samling_lang=xx', 'accept-language': 'de' }), 'nb'],
    ['refused', asking('/nord', { 'accept-language': 'en;q=0' }), 'nb'],
    ['unsaid', asking('/nord'), 'nb'],
  ])('is the one %s', (_, request, locale) => {
    expect(visitorLocale(request)).toBe(locale)
  })
})
