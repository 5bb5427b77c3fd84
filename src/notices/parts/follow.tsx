import { m } from '#platform/words/words.ts'
import { PostButton } from '#ui/button.tsx'
import * as icons from '#ui/icons.ts'
import { Section } from '#ui/section.tsx'
import { State } from '#ui/state.tsx'
import type { FollowedKind } from '../tables.ts'
import { FeedWays } from './feeds.tsx'

export interface FollowProps {
  /** The network's address, without the slash. */
  readonly network: string
  readonly kind: FollowedKind
  readonly subjectId: string
  /** Null where nobody is signed in. */
  readonly following: boolean | null
  /** The page whose feeds there are; absent where somebody who is not signed in may not read it. */
  readonly feeds?: { readonly path: string; readonly calendar?: string } | null
}

/** How one is told of what is new: by e-mail, in a news reader, in the calendar. */
export const FollowSection = (props: FollowProps) => (
  <Section id="follow" title={m.notices_section()}>
    <Follow {...props} />
    {props.feeds && <FeedWays {...props.feeds} />}
  </Section>
)

/**
 * The same button for all visitors, so that their page can be shared: it leads those who are not signed in to a form for
 * their address. Who is signed in sees whether they follow.
 */
function Follow(props: FollowProps) {
  const { network, kind, subjectId, following } = props
  const words = {
    network: m.notices_follow_network,
    series: m.notices_follow_series,
    meeting: m.notices_follow_meeting,
    item: m.notices_follow_item,
    topic: m.matters_follow_topic,
  }[kind]()
  const fields = { kind, subjectId }
  if (following)
    return (
      <>
        <div class="sm-acts">
          <State is="done">{m.notices_you_follow()}</State>
          <PostButton action={`/${network}/unfollow`} fields={fields} variant="secondary" size="sm">
            {m.notices_stop()}
          </PostButton>
        </div>
        <p class="sm-acts sm-ways">
          <a class="ds-link" href="/me/following">
            {m.notices_all_following()}
          </a>
        </p>
      </>
    )
  return (
    <div class="sm-acts">
      <PostButton action={`/${network}/follow`} fields={fields} variant="secondary" size="sm" icon={icons.bell}>
        {words}
      </PostButton>
    </div>
  )
}
