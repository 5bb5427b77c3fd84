/**
 * Rendered public pages, compressed, kept in memory under the revisions of what they show. A hit is answered before Fastify
 * and without asking the database: the revisions this process has seen tell whether the page still stands. While the line
 * that brings those revisions is down nothing is served from here.
 */
import { createHash } from 'node:crypto'
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Revisions } from '../live/revisions.ts'
import type { Subject } from '../live/subjects.ts'
import { isLocale, type Locale } from '../words/text.ts'

export const SESSION_COOKIE = 'samling.session'
export const LANGUAGE_COOKIE = 'samling_lang'
/** Something to be told once, to one person: `visit.ts`. */
export const NOTICE_COOKIE = 'samling_notice'

export type Encoding = 'br' | 'gzip' | 'identity'

/** What a kept copy is compared by (RFC 9110 §8.8), as the headers that say it. */
export interface Validators {
  readonly etag: string
  readonly 'last-modified'?: string
}

interface Kept extends Validators {
  readonly headers: readonly string[]
  readonly body: Buffer
  readonly subjects: readonly Subject[]
  readonly seen: readonly number[]
}

export interface Rendered extends Validators {
  readonly body: string | Buffer
  readonly contentType: string
  readonly headers?: Readonly<Record<string, string>>
}

export interface PageCache {
  /** Answers from memory if it can; false means that someone else must. */
  tryServe(request: IncomingMessage, response: ServerResponse): boolean
  /** What is seen now of the subjects a page will show; take it before reading, hand it to `keep`. Null: do not keep. */
  before(subjects: readonly Subject[]): readonly number[] | null
  keep(
    request: IncomingMessage,
    locale: Locale,
    subjects: readonly Subject[],
    seen: readonly number[] | null,
    page: Rendered,
    baseHeaders: Readonly<Record<string, string>>,
  ): Sendable
  clear(): void
}

export interface Sendable {
  readonly etag: string
  readonly body: Buffer
  readonly headers: Readonly<Record<string, string>>
}

const MAX_BYTES = 64 * 1024 * 1024

export function makePageCache(revisions: Pick<Revisions, 'seen'>, options: { enabled: boolean } = { enabled: true }): PageCache {
  // A Map keeps insertion order: the first key is the one unused for longest, since a hit moves its page to the end.
  const pages = new Map<string, Kept>()
  let bytes = 0

  const drop = (key: string, kept: Kept) => {
    pages.delete(key)
    bytes -= weightOf(key, kept)
  }
  const stands = (kept: Kept) => kept.subjects.every((subject, i) => revisions.seen(subject) === kept.seen[i])

  return {
    tryServe(request, response) {
      if (request.method !== 'GET' && request.method !== 'HEAD') return false
      const cookie = request.headers.cookie
      if (cookie?.includes(SESSION_COOKIE) || cookie?.includes(NOTICE_COOKIE)) return false
      const key = keyOf(request, visitorLocale(request), encodingOf(request))
      const kept = pages.get(key)
      if (!kept) return false
      if (!stands(kept)) {
        drop(key, kept)
        return false
      }
      if (isUnchanged(request.headers, kept)) {
        response.writeHead(304, kept.headers.slice() as string[]).end()
        return true
      }
      response.writeHead(200, kept.headers.slice() as string[])
      response.end(request.method === 'HEAD' ? undefined : kept.body)
      return true
    },
    before(subjects) {
      if (!options.enabled) return null
      const seen = subjects.map((subject) => revisions.seen(subject))
      return seen.includes(null) ? null : (seen as number[])
    },
    keep(request, locale, subjects, seen, page, baseHeaders) {
      const encoding = encodingOf(request)
      const validators = { etag: page.etag, ...(page['last-modified'] && { 'last-modified': page['last-modified'] }) }
      const body = compress(typeof page.body === 'string' ? Buffer.from(page.body) : page.body, encoding)
      const headers: Record<string, string> = {
        ...baseHeaders,
        'content-type': page.contentType,
        'cache-control': 'public, no-cache',
        ...validators,
        vary: 'Accept-Encoding, Accept-Language, Cookie',
        ...page.headers,
      }
      if (encoding !== 'identity') headers['content-encoding'] = encoding
      if (seen && locale === visitorLocale(request)) {
        const key = keyOf(request, locale, encoding)
        const old = pages.get(key)
        if (old) drop(key, old)
        const flat = Object.entries({ ...headers, 'content-length': String(body.length) }).flat()
        const made: Kept = { ...validators, headers: flat, body, subjects, seen }
        pages.set(key, made)
        bytes += weightOf(key, made)
        for (const [oldest, kept] of pages) {
          if (bytes <= MAX_BYTES) break
          drop(oldest, kept)
        }
      }
      return { etag: page.etag, body, headers }
    },
    clear() {
      pages.clear()
      bytes = 0
    },
  }
}

