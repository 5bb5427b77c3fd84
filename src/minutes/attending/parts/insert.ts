/** A new change of attendance in the editor. */
import type { Editor } from '@tiptap/core'
import { PEOPLE } from '../rules.ts'

/** What a new one says before anybody has written in it: the time on the meeting's clock, while the item is on. */
function attendanceNow(): { type: string; attrs: { clock: string | null } } {
  const on = document.getElementById(PEOPLE)?.dataset
  const now = Date.now()
  const within = on?.from && on.until && now >= Date.parse(on.from) && now <= Date.parse(on.until)
  const told = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: on?.timezone })
  return { type: 'attendance', attrs: { clock: within ? told.format(now) : null } }
}

/** A new one in place of an empty line or after the part the cursor stands in; one goes on in its fields. */
export function insertAttendance(editor: Editor): void {
  const { $from } = editor.state.selection
  const part = $from.depth > 0 ? $from.node(1) : null
  const instead = part?.type.name === 'paragraph' && part.content.size === 0
  const at = instead ? $from.before(1) : part ? $from.after(1) : editor.state.selection.to
  editor
    .chain()
    .insertContentAt(instead ? { from: at, to: $from.after(1) } : at, attendanceNow(), { updateSelection: false })
    .run()
  ;(editor.view.nodeDOM(at) as HTMLElement | null)?.querySelector('input')?.focus()
}
