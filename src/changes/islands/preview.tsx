/** Keeps what everybody will be told in step with the form beside it, and says so; the button that asks for it anew stays. */
import { useEffect, useRef, useState } from 'preact/hooks'
import { m } from '#platform/words/words.ts'
import { follow, type Step } from './follow.ts'

const texts: Record<Step, () => string> = {
  following: m.changes_preview_following,
  behind: m.changes_preview_behind,
  fresh: m.changes_preview_fresh,
}

export default function Preview() {
  const here = useRef<HTMLSpanElement>(null)
  const [step, setStep] = useState<Step>('following')
  useEffect(() => follow(here.current!.closest('form')!, setStep), [])
  return (
    <span class="soft" role="status" ref={here}>
      {texts[step]()}
    </span>
  )
}
