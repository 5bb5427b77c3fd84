import type { Actor } from '#actor.ts'
import { m } from '#platform/words/words.ts'
import { speakerPath } from '#programme/speakers/rules.ts'
import type { ItemView, MeetingView, SpeakerRow } from '../reads.ts'
import { mayEdit } from '../rules.ts'
import { said } from './said.ts'

/** Whose page names lead to: a network's, as one reader sees it. */
export interface SpeakerPlace {
  readonly view: Pick<MeetingView, 'meeting' | 'network'>
  readonly actor: Actor
}

/** Whether who speaks on an item stands in the list of speakers that this reader gets: otherwise a name leads nowhere. */
function isListed({ view, actor }: SpeakerPlace, { audience }: Pick<ItemView, 'audience'>): boolean {
  if (view.meeting.publishedAt === null) return false
  if (audience === 'public' || mayEdit(actor, view.meeting) === 'yes') return true
  return audience === 'members' && actor.network?.role != null
}

/** Names with the offices held on the occasion: "Sunniva Knutsen, assisterende fylkesbiblioteksjef, og Birgit Larsen, …". */
export function Speakers(props: { of: readonly SpeakerRow[]; item: Pick<ItemView, 'audience'>; place: SpeakerPlace }) {
  const listed = isListed(props.place, props.item)
  const all = props.of
  return (
    <>
      {all.map((speaker, i) => (
        <>
          {i === 0 ? null : between(all[i - 1]!, i === all.length - 1)}
          {speaker.role === 'moderator' ? `${m.meeting_moderator()} ` : null}
          <Name of={speaker.name} path={listed ? speakerPath(props.place.view.network, speaker.name) : null} />
          {speaker.office ? `, ${speaker.office}` : null}
        </>
      ))}
    </>
  )
}

const Name = (props: { of: string; path: string | null }) => (
  <b>
    {props.path === null ? (
      props.of
    ) : (
      <a class="sm-plain" href={props.path}>
        {props.of}
      </a>
    )}
  </b>
)

/** An office is set off by commas, so the "and" after it needs one too. */
const between = (before: SpeakerRow, last: boolean) => (last ? `${before.office ? ',' : ''} ${m.meeting_and()} ` : ', ')

/** From here on two columns of short parts are easier to take in than one long one. */
const TWO_COLUMNS_FROM = 4
const SHORT = 60

/** Under an item's title: who speaks, and the parts it consists of. */
export function Parts(props: { item: Pick<ItemView, 'speakers' | 'subitems' | 'audience'>; place: SpeakerPlace }) {
  const { place } = props
  const { speakers, subitems } = props.item
  if (speakers.length === 0 && subitems.length === 0) return null
  const someoneSpeaks = speakers.length > 0 || subitems.some((part) => part.speakers.length > 0)
  const columns =
    !someoneSpeaks && subitems.length >= TWO_COLUMNS_FROM && subitems.every((part) => said(part.title).text.length <= SHORT)
  return (
    <ul class={`sm-sub${someoneSpeaks ? ' sm-who' : ''}${columns ? ' sm-sub--2' : ''}`}>
      {speakers.length === 0 ? null : (
        <li>
          <Speakers of={speakers} item={props.item} place={place} />
        </li>
      )}
      {subitems.map((part) => (
        <li key={part.id} id={`sak-${part.publicId}`}>
          <Part part={part} place={place} />
        </li>
      ))}
    </ul>
  )
}

function Part(props: { part: ItemView; place: SpeakerPlace }) {
  const { part } = props
  const title = said(part.title)
  // A part with something of its own behind it leads there.
  const words =
    part.description || part.minutes || part.materials.length > 0 ? (
      <a class="sm-plain" href={part.path} lang={title.lang}>
        {title.text}
      </a>
    ) : (
      <span lang={title.lang}>{title.text}</span>
    )
  if (part.speakers.length === 0) return <span class="part">{words}</span>
  return (
    <>
      <span class="part">{words}:</span> <Speakers of={part.speakers} item={part} place={props.place} />
    </>
  )
}
