import { describe, expect, test } from 'vitest'
import { inLocale } from '#platform/words/words.ts'
import { dispositionOf, policyOf, rangeOf } from './download/rules.ts'
import { addressName, fileFacts, mediaName, sizeName, titleFrom } from './rules.ts'
import { speakerLink, speakerOf } from './speakerlink/rules.ts'

test.each([
  ['Utkast_til_handlingsplan (2).pdf', 'Utkast til handlingsplan', 'utkast-til-handlingsplan-2.pdf'],
  ['utkast-til-handlingsplan.pdf', 'Utkast til handlingsplan', 'utkast-til-handlingsplan.pdf'],
  ['E-bøker: status.pptx', 'E-bøker: status', 'e-boker-status.pptx'],
  ['Nord-Troms regionsamarbeid.pptx', 'Nord-Troms regionsamarbeid', 'nord-troms-regionsamarbeid.pptx'],
  ['2020-04-29.pdf', '2020-04-29', '2020-04-29.pdf'],
  ['Čoahkkin ŋuorga.odp', 'Čoahkkin ŋuorga', 'coahkkin-nuorga.odp'],
  ['.pdf', '.pdf', 'pdf'],
  ['会议.pdf', '会议', 'fil.pdf'],
])('%s is called %s, and %s in its address', (fileName, title, address) => {
  expect([titleFrom(fileName), addressName(fileName)]).toEqual([title, address])
})

test('sizes and kinds as people say them', () => {
  const plain = (text: string) => text.replaceAll(/\s/g, ' ')
  expect([1, 999_999, 2_100_000, 21_400_000, 1.5e9].map((bytes) => plain(sizeName(bytes)))).toEqual([
    '1 kB',
    '1 MB',
    '2,1 MB',
    '21 MB',
    '1,5 GB',
  ])
  const file = { mediaType: 'application/pdf', pages: 1, size: 2_100_000 }
  expect(plain(fileFacts(file))).toBe('PDF, 1 side, 2,1 MB')
  expect(plain(inLocale('en', () => fileFacts({ ...file, pages: 18, mediaType: 'image/png' })))).toBe('Picture, 18 pages, 2.1 MB')
  expect(mediaName('application/x-msdownload')).toBe('Fil')
})

describe('sending a file', () => {
  test.each<[string | undefined, ReturnType<typeof rangeOf>]>([
    [undefined, null],
    ['bytes=0-', { start: 0, end: 99 }],
    ['bytes=10-19', { start: 10, end: 19 }],
    ['bytes=90-1000', { start: 90, end: 99 }],
    ['bytes=-5', { start: 95, end: 99 }],
    ['bytes=-500', { start: 0, end: 99 }],
    ['bytes=100-', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=20-10', null],
    ['bytes=0-1,5-6', null],
    ['items=0-1', null],
    ['bytes=-', null],
  ])('%s of a hundred bytes', (header, range) => {
    expect(rangeOf(header, 100)).toEqual(range)
  })

  test('names are safe in a header, and whole in the other one', () => {
    expect(dispositionOf('text/html', 'a"\\%;\r\n\u202eØ\'(1)*.html')).toBe(
      `attachment; filename="a___;O'(1)*.html"; filename*=UTF-8''a%22%5C%25%3B%0D%0A%E2%80%AE%C3%98%27%281%29%2A.html`,
    )
  })

  test('nothing but a PDF is without a sandbox', () => {
    for (const type of ['text/html', 'image/svg+xml', 'image/png', 'application/octet-stream'])
      expect(policyOf(type)).toMatch(/^sandbox;/)
    expect(policyOf('application/pdf')).not.toContain('sandbox')
    expect(policyOf('application/pdf')).toContain("default-src 'none'")
  })
})

describe('a personal link', () => {
  const speaker = { id: '01a20459-4725-7af2-93f9-f2be20f8fc7b', linkVersion: 7 }
  const token = speakerLink('secret', speaker).slice('/s/'.length)

  test('says whom it is for, to whoever has the secret', () => {
    expect(speakerOf('secret', token)).toEqual(speaker)
    expect(speakerOf('another', token)).toBeNull()
    expect(token).toMatch(/^[\w-]{70}$/)
  })

  test('has one spelling', () => {
    for (const other of ['', 'A', `${token}=`, `${token}A`, token.slice(1), token.replaceAll('-', '+'), ` ${token}`])
      if (other !== token) expect(speakerOf('secret', other)).toBeNull()
  })
})
