/**
 * Names for lines that survive an edit of the text elsewhere: made of what the line says, not of where it stands. The second
 * line with the same words is told apart by its number among them.
 */
export function keysOf(lines: readonly string[]): string[] {
  const seen = new Map<string, number>()
  return lines.map((line) => {
    const word = nameOf(line)
    const count = (seen.get(word) ?? 0) + 1
    seen.set(word, count)
    return count === 1 ? word : `${word}-${count}`
  })
}

/** A short name for what a line says. */
export const nameOf = (line: string): string => fnv1a(line.trim()).toString(36)

/** FNV-1a, 32 bits: short and steady; it keeps nothing secret. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}
