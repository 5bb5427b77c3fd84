/** From a body to an answer: the frame around it, the language in force, the cache for those who are not signed in. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ComponentChildren } from 'preact'
import type { Actor } from '#actor.ts'
import type { Config } from '#config.ts'
import { type Frame, renderDocument } from '#ui/document.tsx'
import { standOf } from '../activity/reads.ts'
import type { Ground } from '../ground.ts'
import type { Subject } from '../live/subjects.ts'
import { type Locale, pick, spoken, spokenTo, type Words } from '../words/text.ts'
import { inLocale, m } from '../words/words.ts'
import { encodingOf, etagOf, isUnchanged, lastModified, NOTICE_COOKIE } from './pagecache.ts'
import { localeOf, takeNotice } from './visit.ts'

/** What the frame tells of a network; the network's own row fits. */
export interface NetworkFrame {
  readonly slug: string
  readonly name: Words
  readonly accessibilityUrl: string | null
  readonly contact: string | null
  readonly sample: boolean
}

export interface Page {
  readonly title: string
  readonly description?: string
  readonly network?: NetworkFrame | null
  /** Style sheets besides the common one: 'meeting', 'forms', … */
  readonly styles?: readonly string[]
  /** Whether the page holds islands; 'again' where they serve only those who were there before, so that a first visit is without. */
  readonly islands?: boolean | 'again'
  readonly status?: number
  readonly robots?: 'noindex'
  /** Without header and footer: a screen on a wall. */
  readonly bare?: boolean
  /** The path this page has in all languages; gives canonical and hreflang. Absent on pages that nobody links to. */
  readonly path?: string
  readonly head?: () => ComponentChildren
  /** Which entry of the navigation this page belongs to. */
  readonly section?: 'home' | 'decisions' | 'actions' | 'plans' | 'topics' | 'search' | 'new' | 'people' | 'settings' | 'outbox'
  readonly body: () => ComponentChildren
}

const languageNames: Record<Locale, string> = { nb: 'Bokmål', nn: 'Nynorsk', se: 'Davvisámegiella', en: 'English' }

/** Renders a page with its frame. Pure but for `notice`. */
export function renderPage(
  ground: Ground,
  at: { actor: Actor; locale: Locale; url: string; notice: Frame['notice'] | null },
  page: Page,
): string {
  const { actor, locale, url } = at
  return inLocale(locale, () => {
    const network = page.network ?? null
    // Two slashes in front would lead to another site.
    const path = (url.split('?')[0] ?? '/').replace(/^\/+/, '/')
    const base = network ? `/${network.slug}` : '/'
    const role = actor.network?.role ?? null
    const nav: Frame['nav'] = []
    const entry = (section: Page['section'], href: string, label: string) =>
      nav.push({ href, label, current: page.section === section })
    if (network) entry('home', base, m.shared_nav_home())
    if (network) {
      entry('topics', `${base}/topics`, m.shared_nav_topics())
      entry('decisions', `${base}/decisions`, m.shared_nav_decisions())
      entry('actions', `${base}/actions`, m.shared_nav_actions())
      entry('plans', `${base}/plans`, m.shared_nav_plans())
    }
    if (network && (role === 'owner' || role === 'organiser')) entry('new', `${base}/new`, m.shared_nav_new())
    if (network && role) entry('people', `${base}/people`, m.shared_nav_people())
    if (network && role === 'owner') entry('settings', `${base}/settings`, m.shared_nav_settings())
    if (network && role === 'owner') entry('outbox', `${base}/outbox`, m.shared_nav_outbox())
    const links = [
      [network && `/${network.slug}/about`, m.about_link()],
      [network?.accessibilityUrl ?? ground.config.ACCESSIBILITY_URL, m.shared_footer_accessibility()],
      [network && `/${network.slug}/privacy`, m.shared_footer_privacy()],
      [contactHref(network?.contact ?? ground.config.CONTACT), m.shared_footer_contact()],
    ] as const
    const networkName = network ? pick(network.name, locale) : null
    const frame: Frame = {
      locale: spokenTo(locale),
      // A page that is not linked to by itself says which network it is of: people have several open.
      title: [...new Set([page.title, ...(page.path ? [] : [networkName?.text]), 'Samling'])].filter(Boolean).join(' · '),
      ...(page.description && { description: page.description }),
      ...(page.path && {
        canonical: `${ground.config.baseUrl}${page.path}`,
        alternates: spoken.map((l) => ({ locale: l, href: `${ground.config.baseUrl}${page.path}?lang=${l}` })),
      }),
      ...(page.robots && { robots: page.robots }),
      ...(page.bare && { bare: true }),
      head: page.head?.(),
      assets: {
        styles: [ground.assets.style('ui'), ...(page.styles ?? []).map((name) => ground.assets.style(name))],
        script: page.islands ? ground.assets.script : null,
        returning: page.islands === 'again' ? ground.assets.returning : null,
      },
      brandHref: '/',
      network:
        network && networkName
          ? { name: networkName.text, href: base, ...(networkName.lang !== spokenTo(locale) && { lang: networkName.lang }) }
          : null,
      nav,
      search: network ? { href: `${base}/search`, label: m.shared_nav_search(), current: page.section === 'search' } : null,
      person: actor.person ? { name: actor.person.name, href: '/me' } : null,
      signIn: actor.person ? null : { href: `/sign-in?to=${encodeURIComponent(path)}`, label: m.shared_sign_in() },
      ...(actor.person && { signOut: { action: '/sign-out', label: m.shared_sign_out() } }),
      languages: spoken.map((l) => ({
        locale: l,
        label: languageNames[l],
        href: `${path}?lang=${l}`,
        current: l === spokenTo(locale),
      })),
      footer: {
        text: network?.sample ? m.shared_footer_sample() : m.shared_footer(),
        links: links.flatMap(([href, label]) => (href ? [{ href, label }] : [])),
      },
      notice: at.notice ?? null,
      words: { skip: m.shared_skip(), menu: m.shared_menu(), mainNav: m.shared_nav_label(), languageNav: m.shared_language() },
    }
    return renderDocument(frame, page.body())
  })
}

