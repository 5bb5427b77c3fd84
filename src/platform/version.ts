/** Which version of the program this is. */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** "0.1.0", from `package.json` at the root of the installation, above the sources and the built server alike. */
export function programVersion(): string {
  let root = import.meta.dirname
  while (!existsSync(join(root, 'package.json'))) root = dirname(root)
  return (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version
}
