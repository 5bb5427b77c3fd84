/**
 * Forged forms: a request that changes something must come from our own pages. Browsers say where a form comes from
 * (Sec-Fetch-Site, Origin), and cookies are SameSite=Lax besides; a request without either header is no browser's.
 */
import type { IncomingHttpHeaders } from 'node:http'
import type { FastifyRequest } from 'fastify'
import { Refused } from '../errors.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /**
     * The secret in the address is the permission, not a cookie: then nobody can be led to act without knowing. For mail
     * programs, which post to stop mail and say nothing of where they come from (RFC 8058 §3.2).
     */
    readonly secretAddress?: boolean
  }
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/** @throws Refused('shared_forged') when the request changes something and does not come from this site */
export function refuseForged(request: FastifyRequest, baseUrl: string): void {
  if (SAFE.has(request.method) || request.routeOptions.config.secretAddress) return
  if (!isOwnPage(request.headers, baseUrl)) throw new Refused('shared_forged')
}

/** Whether a browser says that one of our own pages asks. */
export function isOwnPage(headers: IncomingHttpHeaders, baseUrl: string): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin'
  const { origin } = headers
  // On loopback the address in the browser may differ from BASE_URL (localhost, 127.0.0.1): the Host header counts too.
  return origin !== undefined && (origin === new URL(baseUrl).origin || hostOf(origin) === headers.host)
}

const hostOf = (origin: string) => (URL.canParse(origin) ? new URL(origin).host : null)
