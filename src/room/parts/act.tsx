/**
 * A form that does one thing in a room. Without script it is sent and the page comes again. With script it is sent beside the
 * page: what was typed stands until the server has it, and when the line is away it waits and is sent again with the same key.
 */
import type { ComponentChildren } from 'preact'
import { useContext, useEffect, useRef, useState } from 'preact/hooks'
import { m } from '#platform/words/words.ts'
import { type Answer, Sending } from './sending.ts'
import { UNSENT, useUnsent } from './unsent.tsx'

export interface ActProps {
  readonly action: string
  readonly class?: string
  /** Named where a page has several of a kind: "Lurer også: …". */
  readonly label?: string
  /** Fields the act always has, beside what is typed. */
  readonly fields?: Readonly<Record<string, string | number>>
  /** Says itself at a field what was wrong with one that came back. */
  readonly says?: boolean
  /** Called when the server has it. */
  readonly onDone?: (answer: Answer) => void
  readonly children: ComponentChildren
}

type Stand = { readonly is: 'idle' | 'sending' | 'waiting' } | { readonly is: 'wrong'; readonly why: string }

export function Act(props: ActProps) {
  const send = useContext(Sending)
  const unsent = useUnsent(props.action, props.fields)
  const [stand, setStand] = useState<Stand>(unsent && !props.says ? { is: 'wrong', why: unsent.why } : { is: 'idle' })
  const [key, setKey] = useState('')
  const busy = useRef(false)
  useEffect(() => setKey(crypto.randomUUID()), [])

  const submit = async (event: SubmitEvent) => {
    if (!send) return
    event.preventDefault()
    if (busy.current) return
    busy.current = true
    const form = event.currentTarget as HTMLFormElement
    const body = new FormData(form, event.submitter)
    const to = event.submitter?.getAttribute('formaction') ?? props.action
    setStand({ is: 'sending' })
    const answer = await send(to, body, () => setStand({ is: 'waiting' }))
    busy.current = false
    if (!answer.ok) return setStand({ is: 'wrong', why: answer.message })
    setStand({ is: 'idle' })
    setKey(crypto.randomUUID())
    form.reset()
    props.onDone?.(answer)
  }

  return (
    <form
      method="post"
      action={props.action}
      class={props.class}
      id={unsent ? UNSENT : undefined}
      aria-label={props.label}
      onSubmit={submit}
    >
      <input type="hidden" name="key" value={key} />
      {Object.entries(props.fields ?? {}).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {props.children}
      <p class="sm-act__told" role="status">
        {stand.is === 'waiting' && m.room_act_waits()}
        {stand.is === 'wrong' && <span class="sm-act__wrong">{stand.why}</span>}
      </p>
    </form>
  )
}
