/** Several files at once to one place: chosen or dropped, each with its title, with progress, pause and a way to stop. */
import { useRef } from 'preact/hooks'
import { m } from '#platform/words/words.ts'
import { KindAndLanguage } from '../../parts/about.tsx'
import type { HandInProps } from '../parts/handin.tsx'
import { SendButton, sharedOf, Told } from './end.tsx'
import { useQueue } from './queue.ts'
import { Row } from './row.tsx'
import { Zone } from './zone.tsx'

export default function HandIn(props: HandInProps) {
  const form = useRef<HTMLFormElement>(null)
  const destinations = [props]
  const queue = useQueue(props.limit, destinations)
  const sendAll = async (event: Event) => {
    event.preventDefault()
    if (!queue.going && (await queue.sendAll(sharedOf(form.current!)))) location.assign(props.done)
  }
  return (
    <form ref={form} class="sm-form" onSubmit={sendAll}>
      <Zone prefix={props.prefix} limit={props.limit} take={queue.take} />
      {queue.chosen.length === 0 ? null : (
        <ul class="sm-going" aria-label={m.materials_chosen()}>
          {queue.chosen.map((one) => (
            <Row key={one.key} one={one} queue={queue} limit={props.limit} destinations={destinations} />
          ))}
        </ul>
      )}
      {queue.chosen.some((one) => one.state === 'waiting' || one.state === 'failed') ? (
        <KindAndLanguage typed={{}} errors={{}} {...props} />
      ) : null}
      <Told queue={queue} />
      <SendButton queue={queue} limit={props.limit} />
    </form>
  )
}
