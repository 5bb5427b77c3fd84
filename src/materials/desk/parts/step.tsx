/** The one thing to do next, with what will come of it beside it. */
import { said } from '#meeting/parts/said.ts'
import { longDate, wall } from '#platform/words/dates.ts'
import { m } from '#platform/words/words.ts'
import { Button, LinkButton } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { dueAt, type Receiver } from '../../reminders/rules.ts'
import type { Desk } from '../reads.ts'
import { lacksMinutes } from '../rules.ts'

export interface StepProps {
  readonly desk: Desk
  /** The subject of the mail that the first of those to be reminded would get; null where nobody is. */
  readonly subject: string | null
}

/** What stands in the panel: a title, a sentence, and the way on. */
export function NextStep({ desk, subject }: StepProps) {
  const { title, text, act } = contentOf(desk)
  const shows = desk.step === 'remind' && subject !== null
  return (
    <section class={shows ? 'sm-nextact sm-nextact--pv' : 'sm-nextact'} aria-labelledby="next-h">
      <div>
        <p class="sm-nextact__k">
          <Icon of={icons.caretRight} />
          {m.desk_next()}
        </p>
        <h2 class="sm-nextact__t" id="next-h">
          {title}
        </h2>
        <p>{text}</p>
        {act && <div class="sm-acts">{act}</div>}
      </div>
      {shows ? <MailPreview subject={subject} receivers={desk.receivers} /> : null}
    </section>
  )
}

function contentOf(desk: Desk): { title: string; text: string; act?: preact.ComponentChildren } {
  const { view, step, receivers, rows } = desk
  const base = view.path
  const of = (stage: string) => rows.filter((one) => one.stage === stage)
  const way = (href: string, label: string) => (
    <LinkButton href={href} icon={icons.arrowRight}>
      {label}
    </LinkButton>
  )
  switch (step) {
    case 'infected': {
      const first = of('infected')[0]!
      return {
        title: m.desk_next_infected(),
        text: m.desk_next_infected_text({ title: said(first.item.title).text }),
        act: way(`${first.item.path}/materials`, m.desk_next_infected_button()),
      }
    }
    case 'proposals':
      return {
        title: m.desk_next_proposals({ count: desk.proposals }),
        text: m.desk_next_proposals_text(),
        act: way(`${base}/proposals`, m.desk_next_proposals_button()),
      }
    case 'approve': {
      const waiting = of('approval')
      return {
        title: m.desk_next_approve({ count: waiting.length }),
        text: m.desk_next_approve_text(),
        act: way(`${waiting[0]!.item.path}/materials`, m.desk_next_approve_button()),
      }
    }
    case 'remind': {
      const never = receivers.every(({ duties }) => duties.every((one) => one.askedAt === null))
      const count = receivers.length
      return {
        title: never ? m.desk_next_ask({ count }) : m.desk_next_remind({ count }),
        text: m.desk_next_remind_text(),
        act: (
          <>
            <form class="sm-post" method="post" action={`${base}/desk/remind`}>
              {receivers.map(({ duties }) => (
                <input key={duties[0]!.speakerId} type="hidden" name="to" value={duties[0]!.speakerId} />
              ))}
              <Button icon={icons.paperPlane}>{m.desk_send({ count })}</Button>
            </form>
            <LinkButton href={`${base}/desk/remind`} variant="secondary">
              {m.desk_open()}
            </LinkButton>
          </>
        ),
      }
    }
    case 'addresses':
      return {
        title: m.desk_next_addresses({ count: desk.unreached.length }),
        text: m.desk_next_addresses_text(),
        act: way('#waiting', m.desk_next_addresses_button()),
      }
    case 'speakers': {
      const lacking = of('nobody')
      return {
        title: m.desk_next_speakers({ count: lacking.length }),
        text: m.desk_next_speakers_text(),
        act: way(`${lacking[0]!.item.path}/edit`, m.desk_next_open_item({ title: said(lacking[0]!.item.title).text })),
      }
    }
    case 'plan':
      return { title: m.desk_next_plan(), text: m.desk_next_plan_text(), act: way('#plan', m.desk_next_plan_button()) }
    case 'minutes': {
      const lacking = rows.filter(({ item }) => lacksMinutes(item))
      return {
        title: m.desk_next_minutes({ count: lacking.length }),
        text: m.desk_next_minutes_text(),
        act: way(`${lacking[0]!.item.path}/minutes`, m.desk_next_open_item({ title: said(lacking[0]!.item.title).text })),
      }
    }
    case 'expect':
      return {
        title: m.desk_next_expect(),
        text: m.desk_next_expect_text(),
        act: way(`${base}/programme`, m.desk_next_expect_button()),
      }
    case 'wait':
      return { title: m.desk_next_wait(), text: waitText(desk) }
    case 'done':
      return { title: m.desk_next_done(), text: m.desk_next_done_text() }
  }
}

function waitText({ view: { meeting }, reminders }: Desk): string {
  const next = reminders.find((one) => one.standing === 'ahead')
  if (!next || meeting.startsAt === null) return m.desk_next_wait_text()
  const due = dueAt(next.daysBefore, meeting.startsAt, meeting.timezone).toString()
  return m.desk_next_wait_planned({ date: longDate(wall(due, meeting.timezone).date, false) })
}

/** Who gets what, before anything goes. */
function MailPreview({ subject, receivers }: { subject: string; receivers: readonly Receiver[] }) {
  return (
    <figure class="sm-mailprev">
      <p class="sm-mailprev__s">{subject}</p>
      <ul>
        {receivers.map((one) => (
          <li key={one.email}>
            {one.duties.map(({ item }, i) => {
              const title = said(item.title)
              return (
                <>
                  {i > 0 ? ', ' : null}
                  <span lang={title.lang}>{title.text}</span>
                </>
              )
            })}{' '}
            <small>{one.names.join(', ')}</small>
          </li>
        ))}
      </ul>
      <figcaption>{m.desk_receivers({ count: receivers.length })}</figcaption>
    </figure>
  )
}
