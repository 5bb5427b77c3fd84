/**
 * Catches the formatting of what is pasted. The field shows the plain text; the HTML goes along as long as the text is
 * the one it was pasted as, and a line below says so.
 */
import { useEffect, useState } from 'preact/hooks'
import { m } from '#platform/words/words.ts'
import { Button } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'

interface Pasted {
  readonly html: string
  /** The whole of the field just after. */
  readonly text: string
}

/** Formatting that says something about a programme; paragraphs and colours do not. */
const SAYS_MORE = /<(?:table|h[1-6]|[uo]l)\b|MsoList/i
/** UTF-16 units. Word writes some megabytes for a few pages. */
const LARGEST = 8_000_000

export default function Paste({ field }: { field: string }) {
  const [pasted, setPasted] = useState<Pasted | null>(null)
  const [value, setValue] = useState('')
  const [plain, setPlain] = useState(false)
  const [tooMuch, setTooMuch] = useState(false)

  useEffect(() => {
    const area = document.getElementById(field) as HTMLTextAreaElement
    let known: Pasted | null = null
    const onPaste = (event: ClipboardEvent) => {
      const html = event.clipboardData?.getData('text/html') ?? ''
      const all = area.selectionStart === 0 && area.selectionEnd === area.value.length
      // A second piece behind the first belongs with it; within a text nobody could tell what is whose.
      const behind = known !== null && known.text === area.value && area.selectionStart === area.value.length
      if (!SAYS_MORE.test(html) || !(all || behind)) return
      const whole = all ? html : `${known!.html}${html}`
      setTooMuch(whole.length > LARGEST)
      if (whole.length > LARGEST) return
      // What is typed stands in the field only after this event.
      area.addEventListener(
        'input',
        () => {
          known = { html: whole, text: area.value }
          setPasted(known)
          setPlain(false)
        },
        { once: true },
      )
    }
    const onInput = () => setValue(area.value)
    area.addEventListener('paste', onPaste)
    area.addEventListener('input', onInput)
    return () => {
      area.removeEventListener('paste', onPaste)
      area.removeEventListener('input', onInput)
    }
  }, [field])

  const putBack = () => {
    const area = document.getElementById(field) as HTMLTextAreaElement
    area.value = pasted!.text
    setValue(pasted!.text)
    area.focus()
  }
  const stands = pasted !== null && pasted.text === value
  const shown = pasted !== null && value.trim() !== ''
  return (
    <div class="sm-given" role="status">
      {stands && !plain && <input type="hidden" name="html" value={pasted.html} />}
      {tooMuch && !stands && value !== '' && <p class="soft">{m.programme_paste_too_much()}</p>}
      {shown && (
        <>
          <p class="sm-state" data-color={stands && !plain ? 'success' : 'warning'}>
            <Icon of={stands && !plain ? icons.table : icons.fileText} />
            <span>{told(pasted, stands, plain)}</span>
          </p>
          {stands ? (
            <Button type="button" variant="tertiary" size="sm" onClick={() => setPlain(!plain)}>
              {plain ? m.programme_paste_use_laid() : m.programme_paste_use_plain()}
            </Button>
          ) : (
            <Button type="button" variant="tertiary" size="sm" icon={icons.arrowUndo} onClick={putBack}>
              {m.shared_undo()}
            </Button>
          )}
        </>
      )}
    </div>
  )
}

function told({ html }: Pasted, stands: boolean, plain: boolean): string {
  if (!stands) return m.programme_paste_changed()
  if (plain) return m.programme_paste_plain()
  return /<table\b/i.test(html) ? m.programme_paste_laid_table() : m.programme_paste_laid()
}
