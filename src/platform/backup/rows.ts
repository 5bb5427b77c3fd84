import { createHash } from 'node:crypto'
import { pipeline } from 'node:stream/promises'
import { type Client, escapeIdentifier } from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import type { ArchiveReader, ArchiveWriter } from './archive.ts'
import { damaged } from './failure.ts'
import { label, type Manifest, type Table, type TableName } from './format.ts'

type Loaded = Manifest['tables'][number]

const part = 4 * 1024 * 1024

/** Adds the table's rows, as COPY writes them, in parts. */
export async function addTable(archive: ArchiveWriter, client: Client, table: Table): Promise<Loaded> {
  const copy = client.query(copyTo(`COPY ${quoted(table)} (${columnList(table)}) TO STDOUT`))
  const hash = createHash('sha256')
  let bytes = 0
  let parts = 0
  let waiting: Buffer[] = []
  let size = 0
  async function flush(): Promise<void> {
    if (size === 0) return
    await archive.add(`tables/${label(table)}/${String(++parts).padStart(6, '0')}`, size, waiting)
    waiting = []
    size = 0
  }
  for await (const chunk of copy as AsyncIterable<Buffer>) {
    hash.update(chunk)
    bytes += chunk.length
    waiting.push(chunk)
    size += chunk.length
    if (size >= part) await flush()
  }
  await flush()
  return { schema: table.schema, name: table.name, rows: copy.rowCount, bytes, sha256: hash.digest('hex') }
}

/** Loads all parts of the table that come next; none, when it was empty. */
export async function loadTable(client: Client, table: Table, entries: ArchiveReader): Promise<Loaded> {
  const prefix = `tables/${label(table)}/`
  const copy = client.query(copyFrom(`COPY ${quoted(table)} (${columnList(table)}) FROM STDIN`))
  const hash = createHash('sha256')
  let bytes = 0
  async function* chunks(): AsyncGenerator<Buffer> {
    while (entries.next?.name.startsWith(prefix)) {
      for await (const chunk of entries.next.body) {
        hash.update(chunk)
        bytes += chunk.length
        yield chunk
      }
      await entries.step()
    }
  }
  await pipeline(chunks, copy).catch((error: { code?: string; message: string }) => {
    // 22: the text is not of the column's type. 23: the table itself refuses the row.
    throw /^2[23]/.test(error.code ?? '') ? damaged(`${label(table)} holds a row that does not fit (${error.message})`) : error
  })
  return { schema: table.schema, name: table.name, rows: copy.rowCount, bytes, sha256: hash.digest('hex') }
}

export function compare(loaded: Loaded[], promised: Loaded[]): void {
  const expected = new Map(promised.map((table) => [label(table), table]))
  for (const table of loaded) {
    const { rows, sha256 } = expected.get(label(table)) ?? {}
    if (rows !== table.rows) throw damaged(`${label(table)} has ${table.rows} rows and should have ${rows}`)
    if (sha256 !== table.sha256) throw damaged(`the rows of ${label(table)} are not the ones that were put in`)
  }
  if (loaded.length !== promised.length) throw damaged('tables are missing')
}

export function quoted({ schema, name }: TableName): string {
  return `${escapeIdentifier(schema)}.${escapeIdentifier(name)}`
}

function columnList(table: Table): string {
  return table.columns.map(escapeIdentifier).join(', ')
}
