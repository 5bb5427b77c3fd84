// What stands on the database, once more on the distribution's own PostgreSQL: the tests that make a world in one. Every route
// is among them (tests/access.test.ts). What a mail server gets and what LibreOffice makes of a file hangs on no database.
import { globSync, readFileSync } from 'node:fs'
import { defineConfig } from 'vitest/config'
import base from './vitest.config.ts'

const worldly = globSync(['src/**/*.test.{ts,tsx}', 'tests/**/*.test.{ts,tsx}']).filter((file) => {
  const text = readFileSync(file, 'utf8')
  return /\/(?:world|database)\.ts'/.test(text) && !/\/mailserver\.ts'|from 'smtp-server'/.test(text)
})

export default defineConfig({
  ...base,
  test: {
    ...base.test,
    include: worldly,
    // Each file has had a process of its own in the first run. Here they share two: to load the program anew takes a third of the time.
    isolate: false,
    exclude: [
      '**/node_modules/**',
      'src/platform/db/embedded/**',
      'src/platform/backup/**',
      'src/materials/previews/**',
      // They walk the same routes again, for what the pages say.
      'tests/hidden.test.ts',
      'tests/special.test.ts',
      // These start programs and databases of their own, Debian's among them.
      'tests/operations/**',
    ],
  },
})
