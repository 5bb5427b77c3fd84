/** One file in the place of one that is there. */
import { m } from '#platform/words/words.ts'
import type { NewVersionProps } from '../parts/newversion.tsx'
import { SendButton, Told } from './end.tsx'
import { useQueue } from './queue.ts'
import { Row } from './row.tsx'
import { Zone } from './zone.tsx'

export default function NewVersion(props: NewVersionProps) {
  const destinations = [{ ...props, present: [] }]
  const queue = useQueue(props.limit, destinations)
  const [one] = queue.chosen
  const sendIt = async (event: Event) => {
    event.preventDefault()
    if (!queue.going && (await queue.sendAll(new FormData()))) location.assign(props.done)
  }
  return (
    <form class="sm-form" onSubmit={sendIt}>
      {one ? (
        <ul class="sm-going" aria-label={m.materials_chosen()}>
          <Row one={one} queue={queue} limit={props.limit} destinations={destinations} bare />
        </ul>
      ) : (
        <Zone prefix={props.prefix} limit={props.limit} one take={queue.take} />
      )}
      <Told queue={queue} />
      <SendButton queue={queue} limit={props.limit} words={m.materials_replace()} />
    </form>
  )
}
