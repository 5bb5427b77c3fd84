import type { Actor } from '#actor.ts'
import { Outcome } from '#minutes/outcome/parts/outcome.tsx'
import type { Mark } from '#notices/visit/rules.ts'
import { clock } from '#platform/words/dates.ts'
import { m } from '#platform/words/words.ts'
import { onlyPointsToMinutes } from '#programme/rules.ts'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import type { ItemView, MeetingView } from '../reads.ts'
import { mayEdit } from '../rules.ts'
import { MinutesCell } from './minutes.tsx'
import { PresentationCell } from './presentation.tsx'
import { said } from './said.ts'
import { Parts } from './speakers.tsx'

/** What a row needs to know of the page it stands on. */
export interface RowPlace {
  readonly view: MeetingView
  readonly actor: Actor
  /** The meeting has begun: what is missing is missing from now on. */
  readonly begun: boolean
  /** Everything is opened, for paper. */
  readonly print: boolean
  /** What is new or changed since the reader's last visit, by item; null where no visit is known: then all that is recent is new. */
  readonly marks: ReadonlyMap<string, Mark> | null
}

/** A description longer than this is read on the item's own page; the day stays in one view. */
const SHORT = 160

/** One row of the programme. `level` is the heading's: rows of parallel tracks lie deeper. */
export function Row(props: RowPlace & { item: ItemView; date: string | null; level: 3 | 5 }) {
  const { item, date, ...place } = props
  if (isPause(item)) return <Pause item={item} date={date} place={place} />
  const Heading = `h${props.level}` as 'h3' | 'h5'
  const title = said(item.title)
  const about = said(item.description)
  return (
    <li class="sm-row" id={`sak-${item.publicId}`}>
      <RowTime from={item.start} to={item.endInferred ? null : item.end} date={date} />
      <div class="sm-row__what">
        <Heading class="sm-row__title" lang={title.lang}>
          <a href={item.path}>{title.text}</a>
        </Heading>
        {item.outcome ? <Outcome of={item.outcome} base={`/${place.view.network.slug}`} /> : null}
        <Note item={item} mark={place.marks ? (place.marks.get(item.id) ?? null) : item.isNew ? 'new' : null} />
        <EditLink item={item} place={place} />
      </div>
      {about.text === '' ? null : (
        <p class="sm-row__about" lang={about.lang}>
          {about.text.length <= SHORT ? about.text : <ReadMore item={item} />}
        </p>
      )}
      <Parts item={item} place={place} />
      {isForGuests(item) || place.view.meeting.template ? null : (
        <>
          <PresentationCell
            item={item}
            actor={place.actor}
            meetingPath={place.view.path}
            begun={place.begun}
            print={place.print}
          />
          <MinutesCell view={place.view} item={item} actor={place.actor} begun={place.begun} print={place.print} />
        </>
      )}
    </li>
  )
}

const pauses = { break: icons.coffee, lunch: icons.cutlery } as const

/** A break with nothing but its name is drawn lightly; one with a speaker or papers is a row like others. */
const isPause = (item: ItemView): boolean =>
  item.kind in pauses &&
  item.speakers.length + item.subitems.length + item.materials.length === 0 &&
  !item.minutes &&
  !item.description

/** Coffee at the door, a dinner, a tour: nothing is shown and nothing written down, unless somebody says so. */
const isForGuests = (item: ItemView): boolean =>
  (item.kind === 'registration' || item.kind === 'social') &&
  item.materials.length + item.subitems.length === 0 &&
  !item.minutes &&
  !item.expectsMaterial &&
  !item.expectsMinutes

function Pause(props: { item: ItemView; date: string | null; place: RowPlace }) {
  const { item } = props
  const title = said(item.title)
  return (
    <li class="sm-row sm-row--pause" id={`sak-${item.publicId}`}>
      <RowTime from={item.start} to={item.end} date={props.date} />
      <div class="sm-row__what">
        <Icon of={pauses[item.kind as keyof typeof pauses]} />
        <span lang={title.lang}>{title.text}</span>
        {item.room ? <span>{m.programme_room_named({ room: item.room })}</span> : null}
        <EditLink item={item} place={props.place} />
      </div>
    </li>
  )
}

/** The times of a row; empty where none are set. */
export function RowTime(props: { from: string | null; to: string | null; date: string | null }) {
  const stamp = (hhmm: string) => (props.date === null ? hhmm : `${props.date}T${hhmm}`)
  return (
    <div class="sm-row__time">
      {props.from === null ? null : <time datetime={stamp(props.from)}>{clock(props.from)}</time>}
      {props.from === null || props.to === null ? null : (
        <span class="until">
          –<time datetime={stamp(props.to)}>{clock(props.to)}</time>
        </span>
      )}
    </div>
  )
}

function Note(props: { item: ItemView; mark: Mark | null }) {
  const { item, mark } = props
  const blocks = item.minutes?.blocks
  const written = said(item.note)
  const note =
    onlyPointsToMinutes(written.text) && (item.expectsMinutes || item.minutes) ? { text: '', lang: undefined } : written
  const came = [
    blocks?.decisions ? m.meeting_decisions_count({ count: blocks.decisions }) : '',
    blocks?.actions ? m.meeting_actions_count({ count: blocks.actions }) : '',
  ]
    .filter(Boolean)
    .join(', ')
  // Where a track is named after its room, the column says it.
  const room = item.room === item.track ? null : item.room
  if (!mark && !came && !note.text && room === null) return null
  return (
    <>
      {' '}
      <p class="sm-row__note">
        {mark ? <span class="sm-new">{mark === 'new' ? m.meeting_new() : m.notices_since_mark()}</span> : null}{' '}
        {[room === null ? '' : m.programme_room_named({ room }), came].filter(Boolean).join('. ')}
        {(room !== null || came) && note.text ? '. ' : null}
        {note.text ? <span lang={note.lang}>{note.text}</span> : null}
      </p>
    </>
  )
}

const ReadMore = (props: { item: ItemView }) => (
  <a class="ds-link" href={props.item.path}>
    {m.meeting_read_more()}
    <span class="sr">: {said(props.item.title).text}</span>
  </a>
)

function EditLink(props: { item: ItemView; place: RowPlace }) {
  if (mayEdit(props.place.actor, props.place.view.meeting) !== 'yes') return null
  return (
    <a class="sm-row__edit" href={`${props.item.path}/edit`}>
      <Icon of={icons.pencil} />
      <span class="sr">{m.meeting_edit_item({ title: said(props.item.title).text })}</span>
    </a>
  )
}
