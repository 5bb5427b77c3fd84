/** Apart from dates in words, so that what runs without a build can read a stamp. */

/** PostgreSQL writes "2020-04-29 07:00:00+00"; Temporal wants the ISO form. */
export function instantOf(stamp: string): Temporal.Instant {
  return Temporal.Instant.from(stamp.includes('T') ? stamp : stamp.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'))
}
