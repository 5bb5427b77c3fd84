import type { Actor } from '#actor.ts'
import { SinceOnItem, StandsNow } from '#decisions/since/parts/onitem.tsx'
import type { FollowUp } from '#decisions/since/reads.ts'
import { GoneList } from '#keeping/gone/parts/gone.tsx'
import type { Gone } from '#keeping/gone/reads.ts'
import { type ItemMatter, MatterOnItem } from '#matters/parts/onitem.tsx'
import { LastMinutes } from '#minutes/approval/parts/last.tsx'
import { Outcome } from '#minutes/outcome/parts/outcome.tsx'
import { FollowSection } from '#notices/parts/follow.tsx'
import type { MeasureName } from '#plans/names/reads.ts'
import { MeasuresOnItem } from '#plans/parts/onitem.tsx'
import { longDate } from '#platform/words/dates.ts'
import { m } from '#platform/words/words.ts'
import { onlyPointsToMinutes } from '#programme/rules.ts'
import { InputsOnItem } from '#questions/parts/onitem.tsx'
import type { InputView } from '#questions/reads.ts'
import { AttendanceWay } from '#registration/attendance/parts/here.tsx'
import { Returned } from '#room/groups/parts/returned.tsx'
import type { GroupNotes } from '#room/groups/reads.ts'
import { HeldPolls } from '#room/polls/parts/onitem.tsx'
import type { PollResult } from '#room/polls/reads.ts'
import { LinkButton } from '#ui/button.tsx'
import * as icons from '#ui/icons.ts'
import { Crumbs, Section } from '#ui/section.tsx'
import { MinutesFacts, MinutesText, ReadThrough } from '../parts/minutes.tsx'
import { MaterialList } from '../parts/presentation.tsx'
import { Prose } from '../parts/prose.tsx'
import { RowTime } from '../parts/row.tsx'
import { said } from '../parts/said.ts'
import { Parts, Speakers } from '../parts/speakers.tsx'
import { capital, Planned } from '../parts/when.tsx'
import type { ItemView, MeetingView } from '../reads.ts'
import { mayAddMaterial, mayEdit, mayWriteMinutes } from '../rules.ts'

export interface ItemPageProps {
  readonly view: MeetingView
  readonly item: ItemView
  /** For a part of an item: the item it belongs to. */
  readonly parent: ItemView | null
  readonly previous: ItemView | null
  readonly next: ItemView | null
  readonly actor: Actor
  /** Whether whoever reads follows the item; null where nobody is signed in. */
  readonly following: boolean | null
  /** Its matter with the other times that was on, and what it is about. */
  readonly matter: ItemMatter
  /** The measures of plans that it is tied to. */
  readonly measures: readonly MeasureName[]
  /** What was sent in about it, as far as this reader may see. */
  readonly inputs: readonly InputView[]
  readonly maySend: boolean
  /** What was voted on it and shown. */
  readonly polls: readonly PollResult[]
  /** What groups brought back to it. */
  readonly groups: readonly GroupNotes[]
  /** Whether it is kept who is there, and they may say so of themselves or see to the list. */
  readonly attends: boolean
  /** What hung on it or was written of it, and was deleted by a rule. */
  readonly gone: readonly Gone[]
  readonly followUp: FollowUp
}

/** Everything about one matter in one place: when and who, what it is about, papers, and the minutes in full. */
export function ItemPage(props: ItemPageProps) {
  const { view, item, parent, actor } = props
  const title = said(item.title)
  const meetingTitle = said(view.meeting.title)
  const note = said(item.note)
  const materials = [item, ...item.subitems].flatMap((one) => one.materials)
  return (
    <main class="sm-page" id="content">
      <Crumbs
        label={m.meeting_item_crumbs()}
        steps={[
          { href: view.path, text: <span lang={meetingTitle.lang}>{meetingTitle.text}</span> },
          ...(parent ? [{ href: parent.path, text: <span lang={said(parent.title).lang}>{said(parent.title).text}</span> }] : []),
        ]}
      />
      <h1 class="sm-title sm-title--m" lang={title.lang}>
        {title.text}
      </h1>
      <ItemWhen {...props} />
      {item.outcome ? (
        <p>
          <Outcome of={item.outcome} base={`/${view.network.slug}`} />
        </p>
      ) : null}
      <ToCalendar {...props} />
      <div class="sm-cols">
        <article class="sm-item">
          <ItemTools {...props} />
          {props.attends ? <AttendanceWay href={`${view.path}/attendance/${item.publicId}`} /> : null}
          {item.speakers.length === 0 ? null : (
            <p class="sm-who">
              <Speakers of={item.speakers} item={item} place={{ view, actor }} />
            </p>
          )}
          {item.description ? <Prose of={item.description} /> : null}
          {note.text && !(onlyPointsToMinutes(note.text) && (item.expectsMinutes || item.minutes)) ? (
            <p class="soft" lang={note.lang}>
              {note.text}
            </p>
          ) : null}
          {item.subitems.length === 0 ? null : (
            <Section id="parts" title={m.meeting_item_parts()}>
              <Parts item={{ ...item, speakers: [] }} place={{ view, actor }} />
            </Section>
          )}
          <Biographies of={item} />
          <LastMinutes view={view} item={item} actor={actor} />
          <SinceOnItem of={props.followUp} path={view.path} timezone={view.network.timezone} />
          <Minutes view={view} item={item} actor={actor} />
          <StandsNow of={props.followUp} />
          <HeldPolls of={props.polls} />
          {props.groups.map((of) => (
            <Returned key={of.id} of={of} />
          ))}
          <InputsOnItem
            base={view.path}
            timezone={view.meeting.timezone}
            itemId={item.id}
            inputs={props.inputs}
            maySend={props.maySend}
          />
        </article>
        <aside aria-label={m.meeting_materials()}>
          {materials.length === 0 && mayAddMaterial(actor, item) !== 'yes' && !item.awaitsMaterial ? null : (
            <Section id="materials" title={m.meeting_materials()}>
              {materials.length > 0 ? (
                <MaterialList of={materials} meetingPath={view.path} />
              ) : (
                <p class="soft">{item.awaitsMaterial ? m.meeting_coming() : m.meeting_none()}</p>
              )}
              {mayAddMaterial(actor, item) === 'yes' ? (
                <p>
                  <a class="ds-link" href={`${item.path}/materials`}>
                    {m.meeting_materials_edit()}
                  </a>
                </p>
              ) : null}
            </Section>
          )}
          {props.gone.length > 0 && (
            <Section id="gone" title={m.keeping_gone_here()}>
              <GoneList of={props.gone} timezone={view.meeting.timezone} />
            </Section>
          )}
          <MatterOnItem
            of={props.matter}
            base={`/${view.network.slug}`}
            edit={mayEdit(actor, view.meeting) === 'yes' ? `${item.path}/matter` : null}
          />
          <MeasuresOnItem of={props.measures} />
          {view.meeting.publishedAt && (
            <FollowSection network={view.network.slug} kind="item" subjectId={item.id} following={props.following} />
          )}
          <Around previous={props.previous} next={props.next} />
        </aside>
      </div>
    </main>
  )
}

