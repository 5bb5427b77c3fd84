import { readdirSync } from 'node:fs'
import { defineConfig } from 'vite'

// Each feature's style sheet is an entry of its own: a page asks for the sheets it needs and pays for no others.
const sheets = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => /(^|\/)(style|forms)\.css$/.test(path))

export default defineConfig(({ isSsrBuild }) => ({
  publicDir: isSsrBuild ? false : 'public',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: isSsrBuild
    ? {
        target: 'node26',
        sourcemap: true,
        emptyOutDir: true,
        rolldownOptions: {
          // Beside the server, the programs that run in threads and processes of their own.
          input: {
            main: 'src/main.ts',
            reader: 'src/programme/reader/worker/thread.ts',
            documents: 'src/programme/sources/thread.ts',
            stated: 'src/programme/sources/statedthread.ts',
            pdftext: 'src/programme/sources/pdf/thread.ts',
            judging: 'src/materials/previews/sources/thread.ts',
            drawing: 'src/platform/pages/child.ts',
          },
          // A map without the sources, which lie beside it: Node reads it whole at each start.
          output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name].js', sourcemapExcludeSources: true },
        },
      }
    : {
        outDir: 'dist/client',
        assetsDir: 'assets',
        manifest: 'manifest.json',
        modulePreload: { polyfill: false },
        // Fonts and pictures stay files: a data URL cannot be cached apart, and the CSP would have to allow it.
        assetsInlineLimit: 0,
        rolldownOptions: { input: ['src/browser.ts', 'src/returning.ts', ...sheets.map((path) => `src/${path}`)] },
      },
}))
