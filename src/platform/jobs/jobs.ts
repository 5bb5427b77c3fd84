/**
 * Work that outlives a request: mail, sweeps, the clock. pg-boss keeps it in the same database (schema `pgboss`), so a job
 * can be put in the queue in the transaction of the write that wants it.
 */
import { sql } from 'drizzle-orm'
import { PgBoss } from 'pg-boss'
import type { Database, Tx } from '../db/db.ts'
import { errorForLog, type Log } from '../log.ts'

export interface Jobs {
  /** Puts a job in the queue within a write's transaction: it exists if and only if the write does. */
  send(
    tx: Tx,
    name: string,
    data: object,
    options?: { startAfter?: Date; singletonKey?: string; priority?: number },
  ): Promise<void>
  /**
   * Names a worker for a queue, for one job a second; `batch` for short ones that may come in hundreds. Call before `start`.
   * One that takes long may end early, by throwing, once `stopping` is aborted: the next process begins its job again.
   */
  work(name: string, handler: Handler, options?: { batch?: number }): void
  /** Runs a worker by the clock (cron, minutes), in one process only. */
  every(name: string, cron: string, handler: () => Promise<void>): void
  start(options: { work: boolean }): Promise<void>
  /** Lets running jobs finish, at most `graceMs`. */
  stop(graceMs: number): Promise<void>
}

type Handler = (data: never, stopping: AbortSignal) => Promise<void>

/** A process that has not been heard of for so long has ended: others take up what it had begun. */
const HEARD_OF_SECONDS = 60
const LOOK_EVERY_SECONDS = 30

export function makeJobs(database: Database, log: Log): Jobs {
  const boss = new PgBoss({
    schema: 'pgboss',
    db: { executeSql: (text, values) => database.unseen(text, values as unknown[]) },
    backend: 'postgres',
    superviseIntervalSeconds: LOOK_EVERY_SECONDS,
    monitorIntervalSeconds: LOOK_EVERY_SECONDS,
  } as ConstructorParameters<typeof PgBoss>[0])
  boss.on('error', (error) => log.error({ err: error }, 'job queue'))
  const workers = new Map<string, { handler: Handler; batch: number }>()
  const crons = new Map<string, string>()
  const stopping = new AbortController()
  let started = false

  return {
    async send(tx, name, data, options = {}) {
      const inside = {
        executeSql: async (text: string, values?: unknown[]) => {
          const result = (await tx.execute(bound(text, values ?? []))) as unknown as { rows: unknown[] }
          return { rows: result.rows as never[] }
        },
      }
      await boss.send(name, data, {
        db: inside,
        retryLimit: 5,
        retryBackoff: true,
        heartbeatSeconds: HEARD_OF_SECONDS,
        ...options,
      })
    },
    work: (name, handler, { batch = 1 } = {}) => {
      workers.set(name, { handler, batch })
    },
    every: (name, cron, handler) => {
      workers.set(name, { handler, batch: 1 })
      crons.set(name, cron)
    },
    async start({ work }) {
      await boss.start()
      started = true
      for (const name of workers.keys()) await boss.createQueue(name)
      for (const [name, cron] of crons) await boss.schedule(name, cron)
      if (!work) return
      for (const [name, { handler, batch }] of workers)
        await boss.work(
          name,
          { pollingIntervalSeconds: 1, batchSize: batch, burstWhenBatchFull: true, perJobResults: true },
          async (jobs) => {
            const results = []
            for (const job of jobs) results.push(await settle(job.id, () => handler(job.data as never, stopping.signal)))
            return results
          },
        )
    },
    async stop(graceMs) {
      if (!started) return
      started = false
      stopping.abort()
      await boss.stop({ graceful: true, close: false, timeout: graceMs })
    },
  }
}

/** One job's end: those it came with do not fail with it. */
async function settle(id: string, run: () => Promise<void>) {
  try {
    await run()
    return { id, status: 'completed' as const }
  } catch (error) {
    return { id, status: 'failed' as const, output: errorForLog(error) }
  }
}

/** pg-boss hands SQL with $1-style places; Drizzle wants the values woven in. */
function bound(text: string, values: unknown[]) {
  const parts = text.split(/\$(\d+)/)
  const chunks = [sql.raw(parts[0] ?? '')]
  for (let i = 1; i < parts.length; i += 2)
    chunks.push(sql`${sql.param(values[Number(parts[i]) - 1])}`, sql.raw(parts[i + 1] ?? ''))
  return sql.join(chunks)
}
