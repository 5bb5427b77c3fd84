#!/usr/bin/env node
// npm start: installs and builds what is missing, then runs Samling until it is told to stop.
import { checkNode, ensureBuilt, ensureInstalled, root, run, runtime } from './ground.mjs'

checkNode()
await ensureInstalled({ toRun: true })
await ensureBuilt()
// What V8 has compiled once, it need not compile at the next start.
const env = { NODE_COMPILE_CACHE: `${root}/node_modules/.cache/compiled`, ...process.env }
// Why it may ask for its memory to be swept: src/platform/files/young.ts.
process.exit(await run(runtime(), ['--enable-source-maps', '--expose-gc', `${root}/dist/server/main.js`], { env }))
