/** For organisers: what of earlier meetings could come back, each with why, and one press to take it or leave it. */
import { said } from '#meeting/parts/said.ts'
import { MeetingTools } from '#meeting/parts/tools.tsx'
import { date, longDate } from '#platform/words/dates.ts'
import type { Words } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { PostButton } from '#ui/button.tsx'
import * as icons from '#ui/icons.ts'
import { Crumbs, Section } from '#ui/section.tsx'
import { State, type StateName } from '#ui/state.tsx'
import type { Carrying } from '../reads.ts'
import type { Suggestion, Why } from '../rules.ts'

export interface CarryOverProps {
  readonly meeting: { readonly title: Words; readonly path: string; readonly seriesId: string | null }
  readonly carrying: Carrying
  /** The last day that has a date, or a name; null where there is none to put something at the end of. */
  readonly day: { readonly id: string; readonly date: string | null } | null
}

const looks: Readonly<Record<Why, StateName>> = {
  not_reached: 'waiting',
  no_conclusion: 'unsure',
  postponed: 'postponed',
  postponed_here: 'postponed',
  recurring: 'saved',
  actions: 'underway',
  overdue: 'overdue',
  promised: 'waiting',
  proposed: 'proposed',
}

const whyWords = (why: Why, one: Suggestion): string =>
  ({
    not_reached: m.matters_why_not_reached,
    no_conclusion: m.matters_why_no_conclusion,
    postponed: m.matters_why_postponed,
    postponed_here: m.matters_why_postponed_here,
    recurring: m.matters_why_recurring,
    actions: () => m.matters_why_actions({ count: one.actions.length }),
    overdue: m.matters_why_overdue,
    promised: m.matters_why_promised,
    proposed: m.matters_why_proposed,
  })[why]()

export function CarryOverPage({ meeting, carrying, day }: CarryOverProps) {
  const title = said(meeting.title)
  const path = `${meeting.path}/carry-over`
  const { open, left, taken } = carrying
  return (
    <main class="sm-page" id="content">
      <Crumbs
        label={m.programme_crumbs()}
        steps={[{ text: <span lang={title.lang}>{title.text}</span>, href: meeting.path }, { text: m.matters_carry() }]}
      />
      <h1 class="sm-title sm-title--m">{m.matters_carry()}</h1>
      <MeetingTools base={meeting.path} here="carry-over" />
      {open.length > 0 ? <p class="sm-lead">{m.matters_carry_lead()}</p> : null}
      <Section id="open" title={m.matters_carry_open()} aside={open.length || undefined}>
        {open.length === 0 ? (
          <p class="sm-empty">{meeting.seriesId === null ? m.matters_carry_no_series() : m.matters_carry_none()}</p>
        ) : (
          <ul class="sm-carry">
            {open.map((one) => (
              <Offer key={one.id} one={one} path={path} day={day} leaves />
            ))}
          </ul>
        )}
      </Section>
      {taken.length === 0 ? null : (
        <Section id="taken" title={m.matters_carry_taken()} aside={taken.length}>
          <ul class="sm-carry">
            {taken.map(({ choice, title: made, path: href, treated }) => (
              <li key={choice.id}>
                <a class="sm-list__t" href={href} lang={said(made).lang}>
                  {said(made).text}
                </a>
                {treated ? null : <Back path={path} source={choice.sourceKind} id={choice.sourceId} title={said(made).text} />}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {left.length === 0 ? null : (
        <Section id="left" title={m.matters_carry_left()} aside={left.length}>
          <ul class="sm-carry">
            {left.map((one) => (
              <Offer key={one.id} one={one} path={path} day={day} leaves={false} />
            ))}
          </ul>
        </Section>
      )}
    </main>
  )
}

function Offer({ one, path, day, leaves }: { one: Suggestion; path: string; day: CarryOverProps['day']; leaves: boolean }) {
  const [title, from] = [said(one.title), said(one.from.title)]
  const fields = { source: one.source, id: one.id }
  return (
    <li>
      <div>
        <a class="sm-story__t" href={one.from.path} lang={title.lang}>
          {title.text}
        </a>
        <p class="sm-story__now">
          {one.why.map((why) => (
            <State key={why} is={looks[why]}>
              {whyWords(why, one)}
            </State>
          ))}
        </p>
        <p class="sm-feed__m">
          <span lang={from.lang}>{from.text}</span>
          {one.from.on ? (
            <>
              , <time datetime={one.from.on}>{date(one.from.on)}</time>
            </>
          ) : null}
        </p>
        {(one.source === 'action' && one.matterId === null ? [] : one.actions).map((action) => (
          <p key={action.id} class="sm-feed__m">
            <a class="ds-link" href={action.path} lang={action.locale}>
              {action.text}
            </a>
          </p>
        ))}
      </div>
      <div class="sm-carry__acts">
        <PostButton
          action={`${path}/take`}
          fields={fields}
          variant="secondary"
          size="sm"
          icon={icons.plus}
          label={m.matters_take_named({ title: title.text })}
        >
          {m.matters_take()}
        </PostButton>
        {day?.date ? (
          <PostButton
            action={`${path}/take`}
            fields={{ ...fields, day: day.id }}
            variant="tertiary"
            size="sm"
            label={m.matters_take_day_named({ day: longDate(day.date, false), title: title.text })}
          >
            {m.matters_take_day({ day: longDate(day.date, false) })}
          </PostButton>
        ) : null}
        {leaves ? (
          <PostButton
            action={`${path}/leave`}
            fields={fields}
            variant="tertiary"
            size="sm"
            label={m.matters_leave_named({ title: title.text })}
          >
            {m.matters_leave()}
          </PostButton>
        ) : (
          <Back path={path} source={one.source} id={one.id} title={title.text} />
        )}
      </div>
    </li>
  )
}

const Back = ({ path, source, id, title }: { path: string; source: string; id: string; title: string }) => (
  <PostButton
    action={`${path}/back`}
    fields={{ source, id }}
    variant="tertiary"
    size="sm"
    icon={icons.arrowUndo}
    label={m.matters_carry_back_named({ title })}
  >
    {m.matters_carry_back()}
  </PostButton>
)
