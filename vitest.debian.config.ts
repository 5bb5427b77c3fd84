// Everything that stands on the database, once more on the distribution's own PostgreSQL.
import { defineConfig, mergeConfig } from 'vitest/config'
import base from './vitest.config.ts'

export default mergeConfig(
  base,
  defineConfig({
    test: {
      exclude: [
        '**/node_modules/**',
        'src/platform/db/embedded/**',
        'src/platform/backup/**',
        'src/programme/reader/**',
        'src/ui/**',
        'tests/architecture.test.ts',
        'tests/messages.test.ts',
        // These start programs and databases of their own, Debian's among them.
        'tests/operations/**',
      ],
    },
  }),
)
