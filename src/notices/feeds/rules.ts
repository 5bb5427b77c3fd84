/** Where feeds are found, and how what stands in them is named. Pure. */

/** By the ending of the address. */
export const feedForms = {
  atom: 'application/atom+xml',
  json: 'application/feed+json',
} as const
export type FeedForm = keyof typeof feedForms

/** @param path of a network, a series or a meeting */
export const feedPath = (path: string, form: FeedForm): string => `${path}/feed.${form}`

/** RFC 4122: a name that is nobody's address, so it stays when the site moves. */
export const urnOf = (id: string): string => `urn:uuid:${id}`

/** The later of two moments. */
export const later = (a: Temporal.Instant, b: Temporal.Instant | null): Temporal.Instant =>
  b !== null && Temporal.Instant.compare(b, a) > 0 ? b : a