/** Where a contact leads: an address to write to, or a page. */
export const contactHref = (contact: string | null | undefined): string | null =>
  contact ? (/^[^\s:/]+@[^\s:/]+$/.test(contact) ? `mailto:${contact}` : contact) : null

/** The settings that stand on pages: with other values after a restart, kept copies are old. */
const shownSettings = ({ baseUrl, ACCESSIBILITY_URL, CONTACT }: Config) => [baseUrl, ACCESSIBILITY_URL ?? '', CONTACT ?? '']

/** Sends a page that is nobody else's: forms, work pages, anything for someone signed in. */
export function sendPage(ground: Ground, request: FastifyRequest, reply: FastifyReply, actor: Actor, page: Page): FastifyReply {
  const locale = localeOf(request, actor.person?.locale ?? null)
  const notice = takeNotice(request, reply)
  const html = renderPage(ground, { actor, locale, url: request.url, notice }, page)
  return reply
    .status(page.status ?? 200)
    .header('cache-control', 'private, no-store')
    .header('content-language', locale)
    .type('text/html; charset=utf-8')
    .send(html)
}

export interface PublicAnswer {
  /** Everything whose change would change the bytes. */
  readonly subjects: readonly Subject[]
  /** Says when it last changed too, for programs that ask by date (feeds). */
  readonly dated?: boolean
  /** Called only when the bytes are needed. */
  readonly render: (locale: Locale) => Promise<{ body: string | Buffer; contentType: string; headers?: Record<string, string> }>
}

/**
 * Answers with something that visitors may share: strong ETag from the revisions, 304 before anything is rendered, kept in
 * memory until one of its subjects is raised. For someone signed in it is rendered for them alone.
 */
export async function sendPublic(
  ground: Ground,
  request: FastifyRequest,
  reply: FastifyReply,
  actor: Actor,
  answer: PublicAnswer,
): Promise<FastifyReply> {
  const locale = localeOf(request, actor.person?.locale ?? null)
  if (actor.kind !== 'visitor' || request.cookies[NOTICE_COOKIE]) {
    const page = await answer.render(locale)
    return reply
      .headers({ 'cache-control': 'private, no-store', 'content-language': locale, ...page.headers })
      .type(page.contentType)
      .send(page.body)
  }
  const seen = ground.pages.before(answer.subjects)
  const { revisions, raisedAt } = await standOf(ground.db, answer.subjects)
  const etag = etagOf([
    ground.assets.build,
    ...shownSettings(ground.config),
    request.url,
    locale,
    encodingOf(request.raw),
    ...[...revisions].flat(),
  ])
  const validators = { etag, ...(answer.dated && lastModified(raisedAt)) }
  reply.headers(validators).header('vary', 'Accept-Encoding, Accept-Language, Cookie').header('cache-control', 'public, no-cache')
  if (isUnchanged(request.headers, validators)) return reply.status(304).send()
  const page = await answer.render(locale)
  const chosen =
    (request.query as Record<string, unknown>)['lang'] === locale
      ? { 'set-cookie': `samling_lang=${locale}; Path=/; Max-Age=31536000; SameSite=Lax` }
      : {}
  const sendable = ground.pages.keep(
    request.raw,
    locale,
    answer.subjects,
    seen,
    { ...page, ...validators, headers: { 'content-language': locale, ...chosen, ...page.headers } },
    securityHeaders(ground.config.baseUrl.startsWith('https:')),
  )
  return reply.headers(sendable.headers).send(sendable.body)
}

/** The same for every page, cached or not. No inline script or style is allowed, so there is nothing to hash. */
export function securityHeaders(https: boolean): Record<string, string> {
  return {
    'content-security-policy':
      "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'; script-src 'self'; style-src 'self'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=()',
    ...(https && { 'strict-transport-security': 'max-age=31536000' }),
  }
}

/** Answers with a page that visitors may share, and with the notice of what was just done for whoever did it. */
export const sendShared = (
  ground: Ground,
  request: FastifyRequest,
  reply: FastifyReply,
  actor: Actor,
  { subjects, page }: { readonly subjects: readonly Subject[]; readonly page: (locale: Locale) => Promise<Page> },
): Promise<FastifyReply> =>
  sendPublic(ground, request, reply, actor, {
    subjects,
    render: async (locale) => {
      const made = await page(locale)
      const notice = takeNotice(request, reply)
      return {
        body: renderPage(ground, { actor, locale, url: request.url, notice }, made),
        contentType: 'text/html; charset=utf-8',
      }
    },
  })
