/**
 * Files of tests that can share a process: to load the program anew for each of them takes a third of the time. What starts
 * programs, databases, mail servers or LibreOffice, or holds the reader to a time, wants a process of its own.
 */
import { globSync, readFileSync } from 'node:fs'

const apart =
  /^src\/platform\/(db\/embedded|backup)\/|^src\/materials\/previews\/|^src\/programme\/reader\/any-text|^tests\/(hidden|special)\.test|^tests\/operations\//

const files = globSync(['src/**/*.test.{ts,tsx}', 'tests/**/*.test.{ts,tsx}'])
  .filter((file) => !apart.test(file))
  .map((file) => ({ file, text: readFileSync(file, 'utf8') }))
  .filter(({ text }) => !/\/mailserver\.ts'|from 'smtp-server'/.test(text))

export const together: readonly string[] = files.map(({ file }) => file)

/** Those among them that make a world in a database. */
export const worldly: readonly string[] = files
  .filter(({ text }) => /\/(?:world|database)\.ts'/.test(text))
  .map(({ file }) => file)
