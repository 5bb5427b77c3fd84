// npm run dev: builds at every change and starts the program again. The same build as in earnest, so nothing differs.
import { spawn } from 'node:child_process'
import { watch } from 'node:fs'
import { checkNode, ensureInstalled, root, run, runtime } from './ground.mjs'

checkNode()
await ensureInstalled()
const node = runtime()
let program = null
let wanted = true
let busy = false

async function again() {
  if (busy) return
  busy = true
  while (wanted) {
    wanted = false
    const began = Date.now()
    if ((await run(node, [`${root}/bin/build.mjs`])) !== 0) {
      console.error('The build failed; mend it and save.')
      continue
    }
    console.log(`built in ${Date.now() - began} ms`)
    if (program) await new Promise((resolve) => program.once('exit', resolve) && program.kill('SIGTERM'))
    program = spawn(node, ['--enable-source-maps', `${root}/dist/server/main.js`], { cwd: root, stdio: 'inherit' })
  }
  busy = false
}

for (const folder of ['src', 'messages', 'public'])
  watch(`${root}/${folder}`, { recursive: true }, (_event, name) => {
    if (!name || name.includes('compiled') || /\.test\.tsx?$/.test(name)) return
    wanted = true
    setTimeout(again, 100)
  })
process.on('SIGINT', () => program?.once('exit', () => process.exit(0)) ?? process.exit(0))
await again()
