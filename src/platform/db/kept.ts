/**
 * SQL that is the same for everybody of a kind, built once. To write out a long condition takes Drizzle longer than it takes the
 * database to answer many a question.
 */
import { type SQL, sql } from 'drizzle-orm'
import { PgDialect } from 'drizzle-orm/pg-core'
import { casing } from './db.ts'

const dialect = new PgDialect({ casing })

/**
 * @param most how many are kept; then all are built anew
 * @returns gives the SQL of a key, which `make` builds the first time. It must say the same at any time: an error
 *   where it holds a day or an hour
 */
export function keptSql(most = 200): (key: string, make: () => SQL) => SQL {
  const kept = new Map<string, SQL>()
  return (key, make) => {
    const found = kept.get(key)
    if (found) return found
    if (kept.size >= most) kept.clear()
    const written = writtenOut(make())
    kept.set(key, written)
    return written
  }
}

/** The same in as few pieces as it has parameters. */
function writtenOut(query: SQL): SQL {
  const { sql: text, params } = dialect.sqlToQuery(query)
  const pieces = text.split(/\$\d+/)
  if (pieces.length !== params.length + 1) throw new Error(`parameters cannot be told from text: ${text}`)
  if (params.some((one) => one instanceof Date || /^\d{4}-\d\d-\d\d/.test(`${one}`)))
    throw new Error(`would stand still: ${text}`)
  return sql.join(pieces.flatMap((piece, i) => (i === 0 ? [sql.raw(piece)] : [sql.param(params[i - 1]), sql.raw(piece)])))
}
