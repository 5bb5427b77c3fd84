/** What was mailed, or lies waiting. */

import type { MailRow } from '#platform/mail/reads.ts'
import type { MailState as StateOfMail } from '#platform/mail/tables.ts'
import { dateTime } from '#platform/words/dates.ts'
import { m } from '#platform/words/words.ts'
import { Alert } from '#ui/alert.tsx'
import { LinkButton, PostButton } from '#ui/button.tsx'
import * as icons from '#ui/icons.ts'
import { Crumbs } from '#ui/section.tsx'
import { State } from '#ui/state.tsx'

const ZONE = 'Europe/Oslo'

export interface OutboxProps {
  /** Where this outbox is: '/outbox', '/{network}/outbox'. */
  base: string
  ofNetwork: boolean
  hasServer: boolean
  mails: readonly MailRow[]
  /** How many there are in each state, in the order in which they want somebody. */
  counts: readonly { state: StateOfMail; count: number }[]
  /** The one state that is shown; null for all. */
  only: StateOfMail | null
  /** Whether all that failed can be sent again. */
  again: boolean
  /** The address of the next page. */
  older: string | null
}

export function OutboxPage({ base, ofNetwork, hasServer, mails, counts, only, again, older }: OutboxProps) {
  return (
    <main class="sm-page" id="content">
      <h1 class="sm-title sm-title--m">{m.network_outbox_title()}</h1>
      <p class="sm-lead">{ofNetwork ? m.network_outbox_lead() : m.network_outbox_lead_installation()}</p>
      {!hasServer && <Alert tone="warning">{m.network_outbox_no_server()}</Alert>}
      {ofNetwork ? (
        <p class="soft">{m.network_outbox_links_elsewhere()}</p>
      ) : (
        <p class="soft">{hasServer ? m.network_outbox_links_hidden() : m.network_outbox_links_shown()}</p>
      )}
      {counts.length > 1 && (
        <nav class="sm-acts" aria-label={m.network_outbox_state()}>
          <LinkButton href={base} variant={only === null ? 'secondary' : 'tertiary'} size="sm" current={only === null}>
            {m.network_outbox_all()}
          </LinkButton>
          {counts.map(({ state, count }) => (
            <LinkButton
              key={state}
              href={`${base}?state=${state}`}
              variant={only === state ? 'secondary' : 'tertiary'}
              size="sm"
              current={only === state}
            >
              {m.network_outbox_of_state({ state: wordOf[state](), count })}
            </LinkButton>
          ))}
        </nav>
      )}
      {again && (
        <div class="sm-acts">
          <PostButton action={`${base}/send-failed`} variant="secondary" size="sm" icon={icons.arrowsCirclepath}>
            {m.network_outbox_again_all()}
          </PostButton>
        </div>
      )}
      {mails.length === 0 ? (
        <p class="sm-empty">{m.network_outbox_none()}</p>
      ) : (
        <table class="sm-table sm-table--stack">
          <caption class="sr">{m.network_outbox_title()}</caption>
          <thead>
            <tr>
              <th scope="col">{m.network_outbox_subject()}</th>
              <th scope="col">{m.network_outbox_to()}</th>
              <th scope="col">{m.network_outbox_made()}</th>
              <th scope="col">{m.network_outbox_state()}</th>
            </tr>
          </thead>
          <tbody>
            {mails.map((mail) => (
              <tr key={mail.id}>
                <th scope="row">
                  <a class="ds-link" href={`${base}/${mail.id}`}>
                    {mail.subject}
                  </a>
                </th>
                <td data-label={m.network_outbox_to()}>{mail.to}</td>
                <td data-label={m.network_outbox_made()}>{dateTime(mail.createdAt, ZONE)}</td>
                <td data-label={m.network_outbox_state()}>
                  <MailState mail={mail} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {older && (
        <p class="sm-acts">
          <LinkButton href={older} variant="secondary">
            {m.network_outbox_older()}
          </LinkButton>
        </p>
      )}
    </main>
  )
}

const wordOf: Record<StateOfMail, () => string> = {
  sent: m.network_outbox_sent,
  failed: m.network_outbox_failed,
  kept: m.network_outbox_kept,
  withdrawn: m.network_outbox_withdrawn,
  waiting: m.network_outbox_waiting,
}

const looks = { sent: 'done', failed: 'unsaved', kept: 'none', withdrawn: 'none', waiting: 'waiting' } as const

const MailState = ({ mail }: { mail: MailRow }) => <State is={looks[mail.state]}>{wordOf[mail.state]()}</State>

export interface MailPageProps {
  base: string
  mail: MailRow
  /** Its text as this reader may see it. */
  text: string
  /** What can be done about it. */
  can: 'stop' | 'send' | null
}

export function MailPage({ base, mail, text, can }: MailPageProps) {
  return (
    <main class="sm-page sm-page--text" id="content">
      <Crumbs label={m.network_crumbs()} steps={[{ text: m.network_outbox_title(), href: base }, { text: mail.subject }]} />
      <h1 class="sm-title sm-title--m">{mail.subject}</h1>
      <dl class="sm-facts">
        <div>
          <dt>{m.network_outbox_to()}</dt>
          <dd>{mail.to}</dd>
        </div>
        <div>
          <dt>{m.network_outbox_made()}</dt>
          <dd>{dateTime(mail.createdAt, ZONE)}</dd>
        </div>
        <div>
          <dt>{m.network_outbox_state()}</dt>
          <dd>
            <MailState mail={mail} /> {mail.sentAt && dateTime(mail.sentAt, ZONE)}
            {mail.tries > 0 && mail.state !== 'sent' && ` ${m.network_outbox_tries({ count: mail.tries })}`}
          </dd>
        </div>
        {mail.error && (
          <div>
            <dt>{m.network_outbox_said()}</dt>
            <dd lang="en">{mail.error}</dd>
          </div>
        )}
      </dl>
      {can && (
        <div class="sm-acts">
          <PostButton action={`${base}/${mail.id}/${can}`} variant={can === 'send' ? 'primary' : 'secondary'}>
            {can === 'send' ? m.network_outbox_again() : m.network_outbox_stop()}
          </PostButton>
        </div>
      )}
      <div class="sm-prose">
        {text.split(/\n{2,}/).map((paragraph, i) => (
          <p key={i}>
            {paragraph.split('\n').map((line, j) => (
              <>
                {j > 0 && <br />}
                {/^https?:\/\/\S+$/.test(line) && !line.includes('…') ? <a href={line}>{line}</a> : line}
              </>
            ))}
          </p>
        ))}
      </div>
    </main>
  )
}
