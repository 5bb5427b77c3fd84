/** How the recording's clock is set: when it began, and where it went on after a pause. */
import { date } from '#platform/words/dates.ts'
import { instantOf } from '#platform/words/instant.ts'
import { m } from '#platform/words/words.ts'
import { Button, PostButton } from '#ui/button.tsx'
import { Select, TextField } from '#ui/field.tsx'
import * as icons from '#ui/icons.ts'
import { Section } from '#ui/section.tsx'
import { offsetText, type TranscriptRow, wallOf } from '../rules.ts'
import { secondsText } from './when.tsx'

export interface ClockProps {
  /** Address of the transcript. */
  readonly base: string
  readonly row: TranscriptRow
  readonly timezone: string
  /** What the form holds: as typed, as it is, or what may be meant. */
  readonly values: { readonly date: string; readonly time: string }
  readonly tracks: readonly string[]
  readonly errors: Readonly<Record<string, string | undefined>>
}

export function ClockSection(props: ClockProps) {
  const { row, timezone, base, errors } = props
  const began = row.beganAt === null ? null : wallOf(instantOf(row.beganAt).epochMilliseconds, timezone)
  return (
    <Section id="clock" title={m.transcript_clock()}>
      {began === null ? (
        <p>{m.transcript_clock_unknown()}</p>
      ) : (
        <p>{froms[row.beganFrom ?? 'typed']({ date: date(began.date), time: secondsText(began.time) })}</p>
      )}
      {row.anchors.length === 0 ? null : (
        <ul class="sm-list" aria-label={m.transcript_anchors()}>
          {row.anchors.map(({ offset, at }) => (
            <li key={offset} class="sm-anchor">
              <span>{m.transcript_anchor({ offset: offsetText(offset), time: secondsText(wallOf(at, timezone).time) })}</span>
              <PostButton
                action={`${base}/clock/remove`}
                fields={{ offset: String(offset) }}
                variant="tertiary"
                size="sm"
                icon={icons.trash}
                label={m.transcript_anchor_remove_of({ offset: offsetText(offset) })}
              >
                {m.transcript_anchor_remove()}
              </PostButton>
            </li>
          ))}
        </ul>
      )}
      <form class="sm-form" method="post" action={`${base}/clock`}>
        <div class="sm-form__row">
          <TextField
            name="date"
            label={m.transcript_began_date()}
            type="date"
            value={props.values.date}
            error={errors['date']}
            required
          />
          <TextField
            name="time"
            label={m.transcript_began_time()}
            help={m.transcript_time_help()}
            value={props.values.time}
            error={errors['time']}
            width="short"
            inputmode="decimal"
            required
          />
        </div>
        {props.tracks.length < 2 ? null : (
          <Select
            name="track"
            label={m.transcript_track()}
            help={m.transcript_track_help()}
            value={row.track ?? ''}
            options={[{ value: '', label: m.transcript_track_any() }, ...props.tracks.map((value) => ({ value, label: value }))]}
          />
        )}
        <div class="sm-form__end">
          <Button variant="secondary" icon={icons.clock}>
            {m.transcript_clock_set()}
          </Button>
        </div>
      </form>
    </Section>
  )
}

const froms = {
  stamps: m.transcript_began_stamps,
  file_name: m.transcript_began_file_name,
  typed: m.transcript_began_typed,
}
