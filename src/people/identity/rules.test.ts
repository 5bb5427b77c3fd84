import { describe, expect, it } from 'vitest'
import { identityNumber } from '../../../tests/identity.ts'
import { holdsIdentityNumber } from './rules.ts'

const numbers = ['010180100', '410180101', '018180102', '314280103', '150695204']
  .map(identityNumber)
  .filter((one) => one !== null)

describe('national identity numbers', () => {
  it('are found in running text, whole or in two parts', () => {
    expect(numbers.length).toBeGreaterThanOrEqual(3)
    for (const one of numbers)
      for (const text of [
        one,
        `Jeg er ${one}, hei`,
        `${one.slice(0, 6)} ${one.slice(6)}`,
        `(${one.slice(0, 6)}-${one.slice(6)})`,
      ])
        expect([text, holdsIdentityNumber(text)]).toEqual([text, true])
  })

  it('are not seen in other numbers', () => {
    const [one = ''] = numbers
    const wrong = `${one.slice(0, 10)}${(Number(one[10]) + 1) % 10}`
    for (const text of [wrong, `1${one}`, `${one}0`, '77 78 80 00', '2020-04-29 09:00', 'NO12 3456 7890 123', '99133199133'])
      expect([text, holdsIdentityNumber(text)]).toEqual([text, false])
  })
})
