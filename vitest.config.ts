import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { together } from './tests/together.ts'

/**
 * Property tests try the same values whenever the same committed tree is tested, so that it passes or fails alike everywhere;
 * the next commit tries others. PROPERTY_SEED=n tries n's, and `PROPERTY_SEED=` new ones at every run.
 */
function seedOfTree(): string {
  try {
    const tree = execFileSync('git', ['rev-parse', 'HEAD^{tree}'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
    return String(Number.parseInt(tree.slice(0, 7), 16))
  } catch {
    // Tested outside git, from an unpacked archive.
    return ''
  }
}

/** A whole run takes those that share processes, and then those that have one each; whoever names a file gets it in its own. */
const share = process.env['TESTS']
const all = ['src/**/*.test.{ts,tsx}', 'tests/**/*.test.{ts,tsx}']

export default defineConfig({
  resolve: { alias: [{ find: /^fast-check$/, replacement: fileURLToPath(new URL('tests/properties.ts', import.meta.url)) }] },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: share === 'together' ? [...together] : all,
    exclude: ['**/node_modules/**', ...(share === 'apart' ? together : [])],
    isolate: share !== 'together',
    env: { PROPERTY_SEED: process.env['PROPERTY_SEED'] ?? seedOfTree() },
    globalSetup: ['tests/database.ts'],
    // Two cores: more files at once only wait for each other, and the database with them.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
