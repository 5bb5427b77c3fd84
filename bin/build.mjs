// Words, then the browser's files, then the server. Runs on Node 26 (bin/ground.mjs sees to it).
// With --words only the words: the types come from them.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { compile } from '@inlang/paraglide-js'
import { build } from 'vite'
import { builtStamp, hashOfSources, root } from './ground.mjs'

export async function compileWords() {
  await compile({
    project: `${root}/project.inlang`,
    outdir: `${root}/src/platform/words/compiled`,
    strategy: ['globalVariable', 'baseLocale'],
    disableAsyncLocalStorage: true,
    emitReadme: false,
    emitPrettierIgnore: false,
  })
  keepPlurals(`${root}/src/platform/words/compiled/registry.js`)
}

/** The rules of plurals are made anew for each word that is counted, which takes longer than the rest of many a line. */
function keepPlurals(registry) {
  const made = 'return new Intl.PluralRules(locale, options).select(Number(input))'
  const written = readFileSync(registry, 'utf8')
  if (!written.includes(made)) throw new Error(`${registry} no longer makes plurals as it did: see keepPlurals in bin/build.mjs`)
  const kept = `const key = \`\${locale} \${options?.type ?? ''}\`
	let rules = pluralRules.get(key)
	if (!rules) pluralRules.set(key, (rules = new Intl.PluralRules(locale, options)))
	return rules.select(Number(input))`
  writeFileSync(registry, `const pluralRules = new Map()\n${written.replace(made, kept)}`)
}

/** Writes .br and .gz beside what compresses, once, at the best level; the server only picks. */
function compressBuilt(folder) {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!/\.(css|js|svg)$/.test(name)) continue
    const bytes = readFileSync(`${folder}/${name}`)
    writeFileSync(`${folder}/${name}.br`, brotliCompressSync(bytes))
    writeFileSync(`${folder}/${name}.gz`, gzipSync(bytes, { level: 9 }))
  }
}

async function buildAll() {
  // Before all else: what is changed while we build must not pass for built.
  const sources = hashOfSources()
  // From here until the end there is no whole build.
  rmSync(builtStamp, { force: true })
  await compileWords()
  await build({ root, mode: 'production', logLevel: 'warn', configFile: `${root}/vite.config.ts` })
  compressBuilt(`${root}/dist/client`)
  await build({
    root,
    mode: 'production',
    logLevel: 'warn',
    configFile: `${root}/vite.config.ts`,
    build: { ssr: true, outDir: 'dist/server' },
  })
  writeFileSync(builtStamp, sources)
}

if (import.meta.main) {
  if (process.argv.includes('--words')) await compileWords()
  else await buildAll()
  // The words' compiler leaves timers of half a minute behind, which would keep us waiting for nothing.
  process.exit()
}
