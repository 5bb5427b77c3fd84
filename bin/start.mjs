#!/usr/bin/env node
// npm start: installs and builds what is missing, then runs Samling until it is told to stop.
import { checkNode, ensureBuilt, ensureInstalled, root, run, runtime } from './ground.mjs'

checkNode()
await ensureInstalled({ toRun: true })
await ensureBuilt()
process.exit(await run(runtime(), ['--enable-source-maps', `${root}/dist/server/main.js`]))
