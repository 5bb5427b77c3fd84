// npm run check: types, style, unused code. Quick enough for every save.
import { checkNode, ensureInstalled, root, run, runtime } from './ground.mjs'

export const checks = [
  ['types', ['node_modules/typescript/bin/tsc']],
  ['style', ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.']],
  ['unused code', ['node_modules/knip/bin/knip.js', '--no-progress']],
]

/** Compiles the words (types need them), then runs every check; resolves with the names of those that failed. */
export async function runChecks() {
  const node = runtime()
  const failed = []
  if ((await run(node, [`${root}/bin/build.mjs`, '--words'])) !== 0) failed.push('words')
  for (const [name, args] of checks) {
    console.log(`\n── ${name}`)
    if ((await run(node, args)) === 0) console.log('   fine')
    else failed.push(name)
  }
  return failed
}

if (process.argv[1]?.endsWith('check.mjs')) {
  checkNode()
  await ensureInstalled()
  const failed = await runChecks()
  if (failed.length > 0) console.error(`\nNot fine: ${failed.join(', ')}.`)
  process.exit(failed.length === 0 ? 0 : 1)
}
