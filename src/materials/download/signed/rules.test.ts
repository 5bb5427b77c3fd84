import { expect, test } from 'vitest'
import { isSigned, signedAddress } from './rules.ts'

const secret = 'hemmelig'
const [network, version, other] = ['11111111', '22222222', '33333333'].map((head) => `${head}-0000-7000-8000-000000000000`) as [
  string,
  string,
  string,
]
const file = { networkId: network, versionId: version }
const now = Temporal.Instant.from('2026-11-22T20:07:30Z')
const address = signedAddress(secret, `/files/${network}/${version}/plan.pdf`, now)
const query = Object.fromEntries(new URL(address, 'http://x').searchParams)
const at = (time: string) => Temporal.Instant.from(`2026-11-22T${time}Z`)

test('opens that file for an hour, and at most a quarter more', () => {
  expect(address).toMatch(new RegExp(`^/files/${network}/${version}/plan\\.pdf\\?until=\\d+&sig=[\\w-]{43}$`))
  expect(isSigned(secret, file, query, now)).toBe(true)
  expect(isSigned(secret, file, query, at('21:14:59.999'))).toBe(true)
  expect(isSigned(secret, file, query, at('21:15:00'))).toBe(false)
  expect(isSigned(secret, file, query, at('23:00:00'))).toBe(false)
})

test('is alike for all who ask within a quarter of an hour', () => {
  expect(signedAddress(secret, `/files/${network}/${version}/plan.pdf`, at('20:14:59'))).toBe(address)
  expect(signedAddress(secret, `/files/${network}/${version}/plan.pdf`, at('20:15:01'))).not.toBe(address)
})

test('opens no other file, in no other network, under no other secret', () => {
  expect(isSigned(secret, { ...file, versionId: other }, query, now)).toBe(false)
  expect(isSigned(secret, { ...file, networkId: other }, query, now)).toBe(false)
  expect(isSigned('annen', file, query, now)).toBe(false)
})

test('a longer life, or any changed letter of the signature, is a guess', () => {
  expect(isSigned(secret, file, { ...query, until: String(Number(query['until']) + 900) }, now)).toBe(false)
  const { sig = '' } = query
  for (let i = 0; i < sig.length; i++)
    for (const letter of 'AZaz09-_')
      if (letter !== sig[i])
        expect(isSigned(secret, file, { ...query, sig: sig.slice(0, i) + letter + sig.slice(i + 1) }, now)).toBe(false)
})

test.each([
  {},
  undefined,
  { until: query['until'] },
  { sig: query['sig'] },
  { ...query, sig: '' },
  { ...query, sig: `${query['sig']}=` },
  { ...query, sig: [query['sig'], query['sig']] },
  { ...query, until: `0${query['until']}` },
  { ...query, until: `${query['until']}.0` },
  { ...query, until: 'Infinity' },
])('nonsense opens nothing: %j', (nonsense) => {
  expect(isSigned(secret, file, nonsense, now)).toBe(false)
})
