/** A list in pages: all of it is counted and taken along, and so much is shown at a time. Pure. */

export const PER_PAGE = 100

export interface Paged<Group> {
  readonly groups: readonly Group[]
  /** From 1; the last where one beyond it was asked for. */
  readonly page: number
  readonly pages: number
}

/** One page of what stands in groups. One that does not fit goes on on the next page, under its own heading. */
export function pageOf<T, Group extends { readonly actions: readonly T[] }>(all: readonly Group[], asked: number): Paged<Group> {
  const lines = all.flatMap((group) => group.actions.map((one) => ({ group, one })))
  const pages = Math.max(1, Math.ceil(lines.length / PER_PAGE))
  const page = Math.min(asked, pages)
  const shown = Map.groupBy(lines.slice((page - 1) * PER_PAGE, page * PER_PAGE), ({ group }) => group)
  return { groups: [...shown].map(([group, own]) => ({ ...group, actions: own.map(({ one }) => one) })), page, pages }
}
