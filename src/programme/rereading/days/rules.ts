/** Which day of a text is which day of the meeting. Pure. */

/**
 * Of the same date; else where most of its items stood; else the next one in order that is left.
 * @param items where each item that both have stands, and the place of its day in the text
 * @returns day ids by the place of the day in the text; a new day is not among them
 */
export function pairDays(
  standing: readonly { readonly id: string; readonly date: string | null }[],
  told: readonly { readonly date: string | null }[],
  items: readonly (readonly [dayId: string | null, told: number])[],
): Map<number, string> {
  const pairs = new Map<number, string>()
  const free = new Set(standing.map((day) => day.id))
  const pair = (d: number, id: string) => {
    pairs.set(d, id)
    free.delete(id)
  }
  for (const [d, { date }] of told.entries()) {
    const same = standing.find((day) => date !== null && day.date === date && free.has(day.id))
    if (same) pair(d, same.id)
  }
  const votes = new Map<string, { d: number; id: string; count: number }>()
  for (const [id, d] of items) {
    const vote = votes.get(`${d} ${id}`)
    if (vote) vote.count++
    else if (id !== null) votes.set(`${d} ${id}`, { d, id, count: 1 })
  }
  for (const { d, id } of [...votes.values()].sort((a, b) => b.count - a.count || a.d - b.d))
    if (!pairs.has(d) && free.has(id)) pair(d, id)
  for (const d of told.keys()) {
    const [next] = free
    if (!pairs.has(d) && next !== undefined) pair(d, next)
  }
  return pairs
}
