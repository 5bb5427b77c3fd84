/** People of a list with what each of them is there as, once the list has been read to its end. */
export interface Person {
  name: string
  role: string | null
  from: number
  to: number
}
export interface People {
  persons: Person[]
  /** Where the list ends in the text; what follows is not about who. */
  to: number
  /** The stretch of a closing office that may hold for the person before as well. */
  shared: { from: number; to: number } | null
}

/** A person with the stretches of the text that may tell the office: words in front, a stretch behind. */
export interface Found extends Person {
  tail: [number, number] | null
  office: string | null
  /** The stretch behind opens with "fra", so that it may hold for those before as well. */
  shareable: boolean
}

/** "fra Nes", "ved universitetet": the words that lead to where somebody works. */
export const FROM = /^(?:fra|frå|från|from|i(?! (?:samtale?|dialog|konversasjon)(?!\p{L}))|hos|at|of|vid|ved|på|in|for)\s+/iu

/** "Foredragsholder: Kari Moe": that she speaks is no office of hers. */
export const SPEAKER_LABEL =
  /^(?:foredragsholder|foredragshaldar|foreleser|førelesar|innleder|innleiar|inledare|föreläsare|talare|oplægsholder|presentør|speaker|presenter)(?:e|s)?:$/i

/** The people found, up to `to`, each with the role the text tells. Null when nobody was. */
export function finish(text: string, found: readonly Found[], to: number): People | null {
  if (found.length === 0) return null
  const persons = found.map((p): Person => {
    if (!p.tail && !p.office) return { name: p.name, role: null, from: p.from, to: p.to }
    const tail = p.tail
      ? text
          .slice(p.tail[0], p.tail[1])
          .trim()
          .replace(/^[,(]\s*/, '')
          .replace(FROM, '')
          .replace(/[\s,.):]+$/, '')
          // "(MD), former minister": what is left of a bracket around the first words.
          .replace(/^([^()]*)\)/, '$1')
      : ''
    const office = p.office?.replace(/^[,\s]+|^(?:og|och|and|ja|samt|&)(?=\s|$)\s*/gi, '') ?? ''
    return { name: p.name, role: [office, tail].filter(Boolean).join(', ').replace(/\s+/g, ' ') || null, from: p.from, to: p.to }
  })
  const last = persons.at(-1)
  const lastFound = found.at(-1)
  // "A, B og C fra Nes": the closing "fra" holds for all who have nothing of their own.
  if (lastFound?.shareable && last)
    for (let i = persons.length - 2; i >= 0; i--) {
      const p = persons[i]
      if (!p || p.role) break
      p.role = last.role
    }
  return { persons, to, shared: sharedRole(text, persons, lastFound?.tail ?? null, to) }
}

/** "rådgiver A og rådgiver B i Nes": does "i Nes" hold for A too? The same office twice, with a place only at the end. */
function sharedRole(
  text: string,
  persons: readonly Person[],
  tail: readonly [number, number] | null,
  to: number,
): People['shared'] {
  const [prior, last] = [persons.at(-2), persons.at(-1)]
  if (!prior || !last?.role || !tail) return null
  const place = /\s((?:i|for|ved|at|of|in|på|vid)\s.+)$/i.exec(last.role)
  if (prior.role && place) {
    const office = last.role.slice(0, place.index).split(' ').at(-1)?.toLowerCase()
    if (!office || prior.role.toLowerCase().split(' ').at(-1) !== office) return null
    const from = text.indexOf(place[1] ?? '', tail[0])
    return from < 0 ? null : { from, to: Math.min(to, from + (place[1]?.length ?? 0)) }
  }
  return prior.role === null && persons.length > 1 ? { from: tail[0], to: tail[1] } : null
}
