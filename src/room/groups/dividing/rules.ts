/** Dividing those in a room into groups. Pure: chance is the caller's. */
import type { Dividing } from '../tables.ts'

/** Somebody to be placed, with what the division goes by. */
export interface Placeable {
  readonly id: string
  readonly organisationId: string | null
  /** Where their organisation lies; null where that is not known. */
  readonly region: string | null
}

/**
 * A proposal: for each group who is in it. Groups are as even as can be; by choice they are empty.
 * @param chance from 0 to 1, drawn anew each time
 */
export function divide(people: readonly Placeable[], groups: number, by: Dividing, chance: () => number): string[][] {
  const placed = Array.from({ length: groups }, (): string[] => [])
  if (by === 'choice') return placed
  const drawn = shuffled(people, chance)
  if (by === 'random') return dealt(drawn, placed)
  if (by === 'mixed')
    return dealt(
      together(drawn, (one) => one.organisationId),
      placed,
    )
  // Neighbours in the order of regions stay neighbours: each group takes the next ones in line.
  return inLine(
    together(drawn, (one) => one.region),
    placed,
  )
}

/** One after the other around the table: those who stand beside each other come into different groups. */
function dealt(people: readonly Placeable[], groups: string[][]): string[][] {
  for (const [place, one] of people.entries()) groups[place % groups.length]!.push(one.id)
  return groups
}

function inLine(people: readonly Placeable[], groups: string[][]): string[][] {
  for (const [place, one] of people.entries()) groups[Math.floor((place * groups.length) / people.length)]!.push(one.id)
  return groups
}

/** Those who share something beside each other, the most numerous first; who shares it with nobody last. */
function together(people: readonly Placeable[], of: (one: Placeable) => string | null): Placeable[] {
  const sharing = Map.groupBy(people, (one) => of(one) ?? `alone ${one.id}`)
  return [...sharing.values()].sort((a, b) => b.length - a.length).flat()
}

/** Fisher and Yates. */
function shuffled<T>(all: readonly T[], chance: () => number): T[] {
  const found = [...all]
  for (let at = found.length - 1; at > 0; at--) {
    const with_ = Math.floor(chance() * (at + 1))
    ;[found[at], found[with_]] = [found[with_]!, found[at]!]
  }
  return found
}

/** The county of an organisation by its numbers: the first two digits of a municipality's, or its own. */
export function regionOf(
  numbers: readonly { readonly kind: string; readonly number: string }[],
  place: string | null,
): string | null {
  const county = numbers.find((one) => one.kind === 'county')?.number
  const municipality = numbers.find((one) => one.kind === 'municipality')?.number
  return county ?? municipality?.slice(0, 2) ?? place
}

/** Lines of a text that ask something: what a group may be given to discuss. */
export const questionsIn = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.replace(/^\s*(?:[•*–-]|\d+[.)])\s*/, '').trim())
    .filter((line) => line.endsWith('?'))
