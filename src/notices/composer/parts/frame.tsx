/** Around every page of the composer: where one is, and the organiser's ways. */
import type { ComponentChildren } from 'preact'
import { said } from '#meeting/parts/said.ts'
import { MeetingTools } from '#meeting/parts/tools.tsx'
import { m } from '#platform/words/words.ts'
import { Crumbs } from '#ui/section.tsx'
import type { About } from '../reads.ts'

export interface Place extends About {
  /** `/{network}/{meeting}/notices` or `/{network}/notices` */
  readonly base: string
}

export function Frame(props: {
  place: Place
  title: string
  steps?: readonly { text: string; href?: string }[]
  children: ComponentChildren
}) {
  const { network, meeting, base } = props.place
  const home = base.slice(0, -'/notices'.length)
  const { text, lang } = said(meeting?.title ?? network.name)
  return (
    <main class="sm-page sm-page--text" id="content">
      <Crumbs
        label={m.programme_crumbs()}
        steps={[
          { text: <span lang={lang}>{text}</span>, href: home },
          ...(props.steps ? [{ text: m.letters_title(), href: base }, ...props.steps] : []),
        ]}
      />
      <h1 class="sm-title sm-title--m">{props.title}</h1>
      {meeting && <MeetingTools base={home} here="notices" />}
      {props.children}
    </main>
  )
}
