/** A letter that waits for its moment, or was sent: to whom, how far it has come, what did not get through. */

import { languageName } from '#materials/parts/kind.ts'
import { dateTime } from '#platform/words/dates.ts'
import { type Locale, locales, pick, type Words } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { Button, LinkButton, PostButton } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { Section } from '#ui/section.tsx'
import { Frame, type Place } from '../parts/frame.tsx'
import { Counts } from '../parts/letters.tsx'
import { audienceText, capital } from '../parts/words.ts'
import type { Delivery, Facts } from '../reads.ts'
import { draftedOf, type NoticeRow, remedyFor } from '../rules.ts'

export interface StandingPageProps {
  readonly place: Place
  readonly row: NoticeRow
  readonly delivery: Delivery
  readonly facts: Facts
  readonly organisations: ReadonlyMap<string, Words>
  /** Of a letter that waits: how many it would go to now. */
  readonly count: number
  readonly hasServer: boolean
  /** Where returned mail goes. */
  readonly sender: string
}

export function StandingPage(props: StandingPageProps) {
  const { place, row, delivery } = props
  const subject = pick(row.subject, localeNow())?.text || m.letters_untitled()
  return (
    <Frame place={place} title={subject} steps={[{ text: subject }]}>
      {row.sentAt ? <Sent {...props} /> : <Waiting {...props} />}
      {delivery.trouble.length > 0 && <Trouble {...props} />}
      <Said {...props} />
    </Frame>
  )
}

const zoneOf = ({ meeting, network }: Place) => meeting?.timezone ?? network.timezone

function Waiting({ place, row, count }: StandingPageProps) {
  return (
    <>
      <p class="sm-lead">{m.letters_planned_lead({ when: dateTime(row.sendAt!, zoneOf(place)) })}</p>
      <p>{m.letters_planned_now({ count })}</p>
      <div class="sm-acts">
        <PostButton action={`${place.base}/${row.id}/stop`} variant="secondary">
          {m.letters_stop()}
        </PostButton>
      </div>
    </>
  )
}

function Sent({ place, row, delivery, sender }: StandingPageProps) {
  const { waiting = 0 } = delivery.sent
  const at = `${place.base}/${row.id}`
  const when = dateTime(row.sentAt!, zoneOf(place))
  return (
    <>
      <p class="sm-lead">
        {row.byName ? m.letters_sent_at({ when, name: row.byName }) : m.letters_sent_at_plain({ when })}.{' '}
        {m.letters_count_receivers({ count: row.sentTo ?? 0 })}.
      </p>
      <Section id="progress" title={m.letters_progress()}>
        <p class="sm-letters__states">
          <Counts sent={delivery.sent} all />
        </p>
        {waiting > 0 && (
          <div class="sm-acts">
            <LinkButton href={at} variant="secondary" size="sm" icon={icons.arrowsCirclepath}>
              {m.letters_refresh()}
            </LinkButton>
            <PostButton action={`${at}/stop-rest`} variant="tertiary" size="sm">
              {m.letters_stop_rest()}
            </PostButton>
          </div>
        )}
        <p class="soft">{m.letters_bounces({ address: sender })}</p>
      </Section>
    </>
  )
}

const remedies = {
  unknown: m.letters_remedy_unknown,
  full: m.letters_remedy_full,
  policy: m.letters_remedy_policy,
  other: m.letters_remedy_other,
}

function Trouble({ place, row, delivery, hasServer }: StandingPageProps) {
  const { failed = 0 } = delivery.sent
  return (
    <Section id="trouble" title={m.letters_failed()} aside={failed}>
      <table class="sm-table sm-table--stack">
        <caption class="sr">{m.letters_failed()}</caption>
        <thead>
          <tr>
            <th scope="col">{m.letters_failed_to()}</th>
            <th scope="col">{m.letters_failed_said()}</th>
            <th scope="col">{m.letters_failed_do()}</th>
          </tr>
        </thead>
        <tbody>
          {delivery.trouble.map((one) => (
            <tr key={one.mailId}>
              <th scope="row">{one.to}</th>
              <td data-label={m.letters_failed_said()} lang="en">
                {one.error}
              </td>
              <td data-label={m.letters_failed_do()}>
                {one.state === 'waiting' ? m.letters_tried() : remedies[remedyFor(one.error)]()}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {failed > 0 && hasServer && (
        <form method="post" action={`${place.base}/${row.id}/again`}>
          <Button variant="secondary" icon={icons.arrowsCirclepath}>
            {m.letters_again()}
          </Button>
        </form>
      )}
    </Section>
  )
}

function Said({ row, facts, organisations }: StandingPageProps) {
  const { audience, subject, body } = draftedOf(row)
  const written = locales.filter((locale: Locale) => subject[locale] || body[locale])
  return (
    <Section id="said" title={row.sentAt ? m.letters_what_was_sent() : m.letters_what()}>
      <p>
        {m.letters_to()}: {audienceText(audience, facts, organisations)}
      </p>
      {written.map((locale) => (
        <details class="sm-more" key={locale} open={written.length === 1}>
          <summary>
            {capital(languageName(locale))}
            <Icon of={icons.chevronDown} class="chevron" />
          </summary>
          <div class="sm-prose sm-letters__text" lang={locale}>
            {[subject[locale], body[locale]].filter(Boolean).join('\n\n')}
          </div>
        </details>
      ))}
    </Section>
  )
}
