// What stands on the database, once more on the distribution's own PostgreSQL: the tests that make a world in one. Every route
// is among them (tests/access.test.ts). What a mail server gets, what LibreOffice makes of a file, what a file or a picture looks like
// and what comes over a line hangs on no database.
import { defineConfig } from 'vitest/config'
import { worldly } from './tests/together.ts'
import base from './vitest.config.ts'

const elsewhere = /\/(?:islands|logo|stream|feed|pictures|viewer)\//

export default defineConfig({
  ...base,
  test: { ...base.test, include: worldly.filter((file) => !elsewhere.test(file)), isolate: false },
})
