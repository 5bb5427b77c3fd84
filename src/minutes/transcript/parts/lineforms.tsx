/** What can be done with one line: worded right, put elsewhere, given to another, timed, left out. Each is a form of its own. */
import { m } from '#platform/words/words.ts'
import { Button, PostButton } from '#ui/button.tsx'
import { RadioGroup, Select, TextArea, TextField } from '#ui/field.tsx'
import * as icons from '#ui/icons.ts'
import type { LineView } from '../reads.ts'
import { wallOf } from '../rules.ts'
import type { LinesProps } from './lines.tsx'
import { secondsText } from './when.tsx'

type LineFormsProps = Pick<LinesProps, 'base' | 'items' | 'speakers' | 'timezone' | 'date' | 'errors' | 'typed'> & {
  readonly line: LineView
  /** Where the line stands without its forms. */
  readonly back: string
}

export function LineForms(props: LineFormsProps) {
  const { base, line, errors, typed } = props
  const wall = line.at === null ? { date: props.date, time: '' } : wallOf(line.at, props.timezone)
  const number = <input type="hidden" name="line" value={line.number} />
  return (
    <div class="sm-lineforms">
      <form class="sm-form" method="post" action={`${base}/lines/words`}>
        {number}
        <TextArea
          name="text"
          id="line-text"
          label={m.transcript_words()}
          value={typed['text'] ?? line.text}
          error={errors['text']}
          rows={3}
          required
        />
        <Button size="sm" variant="secondary">
          {m.transcript_words_do()}
        </Button>
      </form>
      <form class="sm-form" method="post" action={`${base}/lines/place`}>
        {number}
        <Select
          name="item"
          label={m.transcript_place()}
          value={line.itemId ?? ''}
          options={[
            ...props.items.map(({ id, title, lang }) => ({ value: id, label: title, lang })),
            { value: '', label: m.transcript_between() },
          ]}
        />
        <RadioGroup
          name="reach"
          id="place-reach"
          legend={m.transcript_place_reach()}
          value="one"
          options={[
            { value: 'one', label: m.transcript_place_one() },
            { value: 'onwards', label: m.transcript_place_onwards() },
            { value: 'until', label: m.transcript_place_until() },
          ]}
        />
        <Button size="sm" variant="secondary">
          {m.transcript_place_do()}
        </Button>
      </form>
      {props.speakers.length === 0 ? null : (
        <form class="sm-form" method="post" action={`${base}/lines/speaker`}>
          {number}
          <Select
            name="speaker"
            label={m.transcript_speaker()}
            value={line.speaker === null ? '' : String(line.speaker)}
            options={[
              { value: '', label: m.transcript_speaker_unknown() },
              ...props.speakers.map((one) => ({ value: String(one.number), label: one.name ?? one.label })),
            ]}
          />
          <Button size="sm" variant="secondary">
            {m.transcript_speaker_do()}
          </Button>
        </form>
      )}
      <form class="sm-form" method="post" action={`${base}/lines/time`}>
        {number}
        <div class="sm-form__row">
          <TextField
            name="date"
            id="line-date"
            label={m.transcript_said_date()}
            type="date"
            value={typed['date'] ?? wall.date}
            error={errors['date']}
            required
          />
          <TextField
            name="time"
            id="line-time"
            label={m.transcript_said_time()}
            help={m.transcript_time_help()}
            value={typed['time'] ?? secondsText(wall.time)}
            error={errors['time']}
            width="short"
            inputmode="decimal"
            required
          />
        </div>
        <RadioGroup
          name="reach"
          id="time-reach"
          legend={m.transcript_said_reach()}
          value={typed['reach'] ?? 'onwards'}
          options={[
            { value: 'onwards', label: m.transcript_said_onwards() },
            { value: 'all', label: m.transcript_said_all() },
          ]}
        />
        <Button size="sm" variant="secondary" icon={icons.clock}>
          {m.transcript_said_do()}
        </Button>
      </form>
      <div class="sm-acts">
        <PostButton
          action={`${base}/lines/leave-out`}
          fields={{ line: String(line.number), dropped: line.dropped ? 'no' : 'yes' }}
          size="sm"
          variant="tertiary"
          icon={line.dropped ? icons.arrowUndo : icons.xmark}
        >
          {line.dropped ? m.transcript_line_restore() : m.transcript_line_drop()}
        </PostButton>
        <a class="ds-link" href={props.back}>
          {m.transcript_line_done()}
        </a>
      </div>
    </div>
  )
}
