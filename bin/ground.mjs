// What every command stands on: the right Node, the dependencies, the build.
// Plain JavaScript without dependencies, so that it runs on a machine where nothing is installed yet.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
const inRoot = (...parts) => join(root, ...parts)

const OLDEST_NODE = 20
const RUNTIME_MAJOR = 26

/** Ends the process with the remedy when the Node that runs this file is too old. */
export function checkNode() {
  const major = Number(process.versions.node.split('.')[0])
  if (major >= OLDEST_NODE) return
  console.error(
    `Samling needs Node ${OLDEST_NODE} or newer; this is ${process.version}.\n` +
      'Install a newer Node from nodejs.org or with your package manager, then run the same command again.',
  )
  process.exit(1)
}

/**
 * Installs the dependencies with `npm ci` when some are missing or of another version than the lock file says.
 * @param options.toRun only what the program needs to run: `npm ci --omit=dev` is enough
 */
export async function ensureInstalled({ toRun = false } = {}) {
  if (isInstalled({ toRun })) return
  const include = toRun ? [] : ['--include=dev']
  await step('Installing the dependencies (npm ci; the first time takes a minute or two)', npm(), [
    'ci',
    '--loglevel=error',
    ...include,
  ])
}

/** npm notes what it has installed, as the last thing it does, in a lock file of its own: whoever ran it, it counts. */
export function isInstalled({ toRun = false } = {}) {
  const note = inRoot('node_modules', '.package-lock.json')
  if (!existsSync(note)) return false
  const packagesOf = (path) => Object.entries(JSON.parse(readFileSync(path, 'utf8')).packages)
  const there = new Map(packagesOf(note))
  return packagesOf(inRoot('package-lock.json')).every(([path, wanted]) => {
    const found = there.get(path)
    if (found) return found.version === wanted.version
    // The root itself; what is for other platforms; what is for working on Samling.
    return path === '' || wanted.optional || wanted.devOptional || (toRun && wanted.dev)
  })
}

/** Compiles the words and builds the server and the browser's part when the sources are not those of the build. */
export async function ensureBuilt() {
  if (existsSync(builtStamp) && readFileSync(builtStamp, 'utf8') === hashOfSources()) return
  await step('Building', runtime(), [inRoot('bin', 'build.mjs')])
}

/** Which sources the build in `dist` was made of; there only beside a whole build. */
export const builtStamp = inRoot('dist', '.samling-built')
export const hashOfSources = () => hashOf(sources())

/**
 * The path of Node 26: the `node` package of this checkout, or the Node that runs this if it is that new.
 * npm may have been told not to run install scripts; then the package's own step is run here.
 */
export function runtime() {
  const own = Number(process.versions.node.split('.')[0])
  if (own >= RUNTIME_MAJOR) return process.execPath
  const packaged = inRoot('node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (!existsSync(packaged) && existsSync(inRoot('node_modules', 'node', 'installArchSpecificPackage.js'))) {
    console.error('Unpacking Node 26 (install scripts were not run by npm) …')
    // All to standard error: what a command prints may be data for another program.
    const options = { cwd: inRoot('node_modules', 'node'), stdio: ['ignore', 2, 2] }
    spawnSync(process.execPath, ['installArchSpecificPackage.js'], options)
  }
  if (existsSync(packaged)) return packaged
  console.error(
    `Samling runs on Node ${RUNTIME_MAJOR}, which comes with its dependencies, and it is not there.\n` +
      'Run "npm ci" in this folder. If your npm blocks install scripts, run "npm rebuild node", or install Node 26 yourself.',
  )
  process.exit(1)
}

/** Runs a program with this terminal and resolves with its exit code; signals are passed on to it. */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options })
    const pass = (signal) => child.kill(signal)
    // Ctrl-C in a terminal reaches both; this one waits for the other to stop gently.
    const interrupt = () => process.stdin.isTTY || pass('SIGINT')
    process.on('SIGTERM', pass)
    process.on('SIGHUP', pass)
    process.on('SIGINT', interrupt)
    child.on('error', reject)
    child.on('exit', (code, signal) => {
      process.off('SIGTERM', pass)
      process.off('SIGHUP', pass)
      process.off('SIGINT', interrupt)
      resolve(signal ? 1 : (code ?? 1))
    })
  })
}

async function step(what, command, args) {
  const began = Date.now()
  console.log(`${what} …`)
  const ticking = setInterval(() => console.log(`  … still at it (${Math.round((Date.now() - began) / 1000)} s)`), 15_000)
  const code = await run(command, args).catch((error) => {
    console.error(
      error.code === 'ENOENT' ? `There is no "${command}" on this machine; it comes with Node from nodejs.org.` : error,
    )
    return 1
  })
  clearInterval(ticking)
  if (code !== 0) {
    console.error(`That failed (${what}). The lines above say why; mend it and run the same command again.`)
    process.exit(code)
  }
  console.log(`  done in ${((Date.now() - began) / 1000).toFixed(1)} s`)
}

function npm() {
  return process.platform === 'win32' ? 'npm.cmd' : 'npm'
}

function sources() {
  const out = []
  const walk = (path) => {
    if (statSync(path).isDirectory()) {
      if (path.endsWith('compiled')) return
      for (const name of readdirSync(path).sort()) walk(join(path, name))
    } else if (!/\.test\.tsx?$/.test(path)) out.push(path)
  }
  for (const name of [
    'src',
    'messages',
    'public',
    'typst',
    'project.inlang/settings.json',
    'vite.config.ts',
    'package-lock.json',
    'bin/build.mjs',
  ])
    if (existsSync(inRoot(name))) walk(inRoot(name))
  return out
}

function hashOf(files) {
  const hash = createHash('sha256')
  for (const file of files) hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0')
  return hash.digest('hex')
}
