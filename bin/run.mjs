// Runs a script of the project on Node 26: node bin/run.mjs FILE [ARGUMENTS]
import { checkNode, ensureInstalled, run, runtime } from './ground.mjs'

checkNode()
await ensureInstalled()
process.exit(await run(runtime(), process.argv.slice(2)))
