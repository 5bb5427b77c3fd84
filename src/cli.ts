/** samling …: what an operator does from a terminal. Runs without a build: everything here is plain TypeScript. */
import { existsSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { BadSetting, describeSettings, readConfig } from './config.ts'
import { backup } from './platform/backup/backup.ts'
import { BackupFailure } from './platform/backup/failure.ts'
import { restore } from './platform/backup/restore.ts'
import { startEmbedded } from './platform/db/embedded/keeper.ts'
import { findRunning } from './platform/db/embedded/running.ts'
import { migrate, migrationsFolder } from './platform/db/migrate.ts'
import { troubleInWords } from './platform/trouble.ts'
import { readProgramme } from './programme/reader/read.ts'
import { toSampleShape } from './programme/reader/sample-shape.ts'

const usage = `samling: the operator's commands

  samling config                          every setting: value in force, meaning, example
  samling backup FILE                     database and files in one archive, while the program runs
  samling restore FILE                    an archive into an empty installation
  samling programme read FILE|- [--lang xx]   a programme's text as JSON

"npm start" runs the program itself.`

/** Wrong use: the usage is shown, exit code 2. */
class Usage extends Error {}

const commands: Record<string, (args: string[]) => Promise<void>> = {
  async config() {
    console.log(describeSettings(process.env))
    readConfig(process.env)
  },

  async backup([file]) {
    if (!file) throw new Usage('Say which file the archive shall be written to.')
    const config = readConfig(process.env)
    if (!config.DATABASE_URL && !existsSync(join(config.dataDir, 'postgres')))
      throw new BackupFailure(
        `There is no installation in ${config.dataDir}. Say in DATA_DIR where it is, with the same value as for "npm start".`,
      )
    const { url, end } = await someDatabase(config)
    try {
      const report = await backup({
        databaseUrl: url,
        filesDir: config.filesDir,
        out: file,
        version: version(),
        log: say,
        skipFile: (path) => path.startsWith('.halves'),
      })
      say(
        `Backed up ${report.rows} rows of ${report.tables} tables and ${report.files} files in ${report.seconds.toFixed(1)} s: ${file}`,
      )
    } finally {
      await end()
    }
  },

  async restore([file]) {
    if (!file) throw new Usage('Say which archive to restore.')
    if (!existsSync(file)) throw new BackupFailure(`There is no file "${file}".`)
    const config = readConfig(process.env)
    if (!config.DATABASE_URL && (await findRunning(config.dataDir)))
      throw new BackupFailure(
        'Samling is running on this DATA_DIR. Stop it first; an archive is restored into an empty installation.',
      )
    const { url, end } = await someDatabase(config)
    try {
      await restore({
        databaseUrl: url,
        filesDir: config.filesDir,
        from: file,
        migrations: migrationsFolder(),
        migrate,
        log: say,
      })
      say('Restored. "npm start" runs it.')
    } finally {
      await end()
    }
  },

  async programme(args) {
    const { positionals, values } = parseArgs({ args, allowPositionals: true, options: { lang: { type: 'string' } } })
    const [verb, file] = positionals
    if (verb !== 'read' || !file) throw new Usage('samling programme read FILE|- [--lang nb|nn|se|sv|da|en]')
    const languages = ['nb', 'nn', 'se', 'sv', 'da', 'en'] as const
    const language = languages.find((l) => l === values.lang)
    if (values.lang && !language) throw new Usage(`--lang is one of ${languages.join(', ')}.`)
    const text = file === '-' ? readFileSync(0, 'utf8') : await readFile(file, 'utf8')
    console.log(JSON.stringify(toSampleShape(readProgramme(text, language ? { language } : {})), null, 1))
  },
}

/** DATABASE_URL, or the embedded database of a running program, or the embedded database started for the occasion. */
async function someDatabase(config: ReturnType<typeof readConfig>): Promise<{ url: string; end: () => Promise<void> }> {
  const found = config.DATABASE_URL ?? (await findRunning(config.dataDir))
  if (found) return { url: found, end: async () => {} }
  const server = await startEmbedded({ dataDir: config.dataDir })
  return { url: server.url, end: () => server.stop() }
}

const say = (line: string) => console.error(line)
const version = (): string => JSON.parse(readFileSync(join(import.meta.dirname, '..', 'package.json'), 'utf8')).version

/** What went wrong in words, and the exit code. */
function wordsFor(error: unknown): [string, number] {
  if (error instanceof Usage) return [`${error.message}\n\n${usage}`, 2]
  if (error instanceof BadSetting || error instanceof BackupFailure) return [error.message, 1]
  const { code, path, message } = error as NodeJS.ErrnoException
  if (code === 'ENOENT') return [`There is no file "${path}".`, 1]
  if (code?.startsWith('ERR_PARSE_ARGS')) return [`${message}\n\n${usage}`, 2]
  return [troubleInWords(error, readConfig(process.env)), 1]
}

// An exit that is one, so that a database started for the occasion is ended too.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(130))

try {
  const [name, ...args] = process.argv.slice(2)
  if (!name || name === 'help' || name === '--help') console.log(usage)
  else if (!Object.hasOwn(commands, name)) throw new Usage(`There is no command called "${name}".`)
  else await commands[name]!(args)
} catch (error) {
  const [words, exitCode] = wordsFor(error)
  console.error(words)
  process.exitCode = exitCode
}
