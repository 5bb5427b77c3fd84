import { DrizzleQueryError } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { errorForLog } from './log.ts'

test('an error in the log tells what, where and why, and no values', () => {
  const why = Object.assign(new Error('duplicate key'), { code: '23505', detail: 'Key (email)=(ane@example.no) already exists.' })
  const line = JSON.stringify(errorForLog(new DrizzleQueryError('insert into mail values ($1)', ['/sign-in/link/abc'], why)))
  for (const told of ['insert into mail values ($1)', 'duplicate key', '23505', 'log.test.ts']) expect(line).toContain(told)
  for (const hidden of ['/sign-in/link/abc', 'ane@example.no']) expect(line).not.toContain(hidden)
  expect(errorForLog(new AggregateError([why]))).toMatchObject({ type: 'AggregateError', cause: { code: '23505' } })
})
