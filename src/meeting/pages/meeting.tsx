import type { Actor } from '#actor.ts'
import { SinceWay } from '#decisions/since/parts/way.tsx'
import { GoneList } from '#keeping/gone/parts/gone.tsx'
import type { Gone } from '#keeping/gone/reads.ts'
import { marksOf, SinceLast, type Visiting } from '#notices/visit/parts/onpage.tsx'
import { m } from '#platform/words/words.ts'
import { AttendanceWay } from '#registration/attendance/parts/here.tsx'
import { RegistrationStanding } from '#registration/parts/standing.tsx'
import type { Shown } from '#registration/reads.ts'
import { Returned } from '#room/groups/parts/returned.tsx'
import type { GroupNotes } from '#room/groups/reads.ts'
import { HeldPolls } from '#room/polls/parts/onitem.tsx'
import type { PollResult } from '#room/polls/reads.ts'
import { Alert } from '#ui/alert.tsx'
import * as icons from '#ui/icons.ts'
import { Island } from '#ui/island.tsx'
import { Section } from '#ui/section.tsx'
import { Adding } from '../parts/adding.tsx'
import { Aside, besideOf, Jump, Texts } from '../parts/aside.tsx'
import { MeetingHead } from '../parts/head.tsx'
import { Notices } from '../parts/notices.tsx'
import { Papers, papersOf } from '../parts/papers.tsx'
import { Programme } from '../parts/programme.tsx'
import { Prose } from '../parts/prose.tsx'
import { RoomWay } from '../parts/roomway.tsx'
import { MeetingTools } from '../parts/tools.tsx'
import { Untold } from '../parts/untold.tsx'
import type { ItemView, MeetingView } from '../reads.ts'
import { mayChair, mayEdit } from '../rules.ts'
import { SinceTold } from '../told/parts/since.tsx'
import type { Told } from '../told/reads.ts'

export interface MeetingPageProps {
  readonly view: MeetingView
  /** Every item of the view, parents before their parts. */
  readonly items: readonly ItemView[]
  readonly actor: Actor
  /** For organisers: when members were told last, and of what. */
  readonly told: Told | null
  /** For organisers: how many each change of plan that nobody was told of would be told to. */
  readonly untold: Readonly<Record<string, number>>
  /** Whether whoever reads follows the meeting; null where nobody is signed in. */
  readonly following: boolean | null
  /** Whether questions and matters may be sent in. */
  readonly asks: boolean
  /** Bytes. */
  readonly uploadLimit: number
  /** Everything opened, for paper. */
  readonly print: boolean
  /** Null where nobody visits: a draft, a template. */
  readonly visiting: Visiting | null
  /** How registration stands; null where there is none. */
  readonly registration: Shown | null
  /** What was voted on the meeting as a whole, and shown. */
  readonly polls: readonly PollResult[]
  /** What groups brought back to it. */
  readonly groups: readonly GroupNotes[]
  /** What hung on the meeting as a whole and was deleted by a rule. */
  readonly gone: readonly Gone[]
  /** What lets guests into the room, for those who may pass it on. */
  readonly code: string | null
  readonly baseUrl: string
}

/** One page through the meeting's whole life: the programme before, what came of it after. */
export function MeetingPage(props: MeetingPageProps) {
  const { view, actor, visiting } = props
  const { state } = view.meeting
  const begun = state === 'live' || state === 'held' || state === 'closed'
  const over = state === 'held' || state === 'closed'
  const beside = besideOf(view, props.items)
  const introduction = view.texts.filter((text) => text.kind === 'introduction')
  const about = view.texts.filter((text) => text.kind === 'about')
  // Beforehand people come to be welcomed, afterwards for what was said: then the welcome moves below the programme.
  const handedOut = papersOf(view, props.items)
  const papers = handedOut.length === 0 ? null : <Papers of={handedOut} view={view} items={props.items} actor={actor} />
  const below = over ? [...introduction, ...about] : about
  return (
    <main class="sm-page" id="content">
      {props.print ? (
        <div class="sm-mprint">
          <Alert tone="info" icon={icons.printer}>
            {m.meeting_print_hint()}{' '}
            <a class="ds-link" href={view.path}>
              {m.meeting_print_back()}
            </a>
          </Alert>
        </div>
      ) : null}
      <div class="sm-meet">
        <MeetingHead view={view} actor={actor} />
        <Notices view={view} actor={actor} />
        <Jump beside={beside} />
        <section class="sm-mprog" aria-labelledby="programme">
          {mayEdit(actor, view.meeting) === 'yes' ? <MeetingTools base={view.path} /> : null}
          {view.meeting.template || over ? null : (
            <RegistrationStanding
              shown={props.registration}
              path={view.path}
              timezone={view.meeting.timezone}
              arranges={mayEdit(actor, view.meeting) === 'yes' && !view.meeting.statusNow.postponed}
            />
          )}
          <RoomWay view={view} chairs={mayChair(actor, view.meeting) === 'yes'} code={props.code} baseUrl={props.baseUrl} />
          {!over && actor.person && view.previous ? <SinceWay path={view.path} /> : null}
          {state === 'live' && actor.person ? <AttendanceWay href={`${view.path}/attendance`} /> : null}
          <Untold counts={props.untold} path={view.path} />
          <SinceTold view={view} told={props.told} />
          {visiting && !props.print ? <SinceLast visiting={visiting} meeting={view.meeting} path={view.path} /> : null}
          {over
            ? null
            : introduction.map((text) => (
                <div key={text.id} class="sm-lead">
                  <Prose of={text.body} class="sm-mtext__body" />
                </div>
              ))}
          {over ? null : papers}
          <Programme view={view} actor={actor} begun={begun} print={props.print} marks={visiting && marksOf(visiting)} />
          <HeldPolls of={props.polls} />
          {props.groups.map((of) => (
            <Returned key={of.id} of={of} />
          ))}
          {props.print ? null : <Adding view={view} items={props.items} actor={actor} limit={props.uploadLimit} />}
        </section>
        <Aside view={view} actor={actor} beside={beside} following={props.following} asks={props.asks} />
        {below.length > 0 || (over && papers) ? (
          <div class="sm-mabout">
            {over ? papers : null}
            {below.length === 0 ? null : (
              <Section id="about" title={m.meeting_about()}>
                <Texts of={below} />
              </Section>
            )}
          </div>
        ) : null}
      </div>
      {props.gone.length > 0 ? (
        <Section id="gone" title={m.keeping_gone_here()}>
          <GoneList of={props.gone} timezone={view.meeting.timezone} />
        </Section>
      ) : null}
      {mayEdit(actor, view.meeting) === 'yes' ? (
        <Island name="programme/edit" props={{ personId: actor.person?.id ?? '' }} when="now" />
      ) : null}
    </main>
  )
}
