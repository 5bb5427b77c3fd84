/**
 * The database: a pool, Drizzle on top of it, transactions that publish what they changed, and a count of queries.
 */
import { drizzle, type NodePgDatabase, type NodePgQueryResultHKT } from 'drizzle-orm/node-postgres'
import type { PgDatabase } from 'drizzle-orm/pg-core'
import pg from 'pg'

/** What reads and writes take: the pool or a transaction, alike. */
export type Db = PgDatabase<NodePgQueryResultHKT, Record<string, never>>
/** How columns are named in the database. */
export const casing = 'snake_case'
export type Tx = Db & { readonly inTransaction: true }

export interface Database {
  readonly db: Db
  readonly pool: pg.Pool
  readonly url: string
  /** Queries sent since the start, for tests and benches that promise a fixed number. */
  queries(): number
  /** A query of the program's own housekeeping (the job queue), which is nobody's page and is not counted. */
  unseen(text: string, values?: unknown[]): Promise<pg.QueryResult>
  end(): Promise<void>
}

export interface DatabaseOptions {
  readonly connections: number
  /** Called for errors on idle connections: the pool replaces them, so they are news and not failures. */
  readonly onIdleError?: (error: Error) => void
  /** Whether PostgreSQL refuses every change that is tried here. */
  readonly readOnly?: true
}

/** Opens a pool. No connection is made before the first query. */
export function openDatabase(url: string, options: DatabaseOptions): Database {
  let count = 0
  const pool = new pg.Pool({
    connectionString: url,
    max: options.connections,
    application_name: 'samling',
    // Waited for before the connection is given to anybody.
    ...(options.readOnly && { onConnect: (client) => client.query('set default_transaction_read_only = on') }),
  })
  let ending = false
  pool.on('error', (error) => ending || options.onIdleError?.(error))
  pool.on('connect', (client) => {
    // The pool listens to idle connections only. One that breaks in the middle of a transaction fails its query, which is where
    // it is told; without a listener it would end the program too.
    client.on('error', () => {})
    // Connections are counted at the one door every query passes: the client's own `query`.
    const query = client.query.bind(client) as (...args: unknown[]) => unknown
    client.query = ((...args: unknown[]) => {
      count++
      const answer = query(...args)
      // Drizzle gives a connection back when the transaction ends, and not when it could not begin: one that broke a moment
      // before would be gone from the pool for good.
      if (isBegin(args[0])) void Promise.resolve(answer).catch((error: Error) => client.release(error))
      return answer
    }) as typeof client.query
  })
  const end = () => {
    ending = true
    return pool.end()
  }
  const db: NodePgDatabase<Record<string, never>> = drizzle(pool, { casing })
  const unseen = (text: string, values?: unknown[]) => {
    count--
    return pool.query(text, values)
  }
  return { db: db as unknown as Db, pool, url, queries: () => count, unseen, end }
}

const isBegin = (query: unknown): boolean =>
  typeof query === 'object' && query !== null && 'text' in query && String(query.text).startsWith('begin')
