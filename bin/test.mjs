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
const asked = process.argv.slice(2)
const suites =
  asked.length > 0
    ? [{ config: 'vitest.config.ts', env: {} }]
    : ['together', 'apart'].map((share) => ({ config: 'vitest.config.ts', env: { TESTS: share } }))
// The database tests once more on the distribution's own PostgreSQL, where it is there (.ci/run sees to it).
if (process.env.REQUIRE_ALL === '1') suites.push({ config: 'vitest.debian.config.ts', env: { TEST_DATABASE: 'debian' } })
// The steps of a journey stand on each other: its second try begins at the first of them, with a sample that nobody has changed.
suites.push({ config: 'tests/journeys/vitest.config.ts', env: {}, wholeFiles: true })

/** More files than that, and it is no bad luck: they are not tried again. */
const UNLUCKY = 5
for (const suite of suites) {
  console.log(`\n── tests: ${suite.config}`)
  let { code, files } = await runTests(suite, asked)
  const broken = files.filter((file) => file.status === 'failed')
  if (suite.wholeFiles && asked.length === 0 && broken.length > 0 && broken.length <= UNLUCKY) {
    console.log(`\n── once more: ${broken.map(({ name }) => relative(process.cwd(), name)).join(' ')}`)
    const later = await runTests(
      suite,
      broken.map(({ name }) => name),
    )
    const lucky = later.files.filter((file) => file.status === 'passed').map(({ name }) => name)
    for (const file of broken) if (lucky.includes(file.name)) second.push(...whatFailed(suite, file))
    const names = later.files.map(({ name }) => name)
    files = [...files.filter(({ name }) => !names.includes(name)), ...later.files]
    code = later.code
  }
  const failed = files.flatMap((file) => whatFailed(suite, file))
  for (const file of files)
    for (const test of file.assertionResults) {
      if (test.status === 'passed') total.passed++
      if (test.status === 'pending' || test.status === 'skipped') total.skipped++
      // Passed, and yet with a reason why not: that of the first try.
      if (test.status === 'passed' && test.failureMessages.length > 0) second.push(told(suite, file, test))
    }
  // An error outside every test, or a run that left no report.
  if (failed.length === 0 && code !== 0) failed.push([suite.config, '', 'the run itself', ''])
  total.failed += failed.length
  failures.push(...failed)
}

/** Runs a suite's tests, or those of its files that are named; `files` is what vitest tells of each, none where it left no report. */
async function runTests({ config, env, wholeFiles }, names) {
  const report = join(folder, 'report.json')
  rmSync(report, { force: true })
  const args = ['node_modules/vitest/vitest.mjs', 'run', '--config', config, `--retry=${wholeFiles ? 0 : 1}`]
  args.push('--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...names)
  // Every file has a process of its own, which loads the same libraries: kept compiled, that takes a third less.
  const cache = { NODE_COMPILE_CACHE: join(process.cwd(), 'node_modules/.cache/compiled') }
  const code = await run(runtime(), args, { env: { ...cache, ...process.env, ...env } })
  try {
    return { code, files: JSON.parse(readFileSync(report, 'utf8')).testResults }
  } catch {
    return { code: code || 1, files: [] }
  }
}

function told({ config }, file, test) {
  return [config, file.name, test.fullName, test.failureMessages.join('\n')]
}

/** The failed tests of a file; a file that failed before its first test has none, and stands for itself. */
function whatFailed(suite, file) {
  const failed = file.assertionResults.filter((test) => test.status === 'failed').map((test) => told(suite, file, test))
  return failed.length === 0 && file.status === 'failed' ? [[suite.config, file.name, '', file.message]] : failed
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
