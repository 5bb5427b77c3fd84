/** samling …: what an operator does from a terminal. Runs without a build: everything here is plain TypeScript. */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { takeOut } from './archive/whole/formats.ts'
import { importNetwork } from './archive/whole/writes.ts'
import { BadSetting, type Config, describeSettings, readConfig } from './config.ts'
import { fileNamesOf, unknownFiles } from './materials/kept/reads.ts'
import { networkBySlug } from './network/reads.ts'
import { backup } from './platform/backup/backup.ts'
import { BackupFailure } from './platform/backup/failure.ts'
import { folderSource, storeSource } from './platform/backup/files.ts'
import { restore } from './platform/backup/restore.ts'
import { type Db, openDatabase } from './platform/db/db.ts'
import { startEmbedded } from './platform/db/embedded/keeper.ts'
import { findRunning } from './platform/db/embedded/running.ts'
import { migrate, migrationsFolder } from './platform/db/migrate.ts'
import { examine } from './platform/doctor/examine.ts'
import { amountOf, count, type Finding, lineOf } from './platform/doctor/finding.ts'
import { Invalid } from './platform/errors.ts'
import { storeOf } from './platform/files/open.ts'
import type { FileKey } from './platform/files/reads.ts'
import { troubleInWords } from './platform/trouble.ts'
import { programVersion } from './platform/version.ts'
import { examinePurge } from './privacy/retention/reads.ts'
import { readProgramme } from './programme/reader/read.ts'
import { type SampleShape, toSampleShape } from './programme/reader/sample-shape.ts'
import type { Language } from './programme/reader/shape.ts'
import { looksLikeHtml } from './programme/sources/html/read.ts'
import { readDocument, readSource } from './programme/sources/read.ts'
import type { Source, SourceFile } from './programme/sources/shape.ts'
import { rebuildAll } from './search/indexing/whole/writes.ts'

const usage = `samling: the operator's commands

  samling config                          every setting: value in force, meaning, example
  samling backup FILE                     database and files in one archive, while the program runs
  samling restore FILE                    an archive into an empty installation
  samling export NETWORK FILE             one network, with everything it has, as an archive for another installation
  samling import FILE [--as ADDRESS]      such an archive into this installation, beside what is there
  samling doctor [--json]                 examines files, database and machine, and changes nothing
  samling search rebuild                  makes the index of the search anew, while the program runs
  samling programme read FILE|- [--lang xx]   a programme as JSON: text, HTML, Word, Excel, PDF, calendar …

"npm start" runs the program itself.`

