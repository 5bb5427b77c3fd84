/** A file is sent as soon as it is chosen or dropped; what it holds comes back as text and goes on as the form would. */
import { useEffect, useRef, useState } from 'preact/hooks'
import { type Sending, send } from '#materials/islands/send.ts'
import { sizeName } from '#materials/rules.ts'
import { m } from '#platform/words/words.ts'
import { Button } from '#ui/button.tsx'
import * as icons from '#ui/icons.ts'
import { FileField } from '../parts/giving.tsx'
import { FILE_LARGEST } from '../rules.ts'

export interface FileProps {
  readonly action: string
  /** What was wrong with the one before. */
  readonly wrong: string | null
}

interface Going {
  readonly name: string
  readonly size: number
  readonly sent: number
}

export default function File({ action, wrong }: FileProps) {
  const [going, setGoing] = useState<Going | null>(null)
  const [error, setError] = useState(wrong)
  const [over, setOver] = useState(false)
  const sending = useRef<Sending | null>(null)
  const here = useRef<HTMLDivElement>(null)

  const take = async (file: File | undefined) => {
    if (!file || sending.current) return
    const { name, size } = file
    const refused = size > FILE_LARGEST ? m.programme_file_too_large() : size === 0 ? m.shared_file_empty() : null
    setError(refused)
    if (refused) return
    const body = new FormData()
    body.append('file', file)
    setGoing({ name, size, sent: 0 })
    let answer = ''
    sending.current = send(
      action,
      body,
      (sent) => setGoing({ name, size, sent: Math.min(sent, size) }),
      (text) => {
        answer = text
      },
    )
    const outcome = await sending.current.outcome
    sending.current = null
    if (outcome === 'saved') return goOn(action, JSON.parse(answer), here.current!.closest('form')!)
    setGoing(null)
    if (outcome !== 'stopped') setError((outcome !== 'cut off' && outcome.error) || m.programme_file_cut_off())
  }

  // Anywhere on the page: a file that misses the field would otherwise open in place of what was typed.
  const newest = useRef(take)
  newest.current = take
  useEffect(() => {
    const holdsFile = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false
    const onOver = (event: DragEvent) => {
      if (!holdsFile(event)) return
      event.preventDefault()
      setOver(true)
    }
    const onLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false)
    }
    const onDrop = (event: DragEvent) => {
      if (!holdsFile(event)) return
      event.preventDefault()
      setOver(false)
      newest.current(event.dataTransfer?.files[0])
    }
    document.addEventListener('dragover', onOver)
    document.addEventListener('dragleave', onLeave)
    document.addEventListener('drop', onDrop)
    return () => {
      document.removeEventListener('dragover', onOver)
      document.removeEventListener('dragleave', onLeave)
      document.removeEventListener('drop', onDrop)
    }
  }, [])

  return (
    <div ref={here} class="sm-drop" data-over={over ? '' : undefined}>
      <FileField
        wrong={error ?? undefined}
        disabled={going !== null}
        onChoose={(input) => {
          take(input.files?.[0])
          input.value = ''
        }}
      />
      {going ? (
        <div class="sm-given">
          <progress max={going.size} value={going.sent} aria-label={going.name} />
          <Button type="button" variant="tertiary" size="sm" icon={icons.xmark} onClick={() => sending.current?.stop()}>
            {m.shared_cancel()}
          </Button>
        </div>
      ) : null}
      <p class={going ? 'soft' : 'sr'} role="status">
        {going ? told(going) : error}
      </p>
    </div>
  )
}

const told = ({ name, size, sent }: Going): string =>
  sent < size
    ? m.programme_file_sending({ name, sent: sizeName(sent), size: sizeName(size) })
    : m.programme_file_reading({ name })

/** On as the form would have gone, with the file's text in it; the field keeps what was typed, for whoever comes back. */
function goOn(action: string, given: Readonly<Record<string, string>>, around: HTMLFormElement): void {
  const fields = new FormData(around)
  const form = document.createElement('form')
  form.method = 'post'
  form.action = action
  const all = { ...Object.fromEntries(['language', 'series'].map((name) => [name, String(fields.get(name) ?? '')])), ...given }
  for (const [name, value] of Object.entries(all)) {
    // A field of several lines: the breaks in an input would be lost.
    const field = document.createElement('textarea')
    field.name = name
    field.value = value
    form.append(field)
  }
  form.hidden = true
  document.body.append(form)
  form.submit()
}
