/** Structured logs: one JSON object a line on standard output, by pino (Fastify's own logger). */
import { pino } from 'pino'

export type Log = ReturnType<typeof makeLog>

export function makeLog(level: string) {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    // What signs people in must not lie in a log.
    redact: ['req.headers.cookie', 'req.headers.authorization'],
  })
}

/** The path of a request as a log may hold it: without the query, and without the secret of a personal or sign-in link. */
export function pathForLog(url: string): string {
  const path = url.split('?')[0] ?? '/'
  return path.replace(/^(\/s|\/sign-in\/link)\/[^/]+/, '$1/…')
}
