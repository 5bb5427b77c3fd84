/** When the way into the video meeting stands open, and for whom. Pure; the clock is the caller's. */
import type { Actor } from '#actor.ts'
import { isInAudience, mayChair, type Readable, type Verdict } from '#meeting/rules.ts'
import { type Span, spanOf } from '#meeting/schedule/rules.ts'
import { wall } from '#platform/words/dates.ts'
import type { VideoKind } from '../tables.ts'

/** So long after a day's last item one may still go in: meetings run late. */
const CLOSES_MINUTES = 60

/** When one may go in on one day. */
export interface OpenSpan {
  readonly from: string
  readonly to: string
  /** When it opens, "08:45" on the wall where the meeting is. */
  readonly clock: string
}

/** What readers of a room are told of its video. The link itself is never part of it. */
export interface VideoPart {
  readonly kind: VideoKind
  /** Whether there is a way in at all. */
  readonly set: boolean
  /** A span for each day, in order; none where no time is known. */
  readonly open: readonly OpenSpan[]
  /** Everybody who reads this may go in; otherwise only those who have come into the room. */
  readonly forAll: boolean
}

export type VideoStanding =
  | { readonly is: 'none' | 'open' | 'over' }
  /** `opens` is null where no time is known. */
  | { readonly is: 'not_yet'; readonly opens: OpenSpan | null }

/** How the way in stands at a moment (milliseconds since 1970). */
export function standingAt({ set, open }: Pick<VideoPart, 'set' | 'open'>, now: number): VideoStanding {
  if (!set) return { is: 'none' }
  const ahead = open.find(({ to }) => Date.parse(to) >= now)
  if (!ahead) return open.length > 0 ? { is: 'over' } : { is: 'not_yet', opens: null }
  return Date.parse(ahead.from) <= now ? { is: 'open' } : { is: 'not_yet', opens: ahead }
}

type Day = Parameters<typeof spanOf>[0][number]
type Item = Parameters<typeof spanOf>[1][number]

/** @param opens minutes before a day's first item */
export function openSpans(days: readonly Day[], items: readonly Item[], timezone: string, opens: number): OpenSpan[] {
  return days.flatMap((day) => {
    const { startsAt, endsAt }: Span = spanOf(
      [day],
      items.filter((item) => item.dayId === day.id),
      timezone,
    )
    if (startsAt === null) return []
    const from = Temporal.Instant.from(startsAt).subtract({ minutes: opens })
    const to = Temporal.Instant.from(endsAt ?? startsAt).add({ minutes: CLOSES_MINUTES })
    return [{ from: from.toString(), to: to.toString(), clock: wall(from.toString(), timezone).time }]
  })
}

/**
 * Going in: whoever has come into the room, the network's members where the meeting is for them, those invited, and those
 * with a place.
 */
export function mayJoin(
  actor: Actor,
  meeting: Readable,
  here: { readonly participant: object | null; readonly registered: boolean },
): Verdict<'video_for_participants'> {
  if (here.participant !== null || here.registered) return 'yes'
  return isInAudience(actor, meeting, meeting.audience === 'public' ? 'members' : meeting.audience)
    ? 'yes'
    : 'video_for_participants'
}

/** Whoever leads goes in before it opens, to see that all is well. */
export const mayJoinAt = (actor: Actor, meeting: Readable, standing: VideoStanding): boolean =>
  standing.is === 'open' || (standing.is !== 'none' && mayChair(actor, meeting) === 'yes')

/** The host and room of a Jitsi meeting by its address, as `https://meet.example.no/Bibliotek`; null where it is none. */
export function jitsiIn(address: string): { readonly host: string; readonly room: string } | null {
  if (!URL.canParse(address)) return null
  const { protocol, host, pathname } = new URL(address)
  const room = pathname.slice(1)
  return protocol === 'https:' && /^[^/].*[^/]$|^[^/]$/.test(room) ? { host, room: decodeURIComponent(room) } : null
}

/** The headers of the one page that shows what comes from a Jitsi server: its script and frame, and camera and sound for it. */
export function embeddingPolicy(headers: Readonly<Record<string, string>>, host: string): Record<string, string> {
  const there = `https://${host}`
  const sharing = ['camera', 'microphone', 'display-capture', 'fullscreen', 'autoplay']
  return {
    'content-security-policy': `${headers['content-security-policy']!.replace("script-src 'self'", `script-src 'self' ${there}`)}; frame-src ${there}`,
    'permissions-policy': `${sharing.map((what) => `${what}=(self "${there}")`).join(', ')}, geolocation=()`,
  }
}
