/** The forms of one item in a dialog over the board. The server draws them; what they would do is shown while one writes. */
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Locale } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { Button } from '#ui/button.tsx'
import type { Programme } from '../../document.ts'
import { readGesture } from '../forms.ts'
import { Consequences } from '../parts/consequences.tsx'
import { refusalText } from '../parts/refusals.ts'
import { RestChoice } from '../parts/toolbar.tsx'
import { type Around, type Gesture, type Outcome, perform, type Rest } from '../rules.ts'
import { fetchPage } from './send.ts'

export interface DialogProps {
  /** The page whose forms are shown. */
  readonly href: string
  readonly programme: Programme
  readonly locale: Locale
  readonly around: Around
  readonly rest: Rest
  readonly choose: (rest: Rest) => void
  readonly act: (gesture: Gesture, outcome: Outcome) => void
  readonly close: () => void
}

type Result = { readonly gesture: Gesture; readonly outcome: Outcome } | { readonly refused: string } | null

export function GestureDialog(props: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const body = useRef<HTMLDivElement>(null)
  const [title, setTitle] = useState('')
  const [form, setForm] = useState<HTMLFormElement | null>(null)
  const [tick, setTick] = useState(0)
  const [refused, setRefused] = useState<string | null>(null)

  useEffect(() => {
    let wanted = true
    fetchPage(props.href).then((page) => {
      if (!wanted) return
      const forms = page?.querySelector('[data-gestures]')
      // Without the forms there is still the page they stand on.
      if (!page || !forms || !body.current) return location.assign(props.href)
      setTitle(page.querySelector('h1')?.textContent ?? '')
      for (const form of forms.querySelectorAll('form[data-gesture]')) {
        const button = form.querySelector('button')
        if (!button) continue
        button.textContent = m.arranging_confirm()
        // Eight of them stand in the dialog: in a list of buttons each says what it does.
        button.setAttribute('aria-label', `${m.arranging_confirm()}: ${form.querySelector('h2')?.textContent ?? ''}`)
      }
      body.current.replaceChildren(document.importNode(forms, true))
      dialog.current?.showModal()
    })
    return () => {
      wanted = false
    }
  }, [props.href])

  const result = form === null ? null : resultOf(form, props)
  const look = (event: Event) => {
    const own = (event.target as Element).closest<HTMLFormElement>('form[data-gesture]')
    if (!own) return
    setRefused(null)
    setForm(own)
    setTick(tick + 1)
  }
  const send = (event: SubmitEvent) => {
    const own = event.target as HTMLFormElement
    if (own.dataset.gesture === undefined) return
    event.preventDefault()
    const done = resultOf(own, props)
    if (done === null) return
    if ('refused' in done) return setRefused(done.refused)
    dialog.current?.close()
    props.act(done.gesture, done.outcome)
  }
  return (
    <dialog ref={dialog} class="sm-dialog" aria-labelledby="dialog-title" onClose={props.close}>
      <div class="sm-dialog__head">
        <h2 class="sm-h2" id="dialog-title">
          {title}
        </h2>
        <Button type="button" variant="tertiary" size="sm" onClick={() => dialog.current?.close()}>
          {m.shared_close()}
        </Button>
      </div>
      <RestChoice rest={props.rest} choose={props.choose} name="dialog-rest" />
      <div ref={body} class="sm-dialog__body" onInput={look} onFocusIn={look} onSubmit={send} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it may be longer than its place, and is then rolled by keys too (WCAG 2.1.1). */}
      <section class="sm-dialog__then" aria-live="polite" aria-label={m.arranging_consequences()} tabIndex={0}>
        {result === null && !refused && <p class="soft">{m.arranging_then_here()}</p>}
        {refused && (
          <p class="sm-error" role="alert">
            {refused}
          </p>
        )}
        {result && 'outcome' in result && <Consequences before={props.programme} outcome={result.outcome} />}
        {result && 'refused' in result && !refused && <p class="soft">{result.refused}</p>}
      </section>
    </dialog>
  )
}

function resultOf(form: HTMLFormElement, props: DialogProps): Result {
  const fields = { ...Object.fromEntries(new FormData(form) as unknown as Iterable<[string, string]>), rest: props.rest }
  const gesture = readGesture(fields, props.programme, props.locale)
  if ('wrong' in gesture) return { refused: Object.values(gesture.wrong).map(refusalText).join(' ') }
  const outcome = perform(props.programme, gesture, props.around)
  return 'refused' in outcome ? { refused: refusalText(outcome.refused) } : { gesture, outcome }
}
