/** Where the built files lie. The server reads Vite's manifest once. */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

export interface Assets {
  readonly folder: string
  /** Tells builds apart, for cache keys. */
  readonly build: string
  style(name: string): string
  /** What wakes the islands. */
  readonly script: string | null
  /** What does so only for those who were there before. */
  readonly returning: string | null
}

interface Chunk {
  readonly file: string
}

/** Finds `dist/client` beside the sources or beside the built server. Without a build (unit tests) addresses are plain names. */
export function loadAssets(): Assets {
  let root = import.meta.dirname
  while (!existsSync(join(root, 'package.json'))) root = dirname(root)
  const folder = join(root, 'dist', 'client')
  const manifestFile = join(folder, 'manifest.json')
  if (!existsSync(manifestFile))
    return {
      folder,
      build: 'unbuilt',
      style: (name) => `/assets/${name}.css`,
      script: '/assets/browser.js',
      returning: '/assets/returning.js',
    }
  const text = readFileSync(manifestFile, 'utf8')
  const manifest: Record<string, Chunk> = JSON.parse(text)
  const built = (entry: string) => (manifest[entry] ? `/${manifest[entry].file}` : null)
  const stamp = join(root, 'dist', '.samling-built')
  return {
    folder,
    build: existsSync(stamp) ? readFileSync(stamp, 'utf8').slice(0, 16) : text.length.toString(36),
    style: (name) => {
      const chunk = manifest[`src/${name === 'forms' ? 'ui/forms' : `${name}/style`}.css`]
      if (!chunk) throw new Error(`no style sheet called "${name}" was built`)
      return `/${chunk.file}`
    },
    script: built('src/browser.ts'),
    returning: built('src/returning.ts'),
  }
}
