/** The archive that can be read without the program: where everything lies in it, and how its pages look. Pure. */
import { nameInside } from '#minutes/package/rules.ts'
import type { network } from '#network/tables.ts'
import type { Words } from '#platform/words/text.ts'

/** A stored file and where it lies in the archive. */
export interface Placed {
  /** From the root of the archive. */
  readonly path: string
  readonly sha256: string
  /** Bytes. */
  readonly size: number
}

/** What an archive is of: one meeting, a series or the network. */
export interface Scope {
  readonly network: typeof network.$inferSelect
  readonly series: { readonly id: string; readonly slug: string; readonly name: Words } | null
  readonly meeting: { readonly id: string; readonly slug: string; readonly title: Words } | null
}

/** What an archive is called: the narrowest thing it is of. */
export const nameOfScope = ({ network, series, meeting }: Scope): Words => meeting?.title ?? series?.name ?? network.name

/** `{network}-{meeting}-arkiv.zip`: words of addresses, which every system takes as names. */
export const zipName = ({ network, series, meeting }: Scope, ending: string): string =>
  `${[network.slug, meeting?.slug ?? series?.slug].filter(Boolean).join('-')}-${ending}.zip`

export const meetingFolder = (slug: string): string => `meetings/${slug}`
export const meetingPage = (slug: string): string => `${meetingFolder(slug)}/index.html`

/** `/{network}/{meeting}/{number}-{words}` → `meetings/{meeting}/{number}-{words}.html` */
export const itemPage = (path: string): string => {
  const [, , meeting = '', item = ''] = path.split('/')
  return `${meetingFolder(meeting)}/${item}.html`
}

export const fileIn = (slug: string, number: number, fileName: string): string =>
  `${meetingFolder(slug)}/files/${nameInside(number, fileName)}`

/** @param recording undefined where it is a link that leads out of the archive */
export const captionsIn = (slug: string, id: string, recording: Placed | undefined): string =>
  recording ? `${recording.path.replace(/\.[^./]*$/, '')}.vtt` : `${meetingFolder(slug)}/files/${id}.vtt`

export const topicPage = (slug: string): string => `topics/${slug}.html`

export const pictureIn = (slug: string, id: string, mediaType: string): string =>
  `${meetingFolder(slug)}/pictures/${id}.${mediaType === 'image/png' ? 'png' : 'jpg'}`

/** From one place in the archive to another. */
export function between(from: string, to: string): string {
  const [here, there] = [from.split('/').slice(0, -1), to.split('/')]
  let same = 0
  while (same < here.length && here[same] === there[same]) same++
  return '../'.repeat(here.length - same) + there.slice(same).map(encodeURIComponent).join('/')
}

const PICTURE = /\/files\/pictures\/([0-9a-f-]{36})/g

/** The pictures that minutes show: whoever reads the text sees them. */
export const picturesShown = (html: readonly string[]): string[] => [
  ...new Set(html.flatMap((one) => [...one.matchAll(PICTURE)].map((match) => match[1]!))),
]

/**
 * Minutes as they lie in the archive: pictures beside them, and what leads to the site with its full address.
 * @param placed paths of pictures from the page, by id
 */
export const asArchived = (html: string, placed: ReadonlyMap<string, string>, baseUrl: string): string =>
  html.replaceAll(/ (src|href)="(\/[^"]*)"/g, (_, name: string, address: string) => {
    const picture = placed.get(address.match(/^\/files\/pictures\/([0-9a-f-]{36})/)?.[1] ?? '')
    return ` ${name}="${picture ?? baseUrl + address}"`
  })

/** The one style sheet: a reader's own colours and fonts, for screen, dark and paper. */
export const LOOK = `:root{color-scheme:light dark;--page:#fff;--ink:#1b1d21;--line:#8a8f98;--soft:#4a4f57;--link:#0b4f8a}
@media (prefers-color-scheme:dark){:root{--page:#16181c;--ink:#eceef1;--line:#767b85;--soft:#b9bec7;--link:#9cc7f2}}
*{box-sizing:border-box}
html{background:var(--page);color:var(--ink)}
body{font:1.0625rem/1.6 system-ui,sans-serif;max-width:52rem;margin:0 auto;padding:1rem 1.25rem 3rem;overflow-wrap:break-word}
h1{font-size:1.9rem;line-height:1.2;margin:1.5rem 0 .5rem}
h2{font-size:1.35rem;line-height:1.3;margin:2.25rem 0 .5rem;border-top:3px solid currentColor;padding-top:.4rem}
h3,h4,h5,h6{font-size:1.1rem;margin:1.5rem 0 .25rem}
a{color:var(--link)}a:focus-visible{outline:3px solid currentColor;outline-offset:2px}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:.5rem}
.sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;margin:0;padding:0 0 .6rem;border-bottom:1px solid var(--line)}
nav a[aria-current]{font-weight:700}
.soft{color:var(--soft)}.pre{white-space:pre-line}
table{border-collapse:collapse;width:100%;margin:.75rem 0}
caption{text-align:start;font-weight:700;padding-block-end:.4rem}
th,td{text-align:start;vertical-align:top;padding:.45rem .75rem .45rem 0;border-block-end:1px solid var(--line)}
th{font-weight:600}td ul,td p{margin:.2rem 0}td ul,th ul{padding-inline-start:1.1rem}
td p:first-child,th p:first-child{margin-block-start:0}
.time{white-space:nowrap}
.sm-block,.notice{border-inline-start:4px solid var(--line);padding:.25rem 0 .25rem 1rem;margin:1rem 0}
.sm-block__kind,.notice strong{font-weight:700;margin:0}
.sm-block__meta{display:flex;flex-wrap:wrap;gap:.1rem 1.25rem}
svg{display:none}img{max-width:100%;height:auto}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem}dt{font-weight:600}dd{margin:0}
footer{margin-top:3rem;border-top:1px solid var(--line);color:var(--soft);font-size:.95rem}
@media (max-width:36rem){table,caption,tbody,tr,th,td{display:block;border:0;padding-inline-end:0}thead{position:absolute;left:-99rem}tr{border-block-end:1px solid var(--line);padding:.4rem 0}th,td{padding-block:.1rem}dl{display:block}}
@media print{html{background:none;color:#000}nav,.skip{display:none}body{max-width:none;padding:0}a{color:inherit}tr,.sm-block{break-inside:avoid}}
`
