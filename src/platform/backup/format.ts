import { z } from 'zod'

/**
 * The archive is a tar in zstd, in this order, so that both ends work in one pass without a temporary copy:
 *   backup.json            what is inside and what made it
 *   backup.json.sha256     its sum, here already: all that follows is read by it
 *   tables/S.T/000001 …    COPY text of each table, in parts (a tar entry must know its size beforehand)
 *   files/…                the stored files
 *   secrets/…              by name
 *   manifest.json          counts and sums of all the above; its absence means a cut-off archive
 * The sums find damage. They are no signature: who can write the archive can write the sums.
 */
export const format = 1
export const headerName = 'backup.json'
export const headerSumName = `${headerName}.sha256`
export const manifestName = 'manifest.json'

const tableName = z.object({ schema: z.string().min(1), name: z.string().min(1) })
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const count = z.int().nonnegative()

export const headerShape = z.object({
  program: z.literal('samling'),
  format: z.int().positive(),
  version: z.string(),
  postgres: z.string(),
  at: z.iso.datetime(),
  /** The newest migration in the snapshot: its time in the journal, as Drizzle orders them, and its hash. */
  migration: z.object({ when: count, hash: z.string() }),
  tables: z.array(tableName.extend({ columns: z.array(z.string().min(1)) })),
})

export const manifestShape = z.object({
  tables: z.array(tableName.extend({ rows: count, bytes: count, sha256 })),
  sequences: z.array(tableName.extend({ last: z.string().regex(/^-?\d+$/), called: z.boolean() })),
  files: z.object({ count, bytes: count, sha256 }),
  secrets: z.object({ count, bytes: count, sha256 }),
})

export type Header = z.infer<typeof headerShape>
export type Manifest = z.infer<typeof manifestShape>
export type TableName = z.infer<typeof tableName>
export type Table = Header['tables'][number]
export type Sequence = Manifest['sequences'][number]

/** `public.meeting`, for people and for entry names. A slash in a name would be a folder. */
export function label({ schema, name }: TableName): string {
  return encodeURI(`${schema}.${name}`).replaceAll('/', '%2F')
}
