/** samling …: what an operator does from a terminal. Runs without a build: everything here is plain TypeScript. */
import { readFileSync } from 'node:fs'
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

try {
  const [name, ...args] = process.argv.slice(2)
  if (!name || name === 'help' || name === '--help') console.log(usage)
  else if (!commands[name]) throw new Usage(`There is no command called "${name}".`)
  else await commands[name](args)
} catch (error) {
  if (error instanceof Usage) {
    console.error(`${error.message}\n\n${usage}`)
    process.exitCode = 2
  } else {
    const code = (error as NodeJS.ErrnoException).code
    console.error(
      code === 'ENOENT'
        ? `There is no file "${(error as NodeJS.ErrnoException).path}".`
        : error instanceof BadSetting || error instanceof BackupFailure || error instanceof Error
          ? error.message
          : error,
    )
    process.exitCode = 1
  }
}
