/** Pages that lost the breaks between title and names. */
import { givenName } from './given-names.ts'
import { everyMatch } from './matches.ts'
import { namesIn } from './names.ts'
import { holdsOffice } from './offices.ts'
import type { People } from './people.ts'
import { peopleAt } from './speakers.ts'
import { notAName } from './vocabulary.ts'

// "Kari MoeHva nå?": a page that lost the break between the name and the title. "Eva McDonald" and "Jan LaFleur" lost none.
const GLUED =
  /^(\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?(?:\s\p{Lu}\p{Ll}+)?\s(?!Ma?c\p{Lu})\p{Lu}\p{Ll}{2,})(?=\p{Lu}\p{Ll}*[\s,’']+\S+\s+\S)/u

/** The person at the head of such a line; null where nothing is glued. */
export function gluedName(text: string): People | null {
  const name = GLUED.exec(text)?.[1]
  if (!name || givenName(name.split(' ')[0] ?? '') !== 'yes') return null
  return { persons: [{ name, role: null, from: 0, to: name.length }], to: name.length, shared: null }
}

/** "KARI ELISE MOE Vegen vidare": a name in capitals at the head, and the title in ordinary letters right behind it. */
export function shoutedName(text: string): People | null {
  const [hit] = namesIn(text)
  if (hit?.from !== 0 || !hit.sure || hit.single) return null
  const name = text.slice(0, hit.to)
  const gap = /^\s+(?=[\p{Lu}«"“”][^\s]*\p{Ll})/u.exec(text.slice(hit.to))?.[0].length ?? 0
  if (gap === 0 || name !== name.toUpperCase()) return null
  return { persons: [{ name, role: null, from: 0, to: hit.to }], to: hit.to + gap, shared: null }
}

const GLUED_BEHIND = /(?=\p{Lu})(?<=\p{Ll}{3}|\?)(\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?)(?=\s\p{Lu}[\p{L}.]*)/gu

/** "Putting policy into practiceKari Moe (Nes)": the page lost the break before who. Only people may follow. */
export function gluedPeople(text: string): { title: string; people: People } | null {
  for (const m of everyMatch(GLUED_BEHIND, text)) {
    if (givenName(m[1] ?? '') !== 'yes') continue
    const own = peopleAt(text.slice(m.index), 0, true)
    if (!own || !/^[\s).]*$/.test(text.slice(m.index + own.to))) continue
    const persons = own.persons.map((p) => ({ ...p, from: p.from + m.index, to: p.to + m.index }))
    return { title: text.slice(0, m.index), people: { persons, to: text.length, shared: null } }
  }
  return null
}

/** "Per Even Moe Direktør for kultur": what the person is, not what it is about. */
function officeFollows(text: string): boolean {
  const [hit] = namesIn(text)
  const behind = hit?.from === 0 && hit.sure ? text.slice(hit.to) : ''
  return /^\s\p{Lu}/u.test(behind) && holdsOffice(behind.trim().split(' ').slice(0, 2).join(' '))
}

const PARTICLES = 'van|von|de|der|den|af|di|da|du|del|la'
const ONE = new RegExp(
  `^(\\p{Lu}[\\p{L}'’-]+)((?:\\s\\p{Lu}\\.)*(?:\\s(?:${PARTICLES}))*\\s\\p{Lu}[\\p{L}'’-]+)(?:\\s\\(([^()]{2,60})\\))?`,
  'u',
)
const AND_ANOTHER = /^(?:,\s|\s(?:and|og|och|&)\s)/

/**
 * "Kari Moe (Nes) How to read": names at the head and the title right behind them. Only for programmes that write so
 * throughout: in others such a name is a part of the title. `habitual`: there unknown names are believed too.
 */
export function nameThenTitle(text: string, habitual: boolean): { title: string; people: People } | null {
  const persons: People['persons'] = []
  let at = 0
  while (persons.length < 5) {
    const one = ONE.exec(text.slice(at))
    if (!one?.[1] || !(givenName(one[1]) === 'yes' || (habitual && !`${one[1]}${one[2]}`.split(' ').some(notAName)))) break
    const name = `${one[1]}${one[2]}`
    persons.push({ name, role: one[3] ?? null, from: at, to: at + name.length })
    at += one[0].length
    const joint = AND_ANOTHER.exec(text.slice(at))
    if (!joint) break
    at += joint[0].length
  }
  const behind = /^\s+(?=[\p{Lu}«"“‘]\S*\s+\S)/u.exec(text.slice(at))
  if (persons.length === 0 || !behind || officeFollows(text)) return null
  return { title: text.slice(at + behind[0].length), people: { persons, to: at, shared: null } }
}
