/** Files dropped on a meeting's page, on a row of its programme or beside them, and a button that does the same. */
import { useRef } from 'preact/hooks'
import { m } from '#platform/words/words.ts'
import { Button } from '#ui/button.tsx'
import * as icons from '#ui/icons.ts'
import { KindAndLanguage } from '../../parts/about.tsx'
import { firstWords } from '../guess/reader.ts'
import { guessItem } from '../guess/rules.ts'
import type { OnPageProps } from '../parts/onpage.tsx'
import { useDropping } from './dropping.ts'
import { SendButton, sharedOf, Told } from './end.tsx'
import { useQueue } from './queue.ts'
import { Row } from './row.tsx'
import { Zone } from './zone.tsx'

export default function OnPage(props: OnPageProps) {
  const { targets, limit } = props
  const dialog = useRef<HTMLDialogElement>(null)
  const form = useRef<HTMLFormElement>(null)
  const indexOf = (row: number | null) => (row === null ? -1 : targets.findIndex((one) => one.number === row))
  const guess = async (file: File) => {
    const items = targets.filter((one) => one.number !== null)
    const found = guessItem(file.name, await firstWords(file), items)
    return found ? targets.indexOf(found) : null
  }
  const queue = useQueue(limit, targets, guess)
  const over = useDropping(
    (row) => indexOf(row) >= 0,
    (files, row) => {
      queue.take(files, row === null ? undefined : indexOf(row))
      if (!dialog.current?.open) dialog.current?.showModal()
    },
  )
  const sendAll = async (event: Event) => {
    event.preventDefault()
    if (queue.going) return
    if (queue.missing()) {
      // Once the error stands there.
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus())
      return
    }
    if (await queue.sendAll(sharedOf(form.current!))) location.reload()
  }
  /** What is there is there; what is not is let go of only when somebody says so. */
  const close = () => {
    const left = queue.chosen.filter((one) => one.state !== 'saved')
    if (left.length > 0 && !confirm(m.handin_dialog_close_sure())) return
    for (const one of left) queue.drop(one.key)
    dialog.current?.close()
    if (queue.chosen.length > left.length) location.reload()
    else queue.clear()
  }
  const asked = queue.chosen.some((one) => one.state === 'waiting' || one.state === 'failed')
  return (
    <>
      <Button type="button" variant="secondary" size="sm" icon={icons.upload} onClick={() => dialog.current?.showModal()}>
        {m.handin_open()}
      </Button>
      {over && !dialog.current?.open ? (
        <p class="sm-dropping" aria-hidden="true">
          {over.row === null ? m.handin_drop_here() : m.handin_drop_on({ title: targets[indexOf(over.row)]!.title })}
        </p>
      ) : null}
      <dialog
        ref={dialog}
        class="sm-handin"
        aria-labelledby="handin-title"
        onCancel={(event) => {
          event.preventDefault()
          close()
        }}
      >
        <div class="sm-handin__head">
          <h2 class="sm-h2" id="handin-title">
            {m.handin_dialog_title()}
          </h2>
          <Button type="button" variant="tertiary" size="sm" icon={icons.xmark} onClick={close}>
            {m.handin_dialog_close()}
          </Button>
        </div>
        <form ref={form} class="sm-form" onSubmit={sendAll}>
          <Zone prefix="onpage" limit={limit} take={queue.take} />
          {queue.chosen.length === 0 ? null : (
            <ul class="sm-going" aria-label={m.materials_chosen()}>
              {queue.chosen.map((one) => (
                <Row
                  key={one.key}
                  one={one}
                  queue={queue}
                  limit={limit}
                  destinations={targets}
                  names={targets.map((target) => target.title)}
                />
              ))}
            </ul>
          )}
          {asked ? <KindAndLanguage prefix="onpage" typed={{}} errors={{}} {...props} /> : null}
          <Told queue={queue} />
          <SendButton queue={queue} limit={limit} />
        </form>
      </dialog>
    </>
  )
}
