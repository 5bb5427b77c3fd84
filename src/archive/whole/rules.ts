/**
 * A whole network as data: which tables and columns are left out of it and why, and the shape of the archive. Every table is
 * either in it or stands here with a reason; a test holds that.
 */
import { z } from 'zod'

/** Tables that do not go along, by `schema.name`, each with why. */
export const leftOut: Readonly<Record<string, string>> = {
  'auth.account': 'sign-in belongs to the installation',
  'auth.session': 'sign-ins',
  'auth.user': 'sign-in belongs to the installation; it is made anew from the person',
  'auth.verification': 'links to sign in',
  'public.secret': 'the installation’s own secrets',
  'public.erasure': 'the installation’s own numbers, of no network',
  'public.revision': 'counters that caches hang on; they begin anew',
  'public.ballot': 'ballots',
  'public.secret_ballot': 'ballots',
  'public.has_voted': 'who voted',
  'public.elector': 'who might vote',
  'public.special_answer': 'what people eat and where they sleep',
  'public.mail': 'letters hold personal links, and what waits would be sent twice',
  'public.mail_pattern': 'letters hold personal links',
  'public.room_key': 'keys that are swept after a day',
  'public.upload': 'uploads that have not ended; their bytes are no stored files yet',
  'public.archive_package': 'made from the rest, and made again when asked for',
  'public.search_passage': 'the search index, made anew',
  'public.search_vocabulary': 'the search index, made anew',
  'public.search_indexed': 'the search index, made anew',
  'public.search_span': 'the search index, made anew',
}

/** Columns whose value does not go along, by `schema.table`: the column's value in the archive, as JSON, and why. */
export const blanked: Readonly<
  Record<string, Readonly<Record<string, { readonly value: null | false | string; readonly why: string }>>>
> = {
  'public.person': {
    operator: { value: false, why: 'whoever runs an installation is said there' },
  },
  'public.room': {
    code: { value: null, why: 'what guests type to come in: another room may have it there' },
  },
  'public.preview': {
    at: { value: '1970-01-01T00:00:00+00:00', why: 'nobody there works on a file yet: what waits is drawn at once' },
  },
}

/** Such a value in SQL. */
export const blankIn = (value: null | false | string): string => (typeof value === 'string' ? `'${value}'` : `${value}`)

export const FORMAT = 'samling.network/1'
export const MANIFEST = 'manifest.json'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const count = z.int().nonnegative()
const identifier = z.string().regex(/^[a-z_][a-z0-9_]{0,62}$/)

export const manifestShape = z.object({
  format: z.string(),
  madeAt: z.string(),
  madeBy: z.string(),
  /** The newest migration that the tables have been through: its time in the journal, and how many there were. */
  schema: z.object({ migration: count }),
  network: z.object({ id: z.uuid(), slug: z.string() }),
  tables: z.array(z.object({ name: identifier, columns: z.array(identifier).min(1), rows: count, bytes: count, sha256 })),
  files: z.object({ count, bytes: count }),
  leftOut: z.record(z.string(), z.string()),
})
export type Manifest = z.infer<typeof manifestShape>
export type DumpedTable = Manifest['tables'][number]

export const tableIn = (name: string): string => `tables/${name}.ndjson`
export const storedIn = (sha256: string): string => `files/${sha256}`
/** The sum that a file in the archive is called by; null for what is no stored file. */
export const sumOfStored = (name: string): string | null => /^files\/([0-9a-f]{64})$/.exec(name)?.[1] ?? null
