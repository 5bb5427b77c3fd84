/** Structured logs: one JSON object a line on standard output, by pino (Fastify's own logger). */
import { pino } from 'pino'

export type Log = ReturnType<typeof makeLog>

export function makeLog(level: string) {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    // What signs people in must not lie in a log.
    redact: ['req.headers.cookie', 'req.headers.authorization'],
    serializers: { err: errorForLog },
  }
  // Node's own stream: pino's waits for ever at the end when the terminal was closed (EIO).
  return pino(options, process.stdout)
}

/**
 * What a log holds of an error: what happened, where, and why. Neither the values that a query was sent with (addresses,
 * letters, tokens) nor the connection it went over.
 */
export function errorForLog(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const { code, errors, stack = '' } = error as Error & { code?: string; errors?: unknown[] }
  const cause = error.cause ?? errors?.[0]
  return {
    type: error.name,
    ...(code !== undefined && { code }),
    // Drizzle puts the values in the message, and the message stands in the stack once more.
    message: error.message.split('\nparams: ')[0],
    stack: stack.slice(Math.max(0, stack.indexOf('\n    at ') + 1)),
    ...(cause !== undefined && { cause: errorForLog(cause) }),
  }
}

/** The path of a request as a log may hold it: without the query, and without the secret of a personal or sign-in link. */
export function pathForLog(url: string): string {
  const path = url.split('?')[0] ?? '/'
  return path.replace(/^(\/[ars]|\/calendar|\/me\/erase|\/sign-in\/link|\/following(?:\/confirm)?)\/[^/]+/, '$1/…')
}
