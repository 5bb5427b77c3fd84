import { describe, expect, it } from 'vitest'
import { scoreOf } from './compare.ts'
import { TABLES, tableTallies } from './tables.ts'

const FLOOR = 0.97

describe('a programme laid in a table is read back', () => {
  it.each(TABLES)('$name', (layout) => {
    expect(scoreOf(tableTallies(layout))).toBeGreaterThanOrEqual(FLOOR)
  })
})
