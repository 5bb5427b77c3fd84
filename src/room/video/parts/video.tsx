/** The way into the video meeting, as it stands by the clock. */
import { clock } from '#platform/words/dates.ts'
import { m } from '#platform/words/words.ts'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { useNow } from '../../parts/clock.tsx'
import { standingAt, type VideoPart, type VideoStanding } from '../rules.ts'

export interface VideoProps {
  readonly state: VideoPart
  /** Whether this reader has come into the room. */
  readonly inside: boolean
  /** `/{network}/{meeting}` */
  readonly base: string
}

/** The button while the way in is open; otherwise when it opens, or that it is over. Nothing where there is no video. */
export function Video({ state, inside, base }: VideoProps) {
  const now = useNow()
  const standing = standingAt(state, now)
  if (standing.is === 'none') return null
  if (!inside && !state.forAll) return <p class="sm-video__told">{m.video_for_participants()}</p>
  if (standing.is !== 'open') return <p class="sm-video__told">{standingText(standing, now)}</p>
  return (
    // A page of its own: the room stays open beside the video.
    <a class="ds-button sm-video" data-size="lg" href={`${base}/room/join`} target="_blank" rel="noreferrer">
      <Icon of={icons.video} />
      {m.video_join()}
      <span class="sr"> {m.video_new_tab()}</span>
    </a>
  )
}

const SOON_MS = 16 * 60 * 60 * 1000

/** In words, how the way in stands at a moment. */
export function standingText(standing: VideoStanding, now: number): string {
  if (standing.is === 'not_yet') {
    const { opens } = standing
    const soon = opens !== null && Date.parse(opens.from) - now < SOON_MS
    return soon ? m.video_opens_at({ time: clock(opens.clock) }) : m.video_later()
  }
  return { none: m.video_none, open: m.video_is_open, over: m.video_over }[standing.is]()
}
