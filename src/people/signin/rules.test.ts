import { describe, expect, it } from 'vitest'
import { deviceOf, localPath, maySignInAsSample, type SampleDoor } from './rules.ts'

describe('where a sign-in leads', () => {
  it.each(['/', '/nord', '/nord/mote?lang=nn#sak', '/a%20b'])('keeps the path %s', (to) => {
    expect(localPath(to)).toBe(to)
  })
  it.each([
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/.//evil.example',
    'nord',
    '',
    undefined,
    ['/a'],
    '/a\\..\\b',
  ])('takes %j to the front page', (to) => {
    expect(localPath(to)).toBe('/')
  })
})

describe('the door of the sample', () => {
  const open: SampleDoor = {
    loopback: true,
    baseUrl: 'http://localhost:3000',
    trustProxy: false,
    remoteAddress: '127.0.0.1',
    headers: { host: 'localhost:3000' },
    networks: [{ sample: true }],
  }
  it.each([
    ['as it is', {}],
    ['by number', { headers: { host: '127.0.0.1:3000' } }],
    ['by IPv6', { headers: { host: '[::1]:3000' }, remoteAddress: '::1' }],
    ['by mapped IPv4', { remoteAddress: '::ffff:127.0.0.1' }],
  ])('stands open %s', (_, change) => {
    expect(maySignInAsSample({ ...open, ...change })).toBe('yes')
  })
  it.each<[string, Partial<SampleDoor>]>([
    ['there is no network', { networks: [] }],
    ['a real network stands beside it', { networks: [{ sample: true }, { sample: false }] }],
    ['the only network is real', { networks: [{ sample: false }] }],
    ['others can reach the program', { loopback: false }],
    ['people come by another address', { baseUrl: 'https://samling.example.no' }],
    ['a proxy is expected', { trustProxy: true }],
    ['the request comes from afar', { remoteAddress: '192.0.2.7' }],
    ['a name was rebound to this machine', { headers: { host: 'evil.example' } }],
    ['the name only begins like ours', { headers: { host: 'localhost.evil.example:3000' } }],
    ['somebody stands before the name', { headers: { host: 'localhost:3000@evil.example' } }],
    ['there is no Host', { headers: {} }],
    ...['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'X-Forwarded-Proto', 'x-real-ip', 'via', 'cf-connecting-ip'].map(
      (name): [string, Partial<SampleDoor>] => [
        `${name} tells of a proxy`,
        { headers: { host: 'localhost:3000', [name]: '127.0.0.1' } },
      ],
    ),
  ])('is shut when %s', (_, change) => {
    expect(maySignInAsSample({ ...open, ...change })).toBe('people_sample_closed')
  })
})

describe('what a session was opened with', () => {
  it.each([
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox', 'Windows'],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1',
      'Safari',
      'iPhone',
    ],
    [
      'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36',
      'Chrome',
      'Android',
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0',
      'Edge',
      'Windows',
    ],
    ['curl/8', null, null],
    [null, null, null],
  ])('reads %s', (agent, browser, system) => {
    expect(deviceOf(agent)).toEqual({ browser, system })
  })
})
