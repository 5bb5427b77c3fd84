/** Beside the talk on the big screen: groups and what they wrote, a slide, and how to come in. */
import { said } from '#meeting/parts/said.ts'
import { m } from '#platform/words/words.ts'
import type { GroupsPart } from '../../groups/reads.ts'
import { useNow } from '../../parts/clock.tsx'
import { clockTime } from '../../parts/now.tsx'
import { Qr } from '../../parts/qr.tsx'
import type { ScreenState } from '../reads.ts'
import { Body } from './body.tsx'
import { Count } from './now.tsx'

export function GroupsView({ groups, timezone }: { readonly groups: GroupsPart; readonly timezone: string }) {
  const now = useNow()
  const of = groups.breakouts[0]!
  const until = of.endsAt === null ? null : Date.parse(of.endsAt)
  if (of.standing !== 'returned')
    return (
      <Body
        kicker={m.stage_groups()}
        size="title"
        title={
          until === null || of.standing === 'closed'
            ? m.stage_groups_work()
            : m.room_back_at({ time: clockTime(until, timezone) })
        }
      >
        {until !== null && of.standing === 'running' && (
          <Count from={of.startedAt === null ? null : Date.parse(of.startedAt)} to={until} now={now} />
        )}
        <ul class="sm-stage__options">
          {of.questions.map((question) => (
            <li key={question}>{question}</li>
          ))}
        </ul>
      </Body>
    )
  return (
    <Body kicker={m.stage_groups_said()} size="small" title={of.questions[0] ?? m.stage_groups()}>
      <ul class="sm-stage__notes" data-many={isMuch(of.groups) ? '' : undefined}>
        {of.groups
          .filter((group) => group.notes)
          .map((group) => (
            <li key={group.id}>
              <h2>{m.groups_group({ number: group.number })}</h2>
              <p>{group.notes}</p>
            </li>
          ))}
      </ul>
    </Body>
  )
}

/** What two columns of large letters hold. */
const MUCH = { groups: 4, letters: 480, lines: 14 }

/** Whether notes are more than that: smaller and beside each other they still stand whole on the screen. */
function isMuch(groups: GroupsPart['breakouts'][number]['groups']): boolean {
  const notes = groups.flatMap((group) => group.notes ?? [])
  const lines = notes.reduce((sum, text) => sum + text.split('\n').length + 1, 0)
  return notes.length > MUCH.groups || lines > MUCH.lines || notes.join('').length > MUCH.letters
}

export function SlideView({ slide, base }: { readonly slide: NonNullable<ScreenState['slide']>; readonly base: string }) {
  const title = said(slide.title)
  return (
    <section class="sm-stage__slide">
      <h1 class="sr" lang={title.lang}>
        {title.text}
      </h1>
      <img src={`${base}/${slide.picture}`} alt={m.stage_slide({ page: slide.page, pages: slide.pages })} />
    </section>
  )
}

export function EntryView({ entry }: { readonly entry: NonNullable<ScreenState['entry']> }) {
  return (
    <section class="sm-stage__entry">
      <Qr of={entry.qr} label={m.stage_qr()} />
      <Body kicker={m.stage_come_in()} size="small" title={entry.address}>
        <p class="sm-stage__code">{entry.code}</p>
        <p class="sm-stage__next">{m.stage_come_in_help()}</p>
      </Body>
    </section>
  )
}
