/**
 * Handing in files, wherever a page offers it: `<HandIn … />`.
 *
 * Without script it is a form for one file; with script its place is taken by an island that takes several, by choosing or
 * dropping, shows how far they have come, pauses and goes on, also after a line that broke, and asks whether a file is a new
 * version of one that is there. The page needs `islands: true` and the styles 'forms' and 'materials'.
 *
 * `action` takes the form (`…/materials`, `/s/{token}/{number}`). `uploads` takes the bytes part by part: it is
 * `/{network}/{meeting}/{item}/uploads` for those who are signed in (`/{network}/{meeting}/uploads` for papers of the whole
 * meeting), `/s/{token}/{number}/uploads` with a personal link. Whoever
 * answers at `action` uses `takeUpload` (`../routes.ts`), which finds the bytes whichever way they came. When all is handed
 * in, the island goes on to `done`. `present` is what a new version may replace, each with the address that takes the new
 * file; leave out what the reader may not replace.
 */
import { Island } from '#ui/island.tsx'
import type { AboutProps } from '../../parts/about.tsx'
import { FileForm } from '../../parts/fileform.tsx'

/** A file that is there, and the address that takes a new version of it. */
export interface Present {
  readonly id: string
  /** In the language of the page. */
  readonly title: string
  readonly fileName: string
  readonly action: string
}

/** All that crosses over to the island. */
export interface HandInProps extends Pick<AboutProps, 'prefix' | 'kinds' | 'audiences' | 'locale'> {
  readonly action: string
  readonly uploads: string
  readonly done: string
  /** Bytes. */
  readonly limit: number
  /** Whether the sender may say that it is to be read before the meeting. */
  readonly readBefore?: boolean
  readonly present: readonly Present[]
}

export function HandIn(props: HandInProps & Pick<AboutProps, 'typed' | 'errors'>) {
  const { typed, errors, ...island } = props
  const { prefix, action, limit, kinds, audiences, locale, readBefore } = island
  return (
    <Island name="materials/upload/handin" props={island}>
      <FileForm {...{ prefix, action, limit, kinds, audiences, locale, readBefore, typed, errors }} />
    </Island>
  )
}
