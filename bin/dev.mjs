// npm run dev: builds at every change and starts the program again. The same build as in earnest, so nothing differs.
import { spawn } from 'node:child_process'
import { watch } from 'node:fs'
import { checkNode, ensureInstalled, root, run, runtime } from './ground.mjs'

checkNode()
await ensureInstalled()
const node = runtime()
let end = async () => {}
let wanted = true
let busy = false

function launch() {
  const program = spawn(node, ['--enable-source-maps', '--expose-gc', `${root}/dist/server/main.js`], {
    cwd: root,
    stdio: 'inherit',
  })
  const ended = new Promise((resolve) => program.once('exit', resolve))
  return () => {
    program.kill('SIGTERM') // nothing happens to one that has ended by itself
    return ended
  }
}

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
    await end()
    end = launch()
  }
  busy = false
}

for (const folder of ['src', 'messages', 'public'])
  watch(`${root}/${folder}`, { recursive: true }, (_event, name) => {
    if (!name || name.includes('compiled') || /\.test\.tsx?$/.test(name)) return
    wanted = true
    setTimeout(again, 100)
  })
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => end().then(() => process.exit(0)))
await again()
