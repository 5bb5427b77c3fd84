import { expect, it } from 'vitest'
import { freshDatabase } from '../../../tests/world.ts'

it('has a connection back whose transaction could not begin', async () => {
  const database = await freshDatabase()
  try {
    const config = { isolationLevel: 'no such level' as never }
    // A connection each, were they not given back: the pool has eight.
    for (let i = 0; i < 9; i++) await expect(database.db.transaction(async () => {}, config)).rejects.toThrow()
    expect(database.pool.totalCount - database.pool.idleCount, 'connections that somebody holds').toBe(0)
    await database.db.transaction(async (tx) => tx.execute('select 1'))
  } finally {
    await database.drop()
  }
})
