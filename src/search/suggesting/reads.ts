/** What could be meant by what somebody has typed so far: words that lead somewhere for this reader, and titles. */
import type { Actor } from '#actor.ts'
import type { NetworkRow } from '#network/reads.ts'
import type { Db } from '#platform/db/db.ts'
import { wordsBeginning } from '../asking/reads.ts'
import type { Kind } from '../document.ts'
import { searchQuery } from '../forms.ts'
import { isFound, search } from '../reads.ts'
import { tokensOf } from '../words/rules.ts'
import type { Suggestion } from './rules.ts'

const MOST_WORDS = 5
const MOST_TITLES = 4
/** Weighed, since not all lead somewhere for everybody. */
const WEIGHED = 8
const titled: readonly Kind[] = ['topic', 'plan', 'matter', 'meeting', 'item', 'person']

export async function suggest(db: Db, actor: Actor, network: NetworkRow, typed: string): Promise<Suggestion[]> {
  const query = searchQuery.parse({ q: typed })
  const last = tokensOf(query.q).at(-1)
  if (!last || last.end !== query.q.length || last.word.length < 2) return []
  const before = query.q.slice(0, last.start)
  const near = await wordsBeginning(db, network.id, last.word, WEIGHED)
  const words = near.length > 0 ? (await isFound(db, actor, network, query, near)).slice(0, MOST_WORDS) : []
  const found = await search(db, actor, network, { ...query, q: `${before}${words[0] ?? last.raw}` })
  const titles = found.groups
    .filter((group) => titled.includes(group.kind))
    .flatMap((group) => group.hits.slice(0, 2))
    .slice(0, MOST_TITLES)
  return [
    ...words.map((word) => ({ text: `${before}${word}`, href: null, kind: null })),
    ...titles.map((hit) => ({ text: hit.title, href: hit.href, kind: hit.kind })),
  ]
}
