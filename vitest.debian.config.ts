// Everything that stands on the database, once more on the distribution's own PostgreSQL: the tests that make a world in one.
import { globSync, readFileSync } from 'node:fs'
import { defineConfig } from 'vitest/config'
import base from './vitest.config.ts'

const worldly = globSync(['src/**/*.test.{ts,tsx}', 'tests/**/*.test.{ts,tsx}']).filter((file) =>
  /\/(?:world|database)\.ts'/.test(readFileSync(file, 'utf8')),
)

export default defineConfig({
  ...base,
  test: {
    ...base.test,
    include: worldly,
    exclude: [
      '**/node_modules/**',
      'src/platform/db/embedded/**',
      'src/platform/backup/**',
      // What LibreOffice makes of a file does not hang on the database.
      'src/materials/previews/**',
      // These start programs and databases of their own, Debian's among them.
      'tests/operations/**',
    ],
  },
})
