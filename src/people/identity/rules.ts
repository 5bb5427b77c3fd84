/**
 * National identity numbers (fødselsnummer, D-nummer, and the made-up ones for tests) have no business in free text: they are
 * found by their shape and both check digits, so that telephone numbers and references pass. Pure.
 * @see https://www.skatteetaten.no/person/folkeregister/identitetsnummer/ (eleven digits, two check digits modulo 11)
 */

const first = [3, 7, 6, 1, 8, 9, 4, 5, 2, 1]
const second = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]
const fits = (digits: readonly number[], weights: readonly number[]) =>
  weights.reduce((sum, weight, i) => sum + weight * digits[i]!, 0) % 11 === 0

/** Whether a text holds one, written together or with a space or hyphen after the date. */
export function holdsIdentityNumber(text: string): boolean {
  for (const [, date, rest] of text.matchAll(/(?<!\d)(\d{6})[ \u00a0-]?(\d{5})(?!\d)/g)) {
    const digits = [...`${date}${rest}`].map(Number)
    // A D-number has 40 added to the day, a made-up one 40 or 80 to the month.
    const [day, month] = [Number(date!.slice(0, 2)) % 40, Number(date!.slice(2, 4)) % 40]
    if (day >= 1 && day <= 31 && month >= 1 && month <= 12 && fits(digits, first) && fits(digits, second)) return true
  }
  return false
}
