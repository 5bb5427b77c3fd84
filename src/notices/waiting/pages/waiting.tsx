/** Before anything goes to many: what waits, to how many, how it will read; sending it at once, or holding it back. */
import { said } from '#meeting/parts/said.ts'
import { MeetingTools } from '#meeting/parts/tools.tsx'
import type { Written } from '#platform/mail/letter.tsx'
import { dateTime } from '#platform/words/dates.ts'
import { m } from '#platform/words/words.ts'
import { PostButton } from '#ui/button.tsx'
import { Crumbs, Section } from '#ui/section.tsx'
import { State, type StateName } from '#ui/state.tsx'
import { Letters } from '../../composer/parts/letters.tsx'
import type { Listed } from '../../composer/reads.ts'
import { isToldOfPlan, planTitle } from '../../news/rules.ts'
import type { WaitingNews, WaitingView } from '../reads.ts'

export interface WaitingPageProps extends WaitingView {
  /** What organisers wrote themselves. */
  readonly letters: readonly Listed[]
  /** How the mail would read for one who follows, its links taken out; null when nobody is to be told anything. */
  readonly letter: Pick<Written, 'subject' | 'text'> | null
  readonly quietMinutes: number
  /** When it goes out by itself; null when nothing waits. */
  readonly goesAt: string | null
  /** The outbox, for those who may read it. */
  readonly outbox: string | null
}

export function WaitingPage({
  letters,
  view,
  news,
  receivers,
  letter,
  sendings,
  quietMinutes,
  goesAt,
  outbox,
}: WaitingPageProps) {
  const { meeting, path } = view
  const base = `${path}/notices`
  return (
    <main class="sm-page sm-page--text" id="content">
      <Crumbs
        label={m.programme_crumbs()}
        steps={[{ text: said(meeting.title).text, href: path }, { text: m.letters_title() }]}
      />
      <h1 class="sm-title sm-title--m">{m.letters_title()}</h1>
      <MeetingTools base={path} here="notices" />
      <p class="sm-lead">{m.letters_lead()}</p>
      <Letters base={base} letters={letters} timezone={meeting.timezone} />
      <Section id="waiting" title={m.letters_followers()} aside={news.length}>
        <p>{m.notices_waiting_lead({ minutes: quietMinutes })}</p>
        {news.length === 0 ? (
          <p class="sm-empty">{m.notices_waiting_none()}</p>
        ) : (
          <>
            <ul class="sm-list">
              {news.map((one) => (
                <li key={one.id}>
                  <span class="sm-list__t">{nameOf(one)}</span>
                  <span class="sm-list__m">{dateTime(one.at, meeting.timezone)}</span>
                  <div class="sm-acts">
                    <PostButton
                      action={`${base}/hold`}
                      fields={{ id: one.id }}
                      variant="tertiary"
                      size="sm"
                      label={m.notices_hold_named({ what: nameOf(one) })}
                    >
                      {m.notices_hold()}
                    </PostButton>
                  </div>
                </li>
              ))}
            </ul>
            <p>
              {m.notices_receivers({ count: receivers.length })}{' '}
              {goesAt && receivers.length > 0 ? m.notices_goes_at({ when: dateTime(goesAt, meeting.timezone) }) : null}
            </p>
            {receivers.length > 0 && (
              <div class="sm-acts">
                <PostButton action={`${base}/send`} variant="primary">
                  {m.notices_send_now({ count: receivers.length })}
                </PostButton>
              </div>
            )}
          </>
        )}
      </Section>
      {letter && (
        <Section id="preview" title={m.letters_followers_preview()}>
          <p class="soft">{m.notices_preview_help()}</p>
          <dl class="sm-facts">
            <div>
              <dt>{m.network_outbox_subject()}</dt>
              <dd>{letter.subject}</dd>
            </div>
          </dl>
          <div class="sm-prose">
            {letter.text.split(/\n{2,}/).map((paragraph, i) => (
              <p key={String(i)}>
                {paragraph.split('\n').map((line, j) => (
                  <>
                    {j > 0 && <br />}
                    {line}
                  </>
                ))}
              </p>
            ))}
          </div>
        </Section>
      )}
      <Section id="sent" title={m.letters_followers_sent()}>
        {sendings.length === 0 ? (
          <p class="sm-empty">{m.notices_sent_none()}</p>
        ) : (
          <ul class="sm-list">
            {sendings.map((one) => (
              <li key={one.state}>
                <State is={looks[one.state]}>{states[one.state]({ count: one.count })}</State>
                <span class="sm-list__m">{m.notices_sent_last({ when: dateTime(one.at, meeting.timezone) })}</span>
              </li>
            ))}
          </ul>
        )}
        {outbox && (
          <p>
            <a class="ds-link" href={outbox}>
              {m.notices_outbox()}
            </a>
          </p>
        )}
      </Section>
    </main>
  )
}

const looks = { waiting: 'waiting', sent: 'done', failed: 'unsaved', kept: 'none', withdrawn: 'none' } satisfies Record<
  string,
  StateName
>
const states = {
  waiting: m.notices_state_waiting,
  sent: m.notices_state_sent,
  failed: m.notices_state_failed,
  kept: m.notices_state_kept,
  withdrawn: m.notices_state_withdrawn,
}

/** "Presentasjon: Lysbilder (Om e-bøker)", "Referat: Om e-bøker", "Møtet er avlyst". */
function nameOf({ kind, title, name, status }: WaitingNews): string {
  const about = said(title).text
  if (kind === 'material') return [said(name).text, about && `(${about})`].filter(Boolean).join(' ')
  if (kind === 'minutes') return m.notices_minutes_of({ title: about })
  if (kind === 'meeting' || !status || !isToldOfPlan(status)) return m.notices_title_announced()
  return planTitle(status)
}
