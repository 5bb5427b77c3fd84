import { expect, it } from 'vitest'
import { mayBeginOn } from './rules.ts'

it('a new job has begun, and after the one before', () => {
  expect(mayBeginOn('2026-11-01', '2020-01-01', '2026-11-23')).toBe('yes')
  expect(mayBeginOn('2026-11-24', '2020-01-01', '2026-11-23')).toBe('directory_job_future')
  expect(mayBeginOn('2020-01-01', '2020-01-01', '2026-11-23')).toBe('directory_job_before')
  // Whoever was invited today under the old job.
  expect(mayBeginOn('2026-11-23', '2026-11-23', '2026-11-23')).toBe('yes')
})