/** RFC 9110 §13.1.2: a list of quoted tags, weak ones compare equal to strong ones here, and `*` matches all. */
export function etagMatches(ifNoneMatch: string, etag: string): boolean {
  if (ifNoneMatch === etag || ifNoneMatch.trim() === '*') return true
  const bare = etag.replace(/^W\//, '')
  return (ifNoneMatch.match(/(?:W\/)?"[^"]*"/g) ?? []).some((tag) => tag.replace(/^W\//, '') === bare)
}

/** RFC 9110 §13.2.2: whether what the asker holds still stands. A date counts only where no tag is given. */
export function isUnchanged(asked: IncomingHttpHeaders, { etag, 'last-modified': changed }: Validators): boolean {
  const tags = asked['if-none-match']
  if (tags !== undefined) return etagMatches(tags, etag)
  const since = Date.parse(asked['if-modified-since'] ?? '')
  return changed !== undefined && since >= Date.parse(changed)
}

/** Dates in headers tell no parts of a second: until two have passed, another change could bear the same date. */
const SETTLED_MS = 2000

/** The header that says when something changed; none while that was just now, or is not known. */
export function lastModified(at: Temporal.Instant | null, now = Temporal.Now.instant()): Partial<Validators> {
  if (at === null || now.epochMilliseconds - at.epochMilliseconds < SETTLED_MS) return {}
  return { 'last-modified': new Date(at.epochMilliseconds).toUTCString() }
}

/** A strong ETag made from what decides the bytes: the build, the revisions, language, audience, encoding and address. */
export function etagOf(parts: readonly (string | number)[]): string {
  return `"${createHash('sha256').update(parts.join('\n')).digest('base64url').slice(0, 24)}"`
}

export function encodingOf(request: IncomingMessage): Encoding {
  const accepts = request.headers['accept-encoding']
  if (typeof accepts !== 'string') return 'identity'
  if (/\bbr\b(?!\s*;\s*q=0(\.0*)?\b)/.test(accepts)) return 'br'
  return /\bgzip\b(?!\s*;\s*q=0(\.0*)?\b)/.test(accepts) ? 'gzip' : 'identity'
}

export function compress(body: Buffer, encoding: Encoding): Buffer {
  if (encoding === 'br')
    return brotliCompressSync(body, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 6, [constants.BROTLI_PARAM_SIZE_HINT]: body.length },
    })
  return encoding === 'gzip' ? gzipSync(body) : body
}

/** What a kept page takes in memory, about. Its address counts: anybody can ask for small pages under long ones. */
const weightOf = (key: string, { body, headers }: Kept): number => body.length + 2 * (key.length + headers.join('').length)
const keyOf = (request: IncomingMessage, locale: Locale, encoding: Encoding) => `${encoding} ${locale} ${request.url}`

const byHeader = new Map<string, Locale | null>()

/** The language of someone who is not signed in: `?lang=`, then an earlier choice (cookie), then the browser's list, then nb. */
export function visitorLocale(request: IncomingMessage): Locale {
  const url = request.url ?? '/'
  const asked = url.includes('lang=') ? /[?&]lang=([a-z]{2})(?=&|$)/.exec(url)?.[1] : undefined
  if (isLocale(asked)) return asked
  const chosen = request.headers.cookie?.includes(LANGUAGE_COOKIE)
    ? /samling_lang=([a-z]{2})\b/.exec(request.headers.cookie)?.[1]
    : undefined
  if (isLocale(chosen)) return chosen
  return fromAcceptLanguage(request.headers['accept-language']) ?? 'nb'
}

function fromAcceptLanguage(header: string | undefined): Locale | null {
  if (!header) return null
  const known = byHeader.get(header)
  if (known !== undefined) return known
  const best = header
    .split(',')
    .map((part, i) => {
      const [tag = '', ...params] = part.trim().split(';')
      const q = Number(
        params
          .find((p) => p.trim().startsWith('q='))
          ?.trim()
          .slice(2) ?? 1,
      )
      const primary = tag.toLowerCase().split('-')[0] ?? ''
      return { locale: primary === 'no' ? 'nb' : primary, q, i }
    })
    .filter((choice): choice is { locale: Locale; q: number; i: number } => isLocale(choice.locale) && choice.q > 0)
    .sort((a, b) => b.q - a.q || a.i - b.i)[0]
  if (byHeader.size > 500) byHeader.clear()
  byHeader.set(header, best?.locale ?? null)
  return best?.locale ?? null
}
