/** What one follows, when one is told, and the ways to stop: one's own page, or an address's by the link in its mail. */
import { said } from '#meeting/parts/said.ts'
import { clock } from '#platform/words/dates.ts'
import { m } from '#platform/words/words.ts'
import { Button, PostButton } from '#ui/button.tsx'
import { Select } from '#ui/field.tsx'
import { Section } from '#ui/section.tsx'
import type { Following } from '../reads.ts'

export interface FollowingPageProps {
  readonly all: readonly Following[]
  /** '/me/following' or '/following/{token}': the acts lie below it. */
  readonly base: string
}

export function FollowingPage({ all, base }: FollowingPageProps) {
  const some = all.filter((one) => one.follows.length > 0)
  return (
    <main class="sm-page sm-page--text" id="content">
      <h1 class="sm-title sm-title--m">{m.notices_following_title()}</h1>
      <p class="sm-lead">{m.notices_following_lead()}</p>
      {some.length === 0 ? (
        <p class="sm-empty">{m.notices_following_none()}</p>
      ) : (
        some.map((one) => <InNetwork key={one.follower.id} of={one} base={base} />)
      )}
    </main>
  )
}

function InNetwork({ of: { follower, network, follows }, base }: { of: Following; base: string }) {
  const name = said(network.name)
  const own = { follower: follower.id }
  return (
    <Section id={`in-${network.slug}`} title={<span lang={name.lang}>{name.text}</span>}>
      <ul class="sm-list">
        {follows.map(({ kind, subjectId, subject }) => {
          const title = said(subject?.title)
          const text = title.text || m.notices_following_gone()
          return (
            <li key={subjectId}>
              {subject ? (
                <a class="sm-list__t" href={subject.path} lang={title.lang}>
                  {text}
                </a>
              ) : (
                <span class="sm-list__t">{text}</span>
              )}
              <span class="sm-list__m">{kinds[kind]()}</span>
              <div class="sm-acts">
                <PostButton
                  action={`${base}/stop-one`}
                  fields={{ ...own, kind, subjectId }}
                  variant="tertiary"
                  size="sm"
                  label={m.notices_stop_named({ title: text })}
                >
                  {m.notices_stop()}
                </PostButton>
              </div>
            </li>
          )
        })}
      </ul>
      <div class="sm-acts">
        <PostButton action={`${base}/stop`} fields={own} variant="secondary" size="sm">
          {m.notices_stop_all({ network: name.text })}
        </PostButton>
      </div>
      <form class="sm-form" method="post" action={`${base}/hour`}>
        <input type="hidden" name="follower" value={follower.id} />
        <Select
          name="hour"
          id={`hour-${network.slug}`}
          label={m.notices_hour()}
          help={m.notices_hour_help({ zone: network.timezone.replaceAll('_', ' ') })}
          value={follower.hour === null ? '' : String(follower.hour)}
          width="half"
          options={[
            { value: '', label: m.notices_hour_quiet({ minutes: network.quietMinutes }) },
            ...Array.from({ length: 24 }, (_, hour) => ({
              value: String(hour),
              label: m.notices_hour_at({ time: clock(`${String(hour).padStart(2, '0')}:00`) }),
            })),
          ]}
        />
        <div class="sm-form__end">
          <Button variant="secondary">{m.shared_save()}</Button>
        </div>
      </form>
    </Section>
  )
}

const kinds = {
  network: m.notices_kind_network,
  series: m.notices_kind_series,
  meeting: m.notices_kind_meeting,
  item: m.notices_kind_item,
  topic: m.notices_kind_topic,
}

/** What the link in the foot of a mail opens. */
export function StopPage({ action, network }: { action: string; network: string }) {
  return (
    <main class="sm-page sm-page--text" id="content">
      <h1 class="sm-title sm-title--m">{m.notices_stop_title()}</h1>
      <p class="sm-lead">{m.notices_stop_lead({ network })}</p>
      <div class="sm-acts">
        <PostButton action={action} variant="primary">
          {m.notices_stop_all({ network })}
        </PostButton>
      </div>
    </main>
  )
}

export function StoppedPage({ network }: { network: { readonly name: string; readonly slug: string } }) {
  return (
    <main class="sm-page sm-page--text" id="content">
      <h1 class="sm-title sm-title--m">{m.notices_stopped_title()}</h1>
      <p class="sm-lead">{m.notices_stopped_lead({ network: network.name })}</p>
      <p>
        <a class="ds-link" href={`/${network.slug}`}>
          {network.name}
        </a>
      </p>
    </main>
  )
}

/** A link that was used, or is not ours. */
export function DeadLinkPage() {
  return (
    <main class="sm-page sm-page--text" id="content">
      <h1 class="sm-title sm-title--m">{m.notices_dead_title()}</h1>
      <p class="sm-lead">{m.notices_dead_lead()}</p>
    </main>
  )
}
