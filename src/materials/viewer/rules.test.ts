import { describe, expect, it, test } from 'vitest'
import { isOnItsWay, pageIn, pageRanges, pdfHref, pictureHref, pictureNamed, standingOf, thumbHref } from './rules.ts'

const version = { id: 'v', networkId: 'n', fileName: 'Blåbær i mai.pptx' }
const small = 'a'.repeat(64)
const large = 'b'.repeat(64)

test.each([
  ['#slide-12', 12],
  ['#slide-40', 40],
  ['#slide-41', null],
  ['#slide-0', null],
  ['#slide-01', null],
  ['#slide-1e1', null],
  ['#sak-3', null],
  ['', null],
])('%s of 40 pages is page %s', (hash, page) => {
  expect(pageIn(hash, 40)).toBe(page)
})

test.each([
  [[], []],
  [[3], ['3']],
  [
    [2, 5, 6, 7, 12, 13],
    ['2', '5–7', '12–13'],
  ],
  [
    [7, 6, 6, 2],
    ['2', '6–7'],
  ],
])('%s are told as %s', (pages, told) => {
  expect(pageRanges(pages)).toEqual(told)
})

describe('an address of a picture', () => {
  const nameIn = (href: string) => href.split('/').at(-1)!
  it('means the picture it was made for, and how large it is wanted', () => {
    expect(pictureNamed(nameIn(pictureHref(version, 3, small)), { small, large })).toEqual({ sha256: small, forRow: false })
    expect(pictureNamed(nameIn(pictureHref(version, 3, large)), { small, large })).toEqual({ sha256: large, forRow: false })
    expect(pictureNamed(nameIn(thumbHref(version, small)), { small, large })).toEqual({ sha256: small, forRow: true })
  })
  it('means nothing once the page was made anew', () => {
    expect(pictureNamed(nameIn(pictureHref(version, 3, 'c'.repeat(64))), { small, large })).toBeNull()
  })
  it('is plain, whatever the file is called', () => {
    expect(pdfHref(version)).toBe('/files/n/v/pdf/blabaer-i-mai.pdf')
  })
})

describe('how far a file has come', () => {
  const preview = { state: 'working', scan: 'clean', done: 2, pages: 9, reason: null } as const
  it('is what the worker says, once it is known to be clean', () => {
    expect(standingOf(preview)).toEqual({ is: 'working', done: 2, pages: 9, reason: null })
    expect(standingOf({ ...preview, scan: 'off', state: 'done', done: 9 })).toMatchObject({ is: 'done' })
    expect(standingOf(null)).toBeNull()
  })
  it('is nothing to be read before that, whatever was made already', () => {
    expect(standingOf({ ...preview, scan: 'waiting' })).toMatchObject({ is: 'checking', done: 0 })
    expect(standingOf({ ...preview, scan: 'infected' })).toMatchObject({ is: 'stopped', done: 0 })
  })
  it('tells whether there is a page to go to', () => {
    const on = (over: object) => isOnItsWay(standingOf({ ...preview, ...over }))
    expect([on({}), on({ state: 'waiting', done: 0 }), on({ state: 'done' })]).toEqual([true, true, true])
    expect([on({ state: 'failed', done: 0 }), on({ state: 'none', done: 0 }), isOnItsWay(null)]).toEqual([false, false, false])
    // Some pages came before it failed: they can be read.
    expect(on({ state: 'failed', done: 3 })).toBe(true)
  })
})
