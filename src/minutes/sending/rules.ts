/** Whose an action point is, for a letter that tells each of their own. Pure. */

interface Owned {
  /** As written in the minutes. */
  readonly who: string | null
  readonly personId: string | null
  readonly organisationId: string | null
}

/**
 * Whether an action is somebody's own: given to them, or to the organisation they come from; where nobody was chosen, named so in
 * the text.
 */
export function isOwn(
  { who, personId, organisationId }: Owned,
  reader: { readonly personId: string | null; readonly organisationId: string | null; readonly name: string },
): boolean {
  if (personId !== null) return personId === reader.personId
  if (organisationId !== null) return organisationId === reader.organisationId
  return who !== null && reader.name !== '' && folded(who) === folded(reader.name)
}

const folded = (name: string): string => name.trim().replaceAll(/\s+/g, ' ').toLocaleLowerCase('nb')
