// What stands on the database, once more on the distribution's own PostgreSQL: the tests that make a world in one. Every route
// is among them (tests/access.test.ts). What a mail server gets and what LibreOffice makes of a file hangs on no database.
import { defineConfig } from 'vitest/config'
import { worldly } from './tests/together.ts'
import base from './vitest.config.ts'

export default defineConfig({ ...base, test: { ...base.test, include: [...worldly], isolate: false } })
