/** What stands below the chosen files: how it goes, for those who do not see it, and the one button. */
import { m } from '#platform/words/words.ts'
import { Button } from '#ui/button.tsx'
import * as icons from '#ui/icons.ts'
import { canBeSent, type Queue } from './queue.ts'

/** What is said once of all the files in a form. */
export function sharedOf(form: HTMLFormElement): FormData {
  const shared = new FormData()
  const all = new FormData(form)
  for (const name of ['kind', 'locale', 'audience', 'readBefore']) if (all.has(name)) shared.set(name, all.get(name)!)
  return shared
}

export function Told({ queue }: { queue: Queue }) {
  const saved = queue.chosen.filter((one) => one.state === 'saved').length
  const broken = queue.chosen.some((one) => one.state === 'broken')
  return (
    <p class="sr" role="status">
      {queue.going || saved > 0 ? m.materials_progress({ saved, count: queue.chosen.length }) : ''}
      {broken ? ` ${m.handin_broken()}` : ''}
    </p>
  )
}

export function SendButton(props: { queue: Queue; limit: number; words?: string }) {
  const { chosen, going } = props.queue
  const sendable = chosen.filter((one) => one.state !== 'saved' && canBeSent(one, props.limit))
  if (sendable.length === 0) return null
  const again = sendable.some((one) => one.state === 'failed')
  return (
    <div class="sm-form__end">
      <Button icon={icons.upload} disabled={going}>
        {again ? m.materials_again() : (props.words ?? m.materials_upload())}
      </Button>
    </div>
  )
}
