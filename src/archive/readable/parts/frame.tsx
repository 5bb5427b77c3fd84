/** The frame of every page of the archive: read from a disk, without script, without the program. */
import type { ComponentChildren } from 'preact'
import { said } from '#meeting/parts/said.ts'
import { spokenTo, type Words } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { between } from '../rules.ts'

export interface FrameProps {
  readonly title: string
  /** Of this page, from the root of the archive. */
  readonly path: string
  readonly network: Words
  /** The pages that all pages lead to. */
  readonly nav: readonly { readonly path: string; readonly text: string }[]
  /** Where this stands on the site, and when it was taken from there. */
  readonly url: string
  readonly made: string
  readonly children: ComponentChildren
}

export function ArchiveFrame(props: FrameProps) {
  const { path, nav } = props
  const network = said(props.network)
  return (
    <html lang={spokenTo(localeNow())}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{props.title}</title>
        <link rel="stylesheet" href={between(path, 'archive.css')} />
      </head>
      <body>
        <a class="skip" href="#content">
          {m.shared_skip()}
        </a>
        <header>
          <p lang={network.lang}>{network.text}</p>
          <nav aria-label={m.archive_nav()}>
            <ul>
              {nav.map((one) => (
                <li key={one.path}>
                  <a href={between(path, one.path)} aria-current={one.path === path ? 'page' : undefined}>
                    {one.text}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        </header>
        <main id="content">{props.children}</main>
        <footer>
          <p>
            {m.archive_made({ when: props.made })} <a href={props.url}>{m.archive_on_site()}</a>
          </p>
        </footer>
      </body>
    </html>
  )
}
