import type { ComponentChildren } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { Flash, Footer, Header } from './layout.tsx'
import type { Tone } from './tone.ts'

export type Locale = 'nb' | 'nn' | 'se' | 'en'

export interface Notice {
  tone: Tone
  text: string
  undo?: { action: string; label: string; fields: Record<string, string> }
}

export interface Frame {
  locale: Locale
  title: string
  description?: string
  canonical?: string
  alternates?: { locale: Locale; href: string }[]
  /** Open Graph, JSON-LD, feeds. */
  head?: ComponentChildren
  /** Resolved addresses. */
  assets: {
    styles: string[]
    /** What wakes the islands. */
    script: string | null
    /** What fetches it for those who were there before; then it is not fetched for others. */
    returning?: string | null
    preload?: string[]
  }
  robots?: 'noindex'
  brandHref: string
  network?: { name: string; lang?: string; href: string } | null
  nav: { href: string; label: string; current: boolean }[]
  /** Stands in the header at every width, beside the menu. */
  search?: { href: string; label: string; current: boolean } | null
  person: { name: string; href: string } | null
  signIn: { href: string; label: string } | null
  signOut?: { action: string; label: string }
  languages: { locale: Locale; label: string; href: string; current: boolean }[]
  footer: { text: string; links: { href: string; label: string }[] }
  /** Shown under the header. */
  notice?: Notice | null
  /** Nothing but the body, for a screen on a wall: no header, no footer, nowhere to go. */
  bare?: boolean
  words: { skip: string; menu: string; mainNav: string; languageNav: string }
}

function Preload(props: { href: string }) {
  if (props.href.endsWith('.woff2'))
    return <link rel="preload" as="font" type="font/woff2" href={props.href} crossorigin="anonymous" />
  if (props.href.endsWith('.css')) return <link rel="preload" as="style" href={props.href} />
  return <link rel="modulepreload" href={props.href} />
}

function Script({ script, returning }: Frame['assets']) {
  if (script === null) return null
  if (returning) return <script defer src={returning} data-wakes={script} />
  return <script type="module" src={script} />
}

/**
 * A whole page. `body` brings its own `<main id="content">` with the page's only h1: `<main class="sm-page" id="content">`.
 * Nothing inline is allowed (no style attribute, no script): the content security policy has no exceptions for it.
 */
export function renderDocument(frame: Frame, body: ComponentChildren): string {
  const html = (
    <html lang={frame.locale} data-color-scheme="auto" data-size="sm">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{frame.title}</title>
        {frame.description === undefined ? null : <meta name="description" content={frame.description} />}
        {frame.robots === undefined ? null : <meta name="robots" content={frame.robots} />}
        <meta name="color-scheme" content="light dark" />
        {frame.canonical === undefined ? null : <link rel="canonical" href={frame.canonical} />}
        {frame.alternates?.map((other) => (
          <link key={other.locale} rel="alternate" hreflang={other.locale} href={other.href} />
        ))}
        {frame.assets.preload?.map((href) => (
          <Preload key={href} href={href} />
        ))}
        {frame.assets.styles.map((href) => (
          <link key={href} rel="stylesheet" href={href} />
        ))}
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <Script {...frame.assets} />
        {frame.head}
      </head>
      <body>
        {frame.bare ? null : (
          <>
            <a class="ds-skip-link" href="#content">
              {frame.words.skip}
            </a>
            <Header frame={frame} />
            {frame.notice ? <Flash notice={frame.notice} /> : null}
          </>
        )}
        {body}
        {frame.bare ? null : <Footer frame={frame} />}
      </body>
    </html>
  )
  return `<!doctype html>${renderToString(html)}`
}
