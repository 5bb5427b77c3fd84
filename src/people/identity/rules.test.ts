import { describe, expect, it } from 'vitest'
import { holdsIdentityNumber } from './rules.ts'

/** A number of the right shape, its check digits worked out here and by nobody's register. */
function made(nine: string): string | null {
  const digits = [...nine].map(Number)
  const check = (weights: number[]) => (11 - (weights.reduce((sum, weight, i) => sum + weight * digits[i]!, 0) % 11)) % 11
  digits.push(check([3, 7, 6, 1, 8, 9, 4, 5, 2]))
  digits.push(check([5, 4, 3, 2, 7, 6, 5, 4, 3, 2]))
  return digits.every((digit) => digit < 10) ? digits.join('') : null
}
const numbers = ['010180100', '410180101', '018180102', '314280103', '150695204'].map(made).filter((one) => one !== null)

describe('national identity numbers', () => {
  it('are found in running text, whole or in two parts', () => {
    expect(numbers.length).toBeGreaterThanOrEqual(3)
    for (const one of numbers)
      for (const text of [one, `Jeg er ${one}, hei`, `${one.slice(0, 6)} ${one.slice(6)}`, `(${one.slice(0, 6)}-${one.slice(6)})`])
        expect([text, holdsIdentityNumber(text)]).toEqual([text, true])
  })

  it('are not seen in other numbers', () => {
    const [one = ''] = numbers
    const wrong = `${one.slice(0, 10)}${(Number(one[10]) + 1) % 10}`
    for (const text of [wrong, `1${one}`, `${one}0`, '77 78 80 00', '2020-04-29 09:00', 'NO12 3456 7890 123', '99133199133'])
      expect([text, holdsIdentityNumber(text)]).toEqual([text, false])
  })
})
