import { or, type SQL, sql } from 'drizzle-orm'

/** Any of some conditions; those that are absent count for nothing, and none at all is met by no row. */
export const either = (...conditions: (SQL | undefined | null | false)[]): SQL =>
  or(...conditions.filter((one) => one instanceof Object)) ?? sql`false`
