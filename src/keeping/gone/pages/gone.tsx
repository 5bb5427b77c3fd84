/** What an old address answers when its document was deleted by a rule. */
import { said } from '#meeting/parts/said.ts'
import { m } from '#platform/words/words.ts'
import { LinkButton } from '#ui/button.tsx'
import { goneText } from '../parts/gone.tsx'
import type { Gone } from '../reads.ts'

export function GonePage(props: { gone: Gone; timezone: string; networkPath: string; meetingPath: string }) {
  const title = said(props.gone.title)
  return (
    <main class="sm-page sm-page--text" id="content">
      <h1 class="sm-title sm-title--m" lang={title.lang}>
        {title.text}
      </h1>
      <p class="sm-lead">{goneText(props.gone, props.timezone)}</p>
      <p>{m.keeping_gone_text()}</p>
      <p class="sm-acts">
        <LinkButton href={props.meetingPath}>{m.keeping_gone_to_meeting()}</LinkButton>
        <LinkButton href={`${props.networkPath}/about#kept`} variant="secondary">
          {m.keeping_gone_rules()}
        </LinkButton>
      </p>
    </main>
  )
}