/** A file that cannot be read, told in words. */
class Unreadable extends Error {}

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
    assertInstalled(config)
    const { url, end } = await someDatabase(config)
    try {
      const report = await backup({
        databaseUrl: url,
        files: config.s3 ? storeSource(await storeOf(config)) : folderSource(config.filesDir, (name) => name.startsWith('.')),
        out: file,
        version: programVersion(),
        log: say,
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
        ...(config.s3 && { store: await storeOf(config) }),
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

  async export([address, file]) {
    if (!address || !file) throw new Usage('Say which network, by its address, and which file it shall be written to.')
    const config = readConfig(process.env)
    assertInstalled(config)
    const { url, end } = await someDatabase(config)
    const database = openDatabase(url, { connections: 2 })
    try {
      const network = await networkBySlug(database.db, address)
      if (!network) throw new BackupFailure(`There is no network at /${address}.`)
      const stands = { database, files: await storeOf(config) }
      const { rows, files } = await takeOut(stands, network, file, everyThousand)
      say(`Exported ${rows} rows and ${files} files of /${network.slug}: ${file}`)
    } finally {
      await database.end()
      await end()
    }
  },

  async import(args) {
    const { positionals, values } = parseArgs({ args, allowPositionals: true, options: { as: { type: 'string' } } })
    const [file] = positionals
    if (!file) throw new Usage('Say which archive of a network to take in.')
    if (!existsSync(file)) throw new BackupFailure(`There is no file "${file}".`)
    if (statSync(file).isDirectory()) throw new BackupFailure(`"${file}" is a folder. Say which file in it is the archive.`)
    const config = readConfig(process.env)
    const { url, end } = await someDatabase(config)
    try {
      await migrate(url)
      const database = openDatabase(url, { connections: 2 })
      try {
        const as = values.as === undefined ? {} : { slug: values.as }
        const { slug, rows, files, missing, known, renumbered } = await importNetwork({
          ...{ database, files: await storeOf(config), from: file, log: say },
          ...as,
        })
        say(`Took in ${rows} rows and ${files} files: /${slug}`)
        if (missing > 0) say(`${count(missing, 'file')} were not in the archive. "samling doctor" says which.`)
        if (known > 0) say(`${count(known, 'person')} were here already, by their e-mail address, and are the same.`)
        if (renumbered > 0) say(`${count(renumbered, 'number')} in addresses were taken here; others were given instead.`)
      } finally {
        await database.end()
      }
    } finally {
      await end()
    }
  },

  async doctor(args) {
    const { values } = parseArgs({ args, options: { json: { type: 'boolean' } } })
    const config = readConfig(process.env)
    assertInstalled(config)
    const { url, end } = await someDatabase(config).catch((error: Error) => ({ url: error, end: async () => {} }))
    const database = url instanceof Error ? null : openDatabase(url, { connections: 2, readOnly: true })
    const findings: Finding[] = []
    try {
      const patient = {
        config,
        db: database?.db ?? (url as Error),
        store: await storeOf(config),
        files: (db: Db) => ({
          unknown: () => unknownFiles(db),
          namesOf: (files: readonly FileKey[]) => fileNamesOf(db, files),
        }),
        also: (db: Db) => examinePurge(db),
        onProgress: (done: number, all: number, bytes: number) =>
          say(`       read ${done} of about ${all} files, ${amountOf(bytes)}`),
      }
      for await (const finding of examine(patient)) {
        findings.push(finding)
        if (!values.json) console.log(lineOf(finding))
      }
    } finally {
      await database?.end()
      await end()
    }
    const amiss = findings.filter((finding) => finding.is === 'wrong').length
    if (values.json) console.log(JSON.stringify({ sound: amiss === 0, findings }))
    else console.log(amiss === 0 ? '\nNothing is wrong.' : `\n${count(amiss, 'thing')} wrong.`)
    if (amiss > 0) process.exitCode = 1
  },

  async search([verb]) {
    if (verb !== 'rebuild') throw new Usage('samling search rebuild')
    const config = readConfig(process.env)
    assertInstalled(config)
    const { url, end } = await someDatabase(config)
    const database = openDatabase(url, { connections: 2 })
    try {
      await rebuildAll(database.db, say)
    } finally {
      await database.end()
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
    const bytes = file === '-' ? readFileSync(0) : await readFile(file)
    console.log(JSON.stringify(await programmeIn({ name: file, bytes }, language), null, 1))
  },
}

/** Nothing is made where there is nothing. */
function assertInstalled({ DATABASE_URL, dataDir }: Config): void {
  if (!DATABASE_URL && !existsSync(join(dataDir, 'postgres')))
    throw new BackupFailure(
      `There is no installation in ${dataDir}. Say in DATA_DIR where it is, with the same value as for "npm start".`,
    )
}

/** The programme in a file of any kind. @throws Unreadable in words */
async function programmeIn(file: SourceFile, language?: Language): Promise<SampleShape> {
  try {
    const source = await sourceIn(file)
    if (source.kind === 'document') return toSampleShape(readProgramme(source.lines, language ? { language } : {}))
    const { sampleShapeOfOutline } = await import('./programme/sources/plain.ts')
    return sampleShapeOfOutline(source.outline)
  } catch (error) {
    if (!(error instanceof Invalid)) throw error
    await makeWords()
    const { inLocale } = await import('./platform/words/words.ts')
    const { message } = await import('./platform/words/message.ts')
    throw new Unreadable(inLocale('en', () => message(error.fields.file ?? '')))
  }
}

/** What states its programme is taken apart with the interface's words at hand; a document is read without. */
async function sourceIn(file: SourceFile): Promise<Source> {
  const start = Buffer.from(file.bytes.subarray(0, 2000)).toString('utf8')
  const stated = /^\ufeff?\s*(?:[{<]|BEGIN:VCALENDAR|%PDF-)|!!python/i.test(start) && !looksLikeHtml(start)
  if (!stated && !existsSync(words)) return readDocument(file)
  await makeWords()
  return readSource(file)
}

/** A build makes the interface's words too; without one they are made here, once. */
async function makeWords(): Promise<void> {
  if (existsSync(words)) return
  const build = (await import('../bin/build.mjs' as string)) as { compileWords: () => Promise<void> }
  await build.compileWords()
}
const words = join(import.meta.dirname, 'platform', 'words', 'compiled', 'messages.js')

/** DATABASE_URL, or the embedded database of a running program, or the embedded database started for the occasion. */
async function someDatabase(config: ReturnType<typeof readConfig>): Promise<{ url: string; end: () => Promise<void> }> {
  const found = config.DATABASE_URL ?? (await findRunning(config.dataDir))
  if (found) return { url: found, end: async () => {} }
  const server = await startEmbedded({ dataDir: config.dataDir })
  return { url: server.url, end: () => server.stop() }
}

const everyThousand = (done: number, all: number) => {
  if (done % 1000 === 0) say(`${done} of ${all} files`)
}
const say = (line: string) => console.error(line)

/** What went wrong in words, and the exit code. */
function wordsFor(error: unknown): [string, number] {
  if (error instanceof Usage) return [`${error.message}\n\n${usage}`, 2]
  if (error instanceof BadSetting || error instanceof BackupFailure || error instanceof Unreadable) return [error.message, 1]
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
