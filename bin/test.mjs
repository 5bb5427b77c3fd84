// npm test: everything. Types, style, unused code, then the tests (architecture, unit, database, routes), then the journeys
// in a real browser. The last line says how many passed, failed and were skipped; every check counts as one.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { checks, runChecks } from './check.mjs'
import { checkNode, ensureBuilt, ensureInstalled, run, runtime } from './ground.mjs'

checkNode()
await ensureInstalled()

const total = { passed: 0, failed: 0, skipped: 0 }
// What failed, told once more at the very end: a log of thousands of lines is often kept only by its tail.
const failures = []
// Some tests race real processes, lines and clocks, and a busy machine may lose one such race in thousands. What fails is tried
// once more, and told at the end even when it then passes: a name that returns there is a fault, of the test or of the program.
const second = []
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
    '--retry=1',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...process.argv.slice(2),
  ]
  const code = await run(runtime(), args, { env: { ...process.env, ...env } })
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numFailedTestSuites, testResults } = JSON.parse(
      readFileSync(report, 'utf8'),
    )
    for (const file of testResults) {
      const failed = file.assertionResults.filter((test) => test.status === 'failed')
      const late = file.assertionResults.filter((test) => test.status === 'passed' && test.failureMessages.length > 0)
      for (const test of late) second.push([config, file.name, test.fullName, test.failureMessages.join('\n')])
      for (const test of failed) failures.push([config, file.name, test.fullName, test.failureMessages.join('\n')])
      if (failed.length === 0 && file.status === 'failed') failures.push([config, file.name, '', file.message])
    }
    total.passed += numPassedTests
    total.skipped += numPendingTests
    // A file that fails before its first test has no failed test to count.
    total.failed += numFailedTests || (numFailedTestSuites > 0 || code !== 0 ? 1 : 0)
    if (code !== 0 && numFailedTests === 0 && numFailedTestSuites === 0) failures.push([config, '', 'the run itself', ''])
  } catch {
    total.failed++
    failures.push([config, '', 'left no report', ''])
  }
}
rmSync(folder, { recursive: true, force: true })
function tell(verdict, [config, file, name, message]) {
  const why = message.split('\n', 6).map((line) => `    ${line.slice(0, 800)}`)
  console.error(`\n${verdict} in ${config}: ${relative(process.cwd(), file)} ${name}\n${why.join('\n')}`)
}
for (const test of second) tell('Passed only at the second attempt', test)
for (const test of failures) tell('Failed', test)
if (failedChecks.length > 0) console.error(`\nNot fine: ${failedChecks.join(', ')}.`)
if (process.env.REQUIRE_ALL === '1' && total.skipped > 0) {
  console.error(`${total.skipped} tests were skipped, and REQUIRE_ALL=1 allows none.`)
  total.failed += total.skipped
}
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
process.exit(total.failed === 0 ? 0 : 1)
