import { m } from '#platform/words/words.ts'
import type { ItemView, SpeakerRow } from '../reads.ts'
import { said } from './said.ts'

/** Names with the offices held on the occasion: "Sunniva Knutsen, assisterende fylkesbiblioteksjef, og Birgit Larsen, …". */
export function Speakers(props: { of: readonly SpeakerRow[] }) {
  const all = props.of
  return (
    <>
      {all.map((speaker, i) => (
        <>
          {i === 0 ? null : between(all[i - 1]!, i === all.length - 1)}
          {speaker.role === 'moderator' ? `${m.meeting_moderator()} ` : null}
          <b>{speaker.name}</b>
          {speaker.office ? `, ${speaker.office}` : null}
        </>
      ))}
    </>
  )
}

/** An office is set off by commas, so the "and" after it needs one too. */
const between = (before: SpeakerRow, last: boolean) => (last ? `${before.office ? ',' : ''} ${m.meeting_and()} ` : ', ')

/** From here on two columns of short parts are easier to take in than one long one. */
const TWO_COLUMNS_FROM = 4
const SHORT = 60

/** Under an item's title: who speaks, and the parts it consists of. */
export function Parts(props: { item: Pick<ItemView, 'speakers' | 'subitems'> }) {
  const { speakers, subitems } = props.item
  if (speakers.length === 0 && subitems.length === 0) return null
  const someoneSpeaks = speakers.length > 0 || subitems.some((part) => part.speakers.length > 0)
  const columns =
    !someoneSpeaks && subitems.length >= TWO_COLUMNS_FROM && subitems.every((part) => said(part.title).text.length <= SHORT)
  return (
    <ul class={`sm-sub${someoneSpeaks ? ' sm-who' : ''}${columns ? ' sm-sub--2' : ''}`}>
      {speakers.length === 0 ? null : (
        <li>
          <Speakers of={speakers} />
        </li>
      )}
      {subitems.map((part) => (
        <li key={part.id} id={`sak-${part.publicId}`}>
          <Part part={part} />
        </li>
      ))}
    </ul>
  )
}

function Part(props: { part: ItemView }) {
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
      <span class="part">{words}:</span> <Speakers of={part.speakers} />
    </>
  )
}
