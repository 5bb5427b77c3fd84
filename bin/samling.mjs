#!/usr/bin/env node
// npx samling …: the operator's commands. Runs the sources as they are (Node 26 strips the types), so it needs no build.
import { checkNode, root, run, runtime } from './ground.mjs'

checkNode()
process.exit(
  await run(runtime(), ['--disable-warning=ExperimentalWarning', `${root}/src/cli.ts`, ...process.argv.slice(2)], {
    cwd: process.cwd(),
  }),
)
