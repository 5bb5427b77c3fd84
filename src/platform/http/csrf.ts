/**
 * Forged forms: a request that changes something must come from our own pages. Browsers say where a form comes from
 * (Sec-Fetch-Site, Origin), and cookies are SameSite=Lax besides; a request without either header is no browser's.
 */
import type { FastifyRequest } from 'fastify'
import { Refused } from '../errors.ts'

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/** @throws Refused('shared_forged') when the request changes something and does not come from this site */
export function refuseForged(request: FastifyRequest, baseUrl: string): void {
  if (SAFE.has(request.method)) return
  const site = request.headers['sec-fetch-site']
  if (site === 'same-origin') return
  const origin = request.headers.origin
  // On loopback the address in the browser may differ from BASE_URL (localhost, 127.0.0.1): the Host header counts too.
  if (
    site === undefined &&
    origin !== undefined &&
    (origin === new URL(baseUrl).origin || hostOf(origin) === request.headers.host)
  )
    return
  throw new Refused('shared_forged')
}

const hostOf = (origin: string) => (URL.canParse(origin) ? new URL(origin).host : null)
