#!/usr/bin/env node
// npx samling …: the operator's commands. Runs the sources as they are (Node 26 strips the types), so it needs no build.
import { checkNode, isInstalled, root, run, runtime } from './ground.mjs'

checkNode()
if (!isInstalled({ toRun: true })) {
  console.error('The dependencies are missing, or older than this version of Samling. Run "npm ci" in its folder first.')
  process.exit(1)
}
process.exit(
  await run(runtime(), ['--disable-warning=ExperimentalWarning', `${root}/src/cli.ts`, ...process.argv.slice(2)], {
    cwd: process.cwd(),
  }),
)
