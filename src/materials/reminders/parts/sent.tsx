/** The reminders that were put in the outbox, and what became of each. */
import { dateTime } from '#platform/words/dates.ts'
import { m } from '#platform/words/words.ts'
import { PostButton } from '#ui/button.tsx'
import { Section } from '#ui/section.tsx'
import { State, type StateName } from '#ui/state.tsx'
import type { SentReminder } from '../reads.ts'

/** A mail, and what can be done about it. */
export type Sending = SentReminder & { readonly can: 'stop' | 'send' | null }

export interface SentProps {
  readonly sent: readonly Sending[]
  readonly timezone: string
  /** `/{network}/{meeting}/desk/mail` */
  readonly action: string
  /** Where the mails themselves stand, for those who may read them. */
  readonly outbox: string | null
}

const looks = {
  sent: ['done', m.desk_mail_sent],
  waiting: ['waiting', m.desk_mail_waiting],
  failed: ['unsaved', m.desk_mail_failed],
  kept: ['none', m.desk_mail_kept],
  withdrawn: ['none', m.desk_mail_withdrawn],
} as const satisfies Record<SentReminder['state'], readonly [StateName, () => string]>

export function Sent({ sent, timezone, action, outbox }: SentProps) {
  if (sent.length === 0) return null
  return (
    <Section id="sent" title={m.desk_mails()} aside={sent.length}>
      <ul class="sm-list">
        {sent.map((one) => {
          const [is, says] = looks[one.state]
          return (
            <li key={one.mailId}>
              <span class="sm-list__t">{outbox ? <a href={`${outbox}/${one.mailId}`}>{one.to}</a> : one.to}</span>
              <span class="sm-list__m">{dateTime(one.at, timezone)}</span>
              <State is={is}>{says()}</State>
              {one.can && (
                <PostButton action={`${action}/${one.can}`} fields={{ id: one.mailId }} variant="tertiary" size="sm">
                  {one.can === 'stop' ? m.network_outbox_stop() : m.network_outbox_again()}
                  <span class="sr">{m.desk_of_item({ title: one.to })}</span>
                </PostButton>
              )}
            </li>
          )
        })}
      </ul>
      {outbox && (
        <p>
          <a class="ds-link" href={outbox}>
            {m.desk_outbox()}
          </a>
        </p>
      )}
    </Section>
  )
}
