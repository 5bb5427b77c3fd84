import { dateTime, longDate } from '#platform/words/dates.ts'
import { m } from '#platform/words/words.ts'
import { lastChange } from '../formats/sheet.ts'
import type { DayView, ItemView } from '../reads.ts'
import { Row, type RowPlace, RowTime } from './row.tsx'
import { said } from './said.ts'
import { capital } from './when.tsx'

/** The programme, day by day. One day has a heading that is only heard; several have theirs over each list. */
export function Programme(props: RowPlace) {
  const { days } = props.view
  const several = days.length > 1
  const empty = days.every((day) => day.items.length === 0)
  return (
    <>
      <h2 class="sr" id="programme">
        {m.meeting_programme()}
      </h2>
      {empty && !several ? <p class="soft">{m.meeting_no_items()}</p> : null}
      {days.map((day, i) => (
        <>
          {several ? <DayTitle day={day} number={i + 1} /> : null}
          {day.items.length === 0 ? null : <DayList {...props} day={day} />}
        </>
      ))}
      <p class="sm-prog__foot">{m.meeting_updated({ when: dateTime(lastChange(props.view), props.view.meeting.timezone) })}</p>
    </>
  )
}

function DayTitle(props: { day: DayView; number: number }) {
  const { day } = props
  const label = said(day.label)
  const date = day.date === null ? null : capital(longDate(day.date, false))
  return (
    <h2 class="sm-daytitle">
      {date ? <time datetime={day.date!}>{date}</time> : null}
      {date && label.text ? ': ' : null}
      {label.text ? <span lang={label.lang}>{label.text}</span> : null}
      {date || label.text ? null : m.meeting_day_number({ number: props.number })}
    </h2>
  )
}

function DayList(props: RowPlace & { day: DayView }) {
  const { day, ...place } = props
  return (
    <>
      <div class="sm-prog__head" aria-hidden="true">
        <span>{m.meeting_col_time()}</span>
        <span>{m.meeting_programme()}</span>
        <span>{m.meeting_col_presentation()}</span>
        <span>{m.meeting_col_minutes()}</span>
      </div>
      <ol class="sm-prog">
        {inBlocks(day.items).map((block) =>
          Array.isArray(block) ? (
            <Parallel key={block[0]!.id} {...place} items={block} date={day.date} />
          ) : (
            <Row key={block.id} {...place} item={block} date={day.date} level={3} />
          ),
        )}
      </ol>
    </>
  )
}

/** Rows one after another; a run of rows in more than one track becomes one block of parallel tracks. */
export function inBlocks(items: readonly ItemView[]): (ItemView | ItemView[])[] {
  const blocks: (ItemView | ItemView[])[] = []
  let run: ItemView[] = []
  const close = () => {
    if (new Set(run.map((item) => item.track)).size > 1) blocks.push(run)
    else blocks.push(...run)
    run = []
  }
  for (const item of items) {
    if (item.track !== null) run.push(item)
    else {
      close()
      blocks.push(item)
    }
  }
  close()
  return blocks
}

function Parallel(props: RowPlace & { items: readonly ItemView[]; date: string | null }) {
  const { items, date, ...place } = props
  const tracks = [...new Set(items.map((item) => item.track!))]
  const starts = items.flatMap((item) => item.start ?? []).sort()
  const ends = items.flatMap((item) => item.end ?? []).sort()
  return (
    <li class="sm-row">
      <RowTime from={starts[0] ?? null} to={ends.at(-1) ?? null} date={date} />
      <div class="sm-row__what">
        <h3 class="sm-row__title">{m.meeting_parallel()}</h3>
      </div>
      <ol class="sm-tracks">
        {tracks.map((track) => (
          <li key={track}>
            <h4 class="sm-tracks__t">{track}</h4>
            <ol class="sm-prog">
              {items
                .filter((item) => item.track === track)
                .map((item) => (
                  <Row key={item.id} {...place} item={item} date={date} level={5} />
                ))}
            </ol>
          </li>
        ))}
      </ol>
    </li>
  )
}
