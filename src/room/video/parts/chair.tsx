/** The video in the chair's console: how it stands, and the ways to change or end it. */
import { m } from '#platform/words/words.ts'
import { Button, LinkButton } from '#ui/button.tsx'
import * as icons from '#ui/icons.ts'
import { Section } from '#ui/section.tsx'
import { Act } from '../../parts/act.tsx'
import { useNow } from '../../parts/clock.tsx'
import { standingAt, type VideoPart } from '../rules.ts'
import { standingText } from './video.tsx'

export interface VideoChairProps {
  readonly state: VideoPart
  /** `/{network}/{meeting}` */
  readonly base: string
  /** Organisers choose how it is held; chairs are not all organisers. */
  readonly edits: boolean
}

export function VideoChair({ state, base, edits }: VideoChairProps) {
  const now = useNow()
  return (
    <Section id="video" title={m.video_title()} class="sm-videochair">
      <p>{standingText(standingAt(state, now), now)}</p>
      <div class="sm-acts">
        {state.set && (
          <LinkButton href={`${base}/room/join`} variant="secondary" icon={icons.video}>
            {m.video_join()}
          </LinkButton>
        )}
        {edits && (
          <LinkButton href={`${base}/chair/video`} variant="tertiary" icon={icons.cog}>
            {m.video_settings()}
          </LinkButton>
        )}
        {state.set && state.kind === 'bigbluebutton' && (
          <Act action={`${base}/chair/video/end`}>
            <Button variant="tertiary" color="danger">
              {m.video_end()}
            </Button>
          </Act>
        )}
      </div>
    </Section>
  )
}
