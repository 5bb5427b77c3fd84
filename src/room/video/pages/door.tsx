/** Before the video meeting: what to know when one cannot go in just now, and the page that a Jitsi meeting is held in. */
import { said } from '#meeting/parts/said.ts'
import type { Words } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { Alert } from '#ui/alert.tsx'
import { LinkButton } from '#ui/button.tsx'
import * as icons from '#ui/icons.ts'
import { Island } from '#ui/island.tsx'
import { Crumbs } from '#ui/section.tsx'
import type { JitsiProps } from '../islands/jitsi.tsx'

interface Place {
  readonly meeting: { readonly title: Words }
  /** `/{network}/{meeting}` */
  readonly base: string
}

function Head({ meeting, base }: Place) {
  const title = said(meeting.title)
  return (
    <>
      <Crumbs
        label={m.programme_crumbs()}
        steps={[{ text: <span lang={title.lang}>{title.text}</span>, href: base }, { text: m.video_title() }]}
      />
      <h1 class="sm-title sm-title--m">{m.video_title()}</h1>
    </>
  )
}

export interface DoorProps extends Place {
  readonly text: string
  /** For those who lead: why, as the server said it. */
  readonly why?: string
  /** Whether there is a link to go by instead. */
  readonly byLink?: boolean
  /** It failed, and may work when it is tried again. */
  readonly again?: boolean
  readonly signIn?: string
}

/** Why one cannot go in just now, and what to do. */
export function DoorPage({ meeting, base, text, why, byLink, again, signIn }: DoorProps) {
  return (
    <main id="content" class="sm-page sm-page--text">
      <Head meeting={meeting} base={base} />
      <Alert tone={again ? 'warning' : 'info'}>
        {text} {why}
      </Alert>
      <div class="sm-acts">
        {byLink && (
          <LinkButton href={`${base}/room/join?by=link`} icon={icons.video}>
            {m.video_by_link()}
          </LinkButton>
        )}
        {again && (
          <LinkButton href={`${base}/room/join`} variant={byLink ? 'secondary' : 'primary'} icon={icons.arrowsCirclepath}>
            {m.video_again()}
          </LinkButton>
        )}
        {signIn && <LinkButton href={signIn}>{m.shared_sign_in()}</LinkButton>}
        <LinkButton href={`${base}/room`} variant="secondary">
          {m.video_to_room()}
        </LinkButton>
      </div>
    </main>
  )
}

/** The page a Jitsi meeting is held in. Nothing is fetched from there before one asks for it. */
export function EmbeddedPage({
  meeting,
  base,
  joinUrl,
  jitsi,
}: Place & { readonly joinUrl: string; readonly jitsi: JitsiProps }) {
  return (
    <main id="content" class="sm-page">
      <Head meeting={meeting} base={base} />
      <p class="soft">{m.video_from({ host: jitsi.host })}</p>
      <Island name="room/video/jitsi" props={jitsi} when="now">
        <p>{m.video_without_script()}</p>
      </Island>
      <div class="sm-acts">
        <LinkButton href={joinUrl} rel="noreferrer" variant="secondary" icon={icons.externalLink}>
          {m.video_own_window()}
        </LinkButton>
        <LinkButton href={`${base}/room`} variant="tertiary">
          {m.video_to_room()}
        </LinkButton>
      </div>
    </main>
  )
}
