/** The button beside a text that somebody wants to take along. */
import { useState } from 'preact/hooks'
import { m } from '#platform/words/words.ts'
import { Button } from '../button.tsx'
import { CopyField, type CopyFieldProps } from '../copyfield.tsx'
import * as icons from '../icons.ts'

export default function Copy(props: CopyFieldProps) {
  const [said, say] = useState('')
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(props.text)
      say(m.shared_copied())
    } catch {
      // Without https, or where the browser was told no: marked, it is one key away.
      document.querySelector<HTMLInputElement>(`#${CSS.escape(props.id)}`)?.focus()
      say(m.shared_copy_yourself())
    }
  }
  return (
    <CopyField {...props}>
      <Button
        type="button"
        variant="secondary"
        size="sm"
        icon={icons.link}
        label={`${m.shared_copy()}: ${props.label}`}
        onClick={copy}
      >
        {m.shared_copy()}
      </Button>
      <span class="soft" role="status">
        {said}
      </span>
    </CopyField>
  )
}
