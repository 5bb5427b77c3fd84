/** When a change of job may begin. Pure. */

/**
 * @param from the first day in the new job, as "2026-11-01"
 * @param began the first day of the membership that ends
 */
export function mayBeginOn(from: string, began: string, today: string): 'yes' | 'directory_job_future' | 'directory_job_before' {
  if (from > today) return 'directory_job_future'
  return from > began || from === today ? 'yes' : 'directory_job_before'
}
