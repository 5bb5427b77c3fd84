// npm test: everything. Types, style, unused code, then the tests (architecture, unit, database, routes), then the journeys
// in a real browser. The last line says how many passed, failed and were skipped; every check counts as one.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checks, runChecks } from './check.mjs'
import { checkNode, ensureBuilt, ensureInstalled, run, runtime } from './ground.mjs'

checkNode()
await ensureInstalled()

const total = { passed: 0, failed: 0, skipped: 0 }
const failedChecks = await runChecks()
total.failed += failedChecks.length
total.passed += checks.length + 1 - failedChecks.length

await ensureBuilt()
const folder = mkdtempSync(join(tmpdir(), 'samling-report-'))
const suites = [['vitest.config.ts', {}]]
// The database tests once more on the distribution's own PostgreSQL, where it is there (.ci/run sees to it).
if (process.env.REQUIRE_ALL === '1') suites.push(['vitest.debian.config.ts', { TEST_DATABASE: 'debian' }])
suites.push(['tests/journeys/vitest.config.ts', {}])
for (const [number, [config, env]] of suites.entries()) {
  console.log(`\n── tests: ${config}`)
  const report = join(folder, `${number}.json`)
  const args = [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--config',
    config,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...process.argv.slice(2),
  ]
  const code = await run(runtime(), args, { env: { ...process.env, ...env } })
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numFailedTestSuites } = JSON.parse(readFileSync(report, 'utf8'))
    total.passed += numPassedTests
    total.skipped += numPendingTests
    // A file that fails before its first test has no failed test to count.
    total.failed += numFailedTests || (numFailedTestSuites > 0 || code !== 0 ? 1 : 0)
  } catch {
    total.failed++
  }
}
rmSync(folder, { recursive: true, force: true })
if (failedChecks.length > 0) console.error(`\nNot fine: ${failedChecks.join(', ')}.`)
if (process.env.REQUIRE_ALL === '1' && total.skipped > 0) {
  console.error(`${total.skipped} tests were skipped, and REQUIRE_ALL=1 allows none.`)
  total.failed += total.skipped
}
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
process.exit(total.failed === 0 ? 0 : 1)
