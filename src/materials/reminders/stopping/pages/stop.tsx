/** What the way out of a reminder leads to: a page that changes nothing, and one that says what was done. */
import { said } from '#meeting/parts/said.ts'
import type { Words } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { LinkButton, PostButton } from '#ui/button.tsx'

export interface StopProps {
  /** `/s/{token}` */
  readonly base: string
  /** Of the meeting. */
  readonly title: Words
}

export function StopPage({ base, title }: StopProps) {
  return (
    <main class="sm-page sm-page--text" id="content">
      <h1 class="sm-title sm-title--m">{m.desk_stop_title()}</h1>
      <p class="sm-lead">{m.desk_stop_lead({ title: said(title).text })}</p>
      <div class="sm-acts">
        <PostButton action={`${base}/stop`}>{m.desk_stop_button()}</PostButton>
        <LinkButton href={base} variant="secondary">
          {m.desk_stop_page()}
        </LinkButton>
      </div>
    </main>
  )
}

export function StoppedPage({ base, title }: StopProps) {
  return (
    <main class="sm-page sm-page--text" id="content">
      <h1 class="sm-title sm-title--m">{m.desk_stopped_title()}</h1>
      <p class="sm-lead">{m.desk_stopped_lead({ title: said(title).text })}</p>
      <div class="sm-acts">
        <PostButton action={`${base}/resume`} variant="secondary">
          {m.desk_stopped_resume()}
        </PostButton>
        <LinkButton href={base} variant="tertiary">
          {m.desk_stop_page()}
        </LinkButton>
      </div>
    </main>
  )
}
