import { expect, it } from 'vitest'
import { isSignature, linkedBy, signature, tokenFor } from './signed.ts'

const secret = 's'
const row = { id: '01a2051f-5cff-74ed-a811-ee387ee92ab6', linkVersion: 3 }

// Links in mails that were sent long ago must go on working: their spelling is fixed.
it.each([
  ['speaker link', 'AaIFH1z_dO2oEe44fukqtgAAAAOXA0Iqh0PfKrn3RK99lMn4GQFLqeojYKlCq1cR75UzKA'],
  ['registration link', 'AaIFH1z_dO2oEe44fukqtgAAAAOK_-zRtaDND8Yk68teU7uoQyJt3xz3udQLfeBaZ4YjdA'],
])('a %s is spelt as it always was', (use, token) => {
  expect(tokenFor(secret, use, row)).toBe(token)
  expect(linkedBy(secret, use, token)).toEqual(row)
})

it('a token holds for one use, one row and one secret', () => {
  const token = tokenFor(secret, 'speaker link', row)
  expect(linkedBy(secret, 'registration link', token)).toBeNull()
  expect(linkedBy('t', 'speaker link', token)).toBeNull()
  const other = tokenFor(secret, 'speaker link', { ...row, linkVersion: 4 })
  expect(linkedBy(secret, 'speaker link', other.slice(0, 27) + token.slice(27))).toBeNull()
})

it.each(['', 'x', '____', 'a'.repeat(70), 'a'.repeat(10_000)])('%j is no token of ours', (token) => {
  expect(linkedBy(secret, 'speaker link', token)).toBeNull()
})

it('only one spelling of a signature counts', () => {
  const ours = signature(secret, 'use', 'data')
  const spelt = ours.toString('base64url')
  expect(isSignature(spelt, ours)).toBe(true)
  for (const other of [`${spelt}=`, ` ${spelt}`, ours.toString('base64'), spelt.slice(0, -1), '', 'æ'])
    expect(isSignature(other, ours), other).toBe(false)
  expect(isSignature(spelt, signature(secret, 'other use', 'data'))).toBe(false)
})
