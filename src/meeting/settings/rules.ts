/** Two people on one form: pure, for any form whose fields are texts. */

export type Flat = Readonly<Record<string, string>>

/**
 * Brings together what two people made of the same form. A field that only one changed is taken from that one.
 * @param was what `mine` was based on
 * @returns the merged fields, with `mine` standing in the fields in conflict
 */
export function mergeFlat(was: Flat, mine: Flat, theirs: Flat): { merged: Flat; conflicts: string[] } {
  const merged: Record<string, string> = { ...mine }
  const conflicts: string[] = []
  for (const [field, value] of Object.entries(mine)) {
    const [base, other] = [was[field] ?? '', theirs[field] ?? '']
    if (value === base) merged[field] = other
    else if (other !== base && other !== value) conflicts.push(field)
  }
  return { merged, conflicts }
}
