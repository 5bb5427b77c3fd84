import type { FastifyInstance } from 'fastify'
import type { Ground } from '../ground.ts'

/** `/healthz`: the process lives. `/readyz`: it can also reach its database and hears of changes. */
export function healthRoutes(app: FastifyInstance, ground: Ground): void {
  app.get('/healthz', async (_request, reply) => reply.header('cache-control', 'no-store').send({ status: 'ok' }))
  app.get('/readyz', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
    const problems: string[] = []
    await ground.database.pool.query('select 1').catch(() => problems.push('the database does not answer'))
    if (ground.revisions.seen('installation') === null) problems.push('the line that brings news of changes is down')
    return problems.length === 0 ? { status: 'ready' } : reply.status(503).send({ status: 'not ready', problems })
  })
}
