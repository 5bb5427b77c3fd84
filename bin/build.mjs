// Words, then the browser's files, then the server. Runs on Node 26 (bin/ground.mjs sees to it).
import { compile } from '@inlang/paraglide-js'
import { build } from 'vite'
import { root } from './ground.mjs'

export async function compileWords() {
  await compile({
    project: `${root}/project.inlang`,
    outdir: `${root}/src/platform/words/compiled`,
    strategy: ['globalVariable', 'baseLocale'],
    disableAsyncLocalStorage: true,
    emitReadme: false,
    emitPrettierIgnore: false,
  })
}

if (import.meta.main) {
  await compileWords()
  await build({ root, mode: 'production', logLevel: 'warn', configFile: `${root}/vite.config.ts` })
  await build({ root, mode: 'production', logLevel: 'warn', configFile: `${root}/vite.config.ts`, build: { ssr: 'src/main.ts', outDir: 'dist/server' } })
}
