/** On the meeting's page: a row's edit link opens its fields in the row. Without script the link leads to a page of its own. */
import { useEffect, useState } from 'preact/hooks'
import { m } from '#platform/words/words.ts'
import { keptForms } from './kept.ts'
import { openRow, type RowEditor, type Saved } from './row.ts'

export default function Edit({ personId }: { personId: string }) {
  const [saved, setSaved] = useState<Saved | null>(null)

  useEffect(() => {
    const open = new Set<RowEditor>()
    const opening = new Set<HTMLAnchorElement>()
    const copies = keptForms(personId)
    const openAt = async (link: HTMLAnchorElement) => {
      opening.add(link)
      const editor = await openRow(link, setSaved, copies, (closed) => open.delete(closed))
      opening.delete(link)
      if (editor) open.add(editor)
      return editor
    }
    // What was typed and not saved when the page was last left is there again.
    const unsaved = new Set(copies.keys())
    for (const link of document.querySelectorAll<HTMLAnchorElement>('a.sm-row__edit'))
      if (unsaved.has(new URL(link.href).pathname)) void openAt(link)
    const onClick = (event: MouseEvent) => {
      const link = (event.target as Element).closest<HTMLAnchorElement>('a.sm-row__edit')
      // Another tab, another window: as with any link.
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return
      event.preventDefault()
      const known = [...open].find((editor) => editor.row.contains(link))
      if (known) return known.focus()
      if (opening.has(link)) return
      void openAt(link).then((editor) => editor ?? location.assign(link.href))
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
