/** The programme as it will stand, row by row, each with its doubts and its own fields to put it right. */
import { capital } from '#meeting/parts/when.tsx'
import { clock, longDate } from '#platform/words/dates.ts'
import { pick, type Words } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { Select, TextField } from '#ui/field.tsx'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { kindName, pauseIcon } from '../../parts/kind.tsx'
import { kinds } from '../../rules.ts'
import type { OutlineItem, OutlineSpeaker } from '../rules.ts'
import { DoubtBox } from './doubt.tsx'
import { LineRef, LineRefs } from './lineref.tsx'
import type { CheckProps } from './props.ts'

export function Items(props: CheckProps) {
  const { days } = props.checked.outline
  return (
    <>
      {days.map((day, d) => (
        <div key={day.key}>
          {days.length > 1 && (
            <h3 class="sm-daytitle">
              {day.date
                ? capital(longDate(day.date))
                : (pick(day.label, localeNow())?.text ?? m.programme_day_number({ n: d + 1 }))}
            </h3>
          )}
          <ol class="sm-iprog">
            {day.items.map((item) => (
              <Row key={item.key} item={item} {...props} />
            ))}
          </ol>
        </div>
      ))}
    </>
  )
}

function Row({ item, ...props }: CheckProps & { item: OutlineItem }) {
  const pause = item.kind === 'break' || item.kind === 'lunch'
  const Heading = props.checked.outline.days.length > 1 ? 'h4' : 'h3'
  const doubts = props.checked.doubts.filter((doubt) => doubt.item === item.key)
  const first = item.lines[0]
  return (
    <li class={pause && doubts.length === 0 ? 'sm-irow sm-irow--pause' : 'sm-irow'} id={`row-${item.key}`}>
      <span class="sm-irow__t">
        {item.start && <time>{clock(item.start)}</time>}
        {item.end && (pause || !item.endInferred) && (
          <span class="until">
            –<time>{clock(item.end)}</time>
          </span>
        )}
      </span>
      <div>
        {pause ? (
          <span class="sm-irow__w">
            <Icon of={pauseIcon(item.kind)} />
            <Text of={item.title} />
          </span>
        ) : (
          <Heading class="sm-row__title">
            <Text of={item.title} />
            {item.title && Object.keys(item.title).length === 0 && m.programme_fact_none()}
          </Heading>
        )}
        {item.track && <p class="sm-irow__r">{m.programme_track_named({ track: item.track })}</p>}
        {item.room && item.room !== item.track && <p class="sm-irow__r">{m.programme_room_named({ room: item.room })}</p>}
        {item.end && item.endInferred && !pause && (
          <p class="sm-irow__r">{m.programme_end_from_next({ time: clock(item.end) })}</p>
        )}
        {item.guessed && item.guessed.length > 0 && <Guessed of={item.guessed} />}
        {item.note && (
          <p class="sm-irow__r">
            <Icon of={icons.fileText} />
            {item.expectsMinutes ? (
              m.programme_note_minutes({ note: pick(item.note, localeNow())?.text ?? '' })
            ) : (
              <Text of={item.note} />
            )}
          </p>
        )}
        <Fields item={item} {...props} />
        {item.speakers.length > 0 && (
          <p class="sm-who">
            <People of={item.speakers} />
          </p>
        )}
        {item.subitems.length > 0 && (
          <ul class="sm-sub sm-who">
            {item.subitems.map((sub) => (
              <li key={sub.key}>
                <span class="part">
                  <Text of={sub.title} />
                  {sub.speakers.length > 0 && ':'}
                </span>{' '}
                <People of={sub.speakers} /> <LineRefs of={sub.lines} />
              </li>
            ))}
          </ul>
        )}
        {doubts.map((doubt) => (
          <DoubtBox
            key={doubt.key}
            doubt={doubt}
            line={props.checked.lines[doubt.where.line - 1]}
            action={props.action}
            id={props.idOf(doubt)}
          />
        ))}
      </div>
      {first === undefined ? null : <LineRef n={first} />}
    </li>
  )
}

function Fields({ item, ...props }: CheckProps & { item: OutlineItem }) {
  const name = (field: string) => `item/${item.key}/${field}`
  const value = (field: string, read: string) => props.typed[name(field)] ?? read
  const title = pick(item.title, props.checked.outline.locale)?.text ?? ''
  const wrong = ['start', 'end', 'title'].some((field) => props.error(name(field)) !== undefined)
  return (
    <details class="sm-edit" open={wrong}>
      <summary>
        <Icon of={icons.pencil} />
        <span class="sr">
          {m.programme_correct()} {title}
        </span>
      </summary>
      <div class="sm-form">
        <div class="sm-form__row">
          <TextField
            name={name('start')}
            label={m.programme_start()}
            width="short"
            inputmode="numeric"
            value={value('start', clock(item.start ?? ''))}
            error={props.error(name('start'))}
          />
          <TextField
            name={name('end')}
            label={m.programme_end()}
            width="short"
            inputmode="numeric"
            value={value('end', item.endInferred ? '' : clock(item.end ?? ''))}
            error={props.error(name('end'))}
          />
          <Select
            name={name('kind')}
            label={m.programme_kind()}
            value={item.kind}
            options={kinds.map((kind) => ({ value: kind, label: kindName(kind) }))}
          />
        </div>
        <TextField
          name={name('title')}
          label={m.programme_item_title()}
          value={value('title', title)}
          error={props.error(name('title'))}
        />
      </div>
    </details>
  )
}

/** Icon and words: nobody should take for stated what was not. */
function Guessed(props: { of: NonNullable<OutlineItem['guessed']> }) {
  const names = {
    start: m.programme_start,
    end: m.programme_end,
    title: m.programme_item_title,
    kind: m.programme_kind,
    speakers: m.programme_speakers,
  }
  const fields = props.of.map((field) => names[field]().toLowerCase()).join(', ')
  return (
    <p class="sm-irow__r">
      <Icon of={icons.questionmarkCircle} />
      {m.programme_guessed({ fields })}
    </p>
  )
}

function People(props: { of: readonly OutlineSpeaker[] }) {
  return (
    <>
      {props.of.map((one, i) => (
        <span key={`${one.role} ${one.name}`}>
          {i > 0 && ', '}
          {one.role === 'moderator' && `${m.programme_role_moderator()}: `}
          <b>{one.name}</b>
          {one.office && `, ${one.office}`}
        </span>
      ))}
    </>
  )
}

function Text(props: { of: Words }) {
  const found = pick(props.of, localeNow())
  return found ? <bdi lang={found.lang === localeNow() ? undefined : found.lang}>{found.text}</bdi> : null
}