/** What those who speak here have told of themselves, and who speaks on its parts. */
function Biographies({ of }: { of: ItemView }) {
  const told = [of, ...of.subitems].flatMap((one) => one.speakers).filter((who) => said(who.bio).text)
  if (told.length === 0) return null
  return (
    <Section id="about-speakers" title={told.length === 1 ? m.guest_about_speaker() : m.guest_about_speakers()}>
      {told.map((who) => (
        <div key={who.id} class="sm-bio">
          <h3>{who.name}</h3>
          <Prose of={who.bio!} />
        </div>
      ))}
    </Section>
  )
}

function ItemWhen(props: ItemPageProps) {
  const { view } = props
  // A part has no times of its own: it happens within the item it belongs to.
  const timed = props.parent ?? props.item
  const day = view.days.find((one) => one.id === timed.dayId)
  const room = props.item.room ?? timed.room
  if (!day?.date && !timed.start && !room) return null
  return (
    <div class="sm-when">
      <Planned status={view.meeting.statusNow}>
        {day?.date ? (
          <strong>
            <time datetime={day.date}>{capital(longDate(day.date))}</time>
          </strong>
        ) : null}{' '}
        {timed.start ? (
          <>
            {m.meeting_at_time()}{' '}
            <RowTime from={timed.start} to={timed.endInferred ? null : timed.end} date={day?.date ?? null} />
          </>
        ) : null}
      </Planned>{' '}
      {room ? `· ${m.programme_room_named({ room })}` : null}
    </div>
  )
}

/** Only what has a time of its own, and one that holds, can stand in a calendar. */
function ToCalendar({ view, item, parent }: ItemPageProps) {
  const day = view.days.find((one) => one.id === item.dayId)
  const { postponed, cancelled } = view.meeting.statusNow
  if (parent || !item.start || !day?.date || postponed || cancelled) return null
  return (
    <p class="sm-tocal">
      <LinkButton variant="tertiary" size="sm" icon={icons.calendar} href={`${item.path}.ics`} rel="nofollow">
        {m.meeting_take_calendar_item()}
      </LinkButton>
    </p>
  )
}

function ItemTools(props: ItemPageProps) {
  const { item, view, actor } = props
  const edits = mayEdit(actor, view.meeting) === 'yes'
  const writes = mayWriteMinutes(actor, view.meeting) === 'yes'
  if (!edits && !writes) return null
  return (
    <div class="sm-acts sm-itools">
      {edits ? (
        <LinkButton variant="secondary" size="sm" icon={icons.pencil} href={`${item.path}/edit`}>
          {m.meeting_item_edit()}
        </LinkButton>
      ) : null}
      {writes ? (
        <LinkButton variant="secondary" size="sm" icon={icons.fileText} href={`${item.path}/minutes`}>
          {item.minutes ? m.meeting_minutes_edit() : m.meeting_minutes_write()}
        </LinkButton>
      ) : null}
    </div>
  )
}

function Minutes(props: { view: MeetingView; item: ItemView; actor: Actor }) {
  const head = props.item.minutes
  if (!head?.published && !props.item.expectsMinutes) return null
  return (
    <Section id="minutes" title={m.meeting_col_minutes()}>
      {head?.published ? (
        <>
          <div class="sm-panel__head">
            <MinutesFacts head={head} timezone={props.view.meeting.timezone} />
            <ReadThrough {...props} head={head} />
          </div>
          <MinutesText head={head} lower={0} timezone={props.view.meeting.timezone} base={`/${props.view.network.slug}`} />
        </>
      ) : (
        <p class="soft">{m.meeting_item_minutes_none()}</p>
      )}
    </Section>
  )
}

function Around(props: { previous: ItemView | null; next: ItemView | null }) {
  const way = (item: ItemView, label: string, rel: string) => {
    const title = said(item.title)
    return (
      <li>
        <a class="sm-list__t" href={item.path} rel={rel}>
          {label}
          <span lang={title.lang}>{title.text}</span>
        </a>
      </li>
    )
  }
  if (!props.previous && !props.next) return null
  return (
    <Section id="around" title={m.meeting_item_around()}>
      <ul class="sm-list">
        {props.previous ? way(props.previous, m.meeting_item_previous(), 'prev') : null}
        {props.next ? way(props.next, m.meeting_item_next(), 'next') : null}
      </ul>
    </Section>
  )
}
