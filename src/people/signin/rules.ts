/** Where a sign-in may lead, and when the sample's people may be entered with one click. Pure. */
import { isLoopback } from '#config.ts'

/** How long a mailed link can be used. */
export const LINK_MINUTES = 60

/** Only a path of this site: never somebody else's address dressed up as one. Anything else leads to the front page. */
export function localPath(to: unknown): string {
  if (typeof to !== 'string' || !to.startsWith('/') || to.length > 1000) return '/'
  // Browsers read "/\" as "//" and skip tabs and line breaks inside an address.
  if (/^\/[/\\]/.test(to) || /[\p{Cc}\\]/u.test(to)) return '/'
  const url = new URL(to, 'http://here.invalid')
  if (url.host !== 'here.invalid' || url.pathname.startsWith('//')) return '/'
  return url.pathname + url.search + url.hash
}

export interface SampleDoor {
  /** The program listens on loopback only, and its address for people is a loopback one. */
  readonly loopback: boolean
  readonly baseUrl: string
  /** Some proxy is expected in front. */
  readonly trustProxy: boolean
  /** Where the request came from, as the socket says. */
  readonly remoteAddress: string
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  /** All networks of the installation. */
  readonly networks: readonly { readonly sample: boolean }[]
}

/** Set by proxies and tunnels, each in its own way: one is enough to know that the request comes from elsewhere. */
const passedOn =
  /^(forwarded|via|x-forwarded($|-)|x-real-ip$|x-client-ip$|x-original-|cf-|true-client-ip$|x-envoy-|tailscale-|ngrok-)/

/**
 * Whether the sample's people stand open to whoever asks: only on one's own machine, while the sample is all there is.
 * The Host header is checked because a name of the attacker's own can lead a browser to 127.0.0.1 (DNS rebinding).
 */
export function maySignInAsSample(door: SampleDoor): 'yes' | 'people_sample_closed' {
  const host = door.headers.host
  const open =
    door.networks.length === 1 &&
    door.networks[0]!.sample &&
    door.loopback &&
    !door.trustProxy &&
    isLoopback(new URL(door.baseUrl).hostname) &&
    typeof host === 'string' &&
    isLoopback(hostName(host)) &&
    isLoopback(door.remoteAddress.replace(/^::ffff:/, '')) &&
    !Object.keys(door.headers).some((name) => passedOn.test(name.toLowerCase()))
  return open ? 'yes' : 'people_sample_closed'
}

/** "localhost:3000" → "localhost", "[::1]:3000" → "::1". Anything that is not a plain host and port gives "". */
function hostName(host: string): string {
  return /^(\[[0-9a-f:]+\]|[a-z0-9.-]+)(:\d{1,5})?$/i.exec(host)?.[1]?.replace(/^\[|\]$/g, '') ?? ''
}

const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bVivaldi\//, 'Vivaldi'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|CriOS|HeadlessChrome)\//, 'Chrome'],
  [/\bVersion\/[\d.]+.*Safari\//, 'Safari'],
]
const systems: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'Mac'],
  [/\bCrOS\b/, 'Chromebook'],
  [/\bLinux\b/, 'Linux'],
]

/** Browser and system as people call them, from the User-Agent header; null where it says neither. */
export function deviceOf(userAgent: string | null): { browser: string | null; system: string | null } {
  const find = (list: typeof browsers) => list.find(([pattern]) => pattern.test(userAgent ?? ''))?.[1] ?? null
  return { browser: find(browsers), system: find(systems) }
}
