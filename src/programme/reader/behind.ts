/** Times behind their titles: "Lunsj kl. 12.00". */
import type { Row } from './rows.ts'

/** Lines such as "Lunsj kl. 12.00" are items where the page has several, or where they stand between items. */
export function behindBelieved(rows: readonly Row[]): (index: number) => boolean {
  const timed = rows.flatMap((r, i) => (r.kind === 'timed' ? [i] : []))
  const behind = rows.filter((r) => r.kind === 'behind').length
  const [first, last] = [timed[0] ?? Infinity, timed.at(-1) ?? -1]
  if (timed.length < 2) return () => behind + timed.length >= 2
  return (i) => i > first && (i < last || rows.slice(last, i).every((r) => r.kind !== 'heading' && r.kind !== 'text'))
}
