// npm run bench -- NAME [--json]: every figure we claim. Each is a file in bench/; ratios are taken within one run.
import { readdirSync } from 'node:fs'
import { checkNode, ensureBuilt, ensureInstalled, root, run, runtime } from './ground.mjs'

checkNode()
const names = readdirSync(`${root}/bench`)
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.replace('.bench.ts', ''))
const [name, ...rest] = process.argv.slice(2)
if (!names.includes(name)) {
  console.error(`npm run bench -- NAME [--json], where NAME is one of: ${names.join(', ')}`)
  process.exit(2)
}
await ensureInstalled()
await ensureBuilt()
process.exit(
  await run(runtime(), ['--expose-gc', '--disable-warning=ExperimentalWarning', `${root}/bench/${name}.bench.ts`, ...rest]),
)
