/** Which names are one person's, and nobody else's. Pure. */
import { isTelling } from '#platform/mentions/patterns.ts'

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
