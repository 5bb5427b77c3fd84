/**
 * Every setting, read once, checked, described. Nothing else in the program reads the environment.
 */
import { existsSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'
import { z } from 'zod'
import type { Bucket } from './platform/files/s3.ts'
import { apiOf, type BbbServer } from './room/video/bigbluebutton/rules.ts'

interface Setting<T> {
  readonly read: z.ZodType<T>
  readonly fallback: string | null
  readonly example: string
  readonly meaning: string
  readonly secret?: true
}

const setting = <T>(
  read: z.ZodType<T>,
  fallback: string | null,
  example: string,
  meaning: string,
  secret?: true,
): Setting<T> => ({
  read,
  fallback,
  example,
  meaning,
  ...(secret && { secret }),
})

const whole = (from: number, to: number) =>
  z
    .string()
    .regex(/^\d+$/, 'is not a whole number')
    .transform(Number)
    .refine((n) => n >= from && n <= to, `must lie between ${from} and ${to}`)
const httpUrl = z
  .string()
  .refine((s) => URL.canParse(s) && /^https?:$/.test(new URL(s).protocol), 'is not an http or https address')
const bytes = z
  .string()
  .regex(/^\d+\s*(kB|MB|GB)?$/i, 'is not a size such as 512MB')
  .transform((s) => {
    const [, amount = '0', unit = ''] = /^(\d+)\s*(kB|MB|GB)?$/i.exec(s) ?? []
    return Number(amount) * ({ kb: 1e3, mb: 1e6, gb: 1e9 }[unit.toLowerCase()] ?? 1)
  })
const yesNo = z.enum(['yes', 'no'], { message: 'must be yes or no' }).transform((s) => s === 'yes')
const optional = <T>(inner: z.ZodType<T>) => z.union([z.literal('').transform(() => null), inner])
// Not by URL: the address of a database on a unix socket has no host, which URL refuses.
const startsWith = (...schemes: string[]) =>
  z
    .string()
    .refine(
      (s) => schemes.some((scheme) => s.startsWith(`${scheme}//`) && s.length > scheme.length + 2),
      `must begin with ${schemes.map((s) => `${s}//`).join(' or ')}`,
    )

export const settings = {
  HOST: setting(
    z.string().min(1),
    '127.0.0.1',
    '0.0.0.0',
    'the address the program listens on; the default lets in only this machine',
  ),
  PORT: setting(whole(1, 65_535), '3000', '8080', 'the port the program listens on'),
  BASE_URL: setting(
    optional(httpUrl),
    '',
    'https://samling.example.no',
    'the address people use, in mail and links; by default http://localhost and the port',
  ),
  INTERNAL_URL: setting(
    optional(httpUrl),
    '',
    'http://10.0.0.5:3000',
    'where other processes of the installation reach this one, for those who write the same minutes; by default where it listens on its own machine',
  ),
  DATA_DIR: setting(z.string().min(1), './data', '/var/lib/samling', 'the folder for the embedded database and the files'),
  DATABASE_URL: setting(
    optional(startsWith('postgres:', 'postgresql:')),
    '',
    'postgresql://samling:secret@db.example.no/samling',
    'a PostgreSQL 15 or newer to use instead of the embedded one',
    true,
  ),
  DATABASE_POOL: setting(whole(2, 200), '12', '20', 'how many database connections one process holds at most'),
  SMTP_URL: setting(
    optional(startsWith('smtp:', 'smtps:')),
    '',
    'smtps://user:password@smtp.example.no:465',
    'where mail is handed over; without it mail stays in the outbox, which the owner can read',
    true,
  ),
  MAIL_FROM: setting(
    z.string().includes('@', { message: 'must hold an e-mail address' }),
    'Samling <samling@localhost>',
    'Samling <samling@example.no>',
    'the sender of mail',
  ),
  OWNER_EMAIL: setting(
    optional(z.email('is not an e-mail address')),
    '',
    'ane@example.no',
    'the first owner of an installation that has none',
  ),
  SAMPLE: setting(yesNo, 'yes', 'no', 'whether the sample network is loaded into an empty embedded database'),
  S3_URL: setting(
    optional(
      httpUrl.refine(
        (s) => /^\/[^/]+/.test(new URL(s).pathname),
        'names no bucket: it must end in one, and may go on with a folder',
      ),
    ),
    '',
    'https://s3.eu-north-1.amazonaws.com/samling',
    'a bucket in an S3-compatible store where the files lie instead of in DATA_DIR: endpoint/bucket or endpoint/bucket/folder',
  ),
  S3_REGION: setting(z.string().min(1), 'us-east-1', 'eu-north-1', 'the region of that bucket, where its store has several'),
  S3_KEY: setting(optional(z.string()), '', 'AKIAIOSFODNN7EXAMPLE', 'the access key for that bucket', true),
  S3_SECRET: setting(optional(z.string()), '', 'wJalrXUtnFEMI/K7MDENG', 'the secret that goes with that key', true),
  UPLOAD_LIMIT: setting(bytes, '512MB', '2GB', 'the largest file that can be uploaded'),
  CLAMD_URL: setting(
    optional(
      z
        .string()
        .refine(
          (s) => /^unix:\/./.test(s) || (URL.canParse(s) && new URL(s).protocol === 'tcp:' && new URL(s).hostname !== ''),
          'must be unix: and the path of a socket, or tcp://host:port',
        ),
    ),
    '',
    'unix:/run/clamav/clamd.ctl',
    'the ClamAV daemon that looks through every uploaded file; where it is set, nothing is handed out before it is found clean',
  ),
  SOFFICE: setting(
    optional(z.string().refine((s) => s === 'no' || s.startsWith('/'), 'is not the whole path of a program')),
    '',
    '/opt/libreoffice/program/soffice',
    'LibreOffice, which turns presentations and documents into pages; by default soffice or libreoffice on the PATH, "no" for none',
  ),
  BBB_URL: setting(
    optional(httpUrl),
    '',
    'https://bbb.example.no/bigbluebutton/',
    'a BigBlueButton server on which video rooms of meetings are made, as bbb-conf --secret prints it',
  ),
  BBB_SECRET: setting(optional(z.string()), '', 'ECCJZNJWLPEA3YB6Y2LTQGQD3GJZ3F93', 'the secret of that server', true),
  BBB_HASH: setting(
    z.enum(['sha256', 'sha384', 'sha512', 'sha1'], { message: 'must be sha256, sha384, sha512 or sha1' }),
    'sha256',
    'sha512',
    'how calls to that server are signed; it names those it takes in supportedChecksumAlgorithms',
  ),
  TRUST_PROXY: setting(yesNo, 'no', 'yes', 'whether X-Forwarded-* headers of a proxy in front are believed'),
  LOG_LEVEL: setting(
    z.enum(['debug', 'info', 'warn', 'error'], { message: 'must be debug, info, warn or error' }),
    'info',
    'debug',
    'how much is logged',
  ),
  WORKER: setting(yesNo, 'yes', 'no', 'whether this process also runs the jobs (mail, sweeps, clock)'),
  PAGE_CACHE: setting(yesNo, 'yes', 'no', 'whether rendered public pages are kept in memory; no is for measuring'),
  LIVE_UPDATES: setting(
    whole(0, 60),
    '4',
    '2',
    'how many updates a second those in a room are sent at most; 0 as many as there are, for measuring',
  ),
  SERVER_TIMING: setting(
    yesNo,
    'no',
    'yes',
    'whether answers carry a Server-Timing header with milliseconds and the number of queries; for measuring',
  ),
  ACCESSIBILITY_URL: setting(
    optional(httpUrl),
    '',
    'https://uustatus.no/nb/erklaringer/publisert/…',
    'the accessibility statement shown in the footer where a network has none of its own',
  ),
  CONTACT: setting(
    optional(
      z
        .string()
        .refine(
          (s) => z.email().safeParse(s).success || httpUrl.safeParse(s).success,
          'is neither an e-mail address nor an http or https address',
        ),
    ),
    '',
    'bibliotek@example.no',
    'the contact in the footer where a network has none of its own',
  ),
} as const

export type Config = {
  readonly [K in keyof typeof settings]: (typeof settings)[K] extends Setting<infer T> ? T : never
} & {
  readonly baseUrl: string
  readonly dataDir: string
  readonly filesDir: string
  readonly loopback: boolean
  /** LibreOffice's program, or null where there is none. */
  readonly office: string | null
  /** The four S3 settings as one, or null: then files lie in `filesDir`. */
  readonly s3: Bucket | null
  /** The BBB settings as one, or null: then nobody can choose to have rooms made. */
  readonly bbb: BbbServer | null
}

/** A setting that cannot be used: its message names the setting, what is wrong, and gives an example. */
export class BadSetting extends Error {}

/**
 * Reads and checks the settings.
 * @param env the environment, usually `process.env`; empty strings count as absent
 * @throws BadSetting with one line for each wrong setting
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const out: Record<string, unknown> = {}
  const wrong: string[] = []
  for (const [name, s] of Object.entries(settings) as [string, Setting<unknown>][]) {
    const given = env[name]?.trim() || (s.fallback ?? '')
    const result = s.read.safeParse(given)
    if (result.success) out[name] = result.data
    else wrong.push(`${name}: ${s.secret ? 'its value' : `"${given}"`} ${problem(result.error)}. Example: ${name}=${s.example}`)
  }
  for (const name of ['S3_KEY', 'S3_SECRET'] as const)
    if (out['S3_URL'] && out[name] === null)
      wrong.push(`${name}: is missing, and S3_URL is set. Example: ${name}=${settings[name].example}`)
  if (out['BBB_URL'] && out['BBB_SECRET'] === null)
    wrong.push(`BBB_SECRET: is missing, and BBB_URL is set. Example: BBB_SECRET=${settings.BBB_SECRET.example}`)
  if (wrong.length > 0) throw new BadSetting(wrong.join('\n'))
  const port = out['PORT'] as number
  const baseUrl = ((out['BASE_URL'] as string | null) ?? `http://localhost:${port}`).replace(/\/+$/, '')
  const dataDir = resolve(out['DATA_DIR'] as string)
  return Object.freeze({
    ...out,
    baseUrl,
    dataDir,
    filesDir: join(dataDir, 'files'),
    loopback: isLoopback(out['HOST'] as string),
    office: officeIn(out['SOFFICE'] as string | null, env['PATH'] ?? ''),
    s3: bucketIn(out),
    bbb: videoServerIn(out),
  }) as Config
}

function officeIn(given: string | null, path: string): string | null {
  if (given === 'no') return null
  const places = path.split(delimiter).filter((folder) => folder !== '')
  const named = given ? [given] : places.flatMap((folder) => ['soffice', 'libreoffice'].map((name) => join(folder, name)))
  return named.find((file) => existsSync(file)) ?? null
}

function bucketIn({ S3_URL, S3_REGION, S3_KEY, S3_SECRET }: Record<string, unknown>): Bucket | null {
  if (!S3_URL) return null
  const { origin, pathname } = new URL(S3_URL as string)
  const [bucket = '', ...folders] = pathname.split('/').filter(Boolean).map(decodeURIComponent)
  return {
    endpoint: origin,
    bucket,
    prefix: folders.map((folder) => `${folder}/`).join(''),
    region: S3_REGION as string,
    key: S3_KEY as string,
    secret: S3_SECRET as string,
  }
}

const videoServerIn = ({ BBB_URL, BBB_SECRET, BBB_HASH }: Record<string, unknown>): BbbServer | null =>
  BBB_URL ? { api: apiOf(BBB_URL as string), secret: BBB_SECRET as string, hash: BBB_HASH as BbbServer['hash'] } : null

/** Whether a host name or address can only be reached from this machine. */
export function isLoopback(host: string): boolean {
  const name = host.replace(/^\[|\]$/g, '').toLowerCase()
  return name === 'localhost' || name === '::1' || /^127(\.\d{1,3}){3}$/.test(name)
}

/** All settings as lines for `samling config`, with the value in force; secrets are not shown. */
export function describeSettings(env: Record<string, string | undefined>): string {
  return (Object.entries(settings) as [string, Setting<unknown>][])
    .map(([name, s]) => {
      const given = env[name]?.trim()
      const value = given ? (s.secret ? '(set)' : given) : s.fallback === '' ? '(not set)' : s.fallback
      return `${name.padEnd(18)} ${value}${given ? '' : '  (default)'}\n${' '.repeat(19)}${s.meaning}; e.g. ${s.example}`
    })
    .join('\n')
}

function problem(error: z.ZodError): string {
  const first = error.issues[0]
  const inner = first?.code === 'invalid_union' ? first.errors.flat().at(-1) : first
  return inner?.message ?? 'cannot be used'
}
