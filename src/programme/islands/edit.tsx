/** On the meeting's page: a row's edit link opens its fields in the row. Without script the link leads to a page of its own. */
import { useEffect, useState } from 'preact/hooks'
import { m } from '#platform/words/words.ts'
import { openRow, type RowEditor, type Saved } from './row.ts'

export default function Edit() {
  const [saved, setSaved] = useState<Saved | null>(null)

  useEffect(() => {
    const open = new Set<RowEditor>()
    const opening = new Set<HTMLAnchorElement>()
    const onClick = (event: MouseEvent) => {
      const link = (event.target as Element).closest<HTMLAnchorElement>('a.sm-row__edit')
      // Another tab, another window: as with any link.
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return
      event.preventDefault()
      const known = [...open].find((editor) => editor.row.contains(link))
      if (known) return known.focus()
      if (opening.has(link)) return
      opening.add(link)
      openRow(link, setSaved, (editor) => open.delete(editor)).then((editor) => {
        opening.delete(link)
        if (editor) open.add(editor)
        else location.assign(link.href)
      })
    }
    const onLeave = (event: BeforeUnloadEvent) => {
      if ([...open].some((editor) => editor.dirty())) event.preventDefault()
    }
    document.addEventListener('click', onClick)
    addEventListener('beforeunload', onLeave)
    return () => {
      document.removeEventListener('click', onClick)
      removeEventListener('beforeunload', onLeave)
    }
  }, [])

  const words = { saving: m.programme_saving, saved: m.programme_saved, unsaved: m.programme_unsaved }
  return (
    <p class="sr" role="status">
      {saved && words[saved]()}
    </p>
  )
}
