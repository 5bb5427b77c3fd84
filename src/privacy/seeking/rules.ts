/** Who somebody is, and which names are theirs and nobody else's. Pure. */
import type { Sought } from '#people/traces/rules.ts'
import { isTelling } from '#platform/mentions/patterns.ts'
import type { Words } from '#platform/words/text.ts'

export interface Somebody extends Sought {
  /** What they are called on their account, or where they registered; null for an address alone. */
  readonly name: string | null
  /** Names that somebody else bears too: those are not looked for in running text. */
  readonly sharedNames: readonly string[]
  /** Where there is anything of them. */
  readonly networks: readonly { readonly id: string; readonly name: Words }[]
  readonly operator: boolean
  /** Networks that would be left without an owner. */
  readonly ownsAlone: readonly Words[]
}

const plain = (name: string) => name.replace(/\s+/g, ' ').trim().toLowerCase()

/**
 * @param borne all names in rows that are theirs
 * @param others those of them that somebody else bears too
 * @returns `own`: found in running text it is they; `shared`: it may be somebody else
 */
export function sortNames(borne: readonly string[], others: readonly string[]): { own: string[]; shared: string[] } {
  const taken = new Set(others.map(plain))
  const each = [...new Map(borne.filter((name) => name.trim()).map((name) => [plain(name), name.trim()])).values()]
  const telling = each.filter(isTelling)
  return { own: telling.filter((name) => !taken.has(plain(name))), shared: each.filter((name) => taken.has(plain(name))) }
}
