/** Pictures on their way into the text: chosen from a list, pasted, or dropped. Each stands there when the server has it. */
import { type Editor, Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import { reason } from '#materials/islands/send.ts'
import { m } from '#platform/words/words.ts'
import { anchorAt, positionOf } from './anchors.ts'

export interface Pictures {
  /** How many are on their way. */
  readonly sending: number
  /** Why the last one did not come there. */
  readonly error: string | null
  forget(): void
  /** Asks which. */
  choose(editor: Editor): void
  readonly plugin: Extension
}

/**
 * @param base address of the minutes
 * @param changed one more is on its way, has come, or cannot be taken
 */
export function makePictures(base: string, changed: () => void): Pictures {
  let sending = 0
  let error: string | null = null

  const take = async (editor: Editor, files: readonly File[]) => {
    const anchor = anchorAt(editor, editor.state.selection.from)
    error = null
    for (const file of files) {
      sending++
      changed()
      const outcome = await send(base, file).catch(() => ({ error: m.pictures_cut_off() }))
      sending--
      if ('error' in outcome) error = outcome.error
      else if (!editor.isDestroyed && editor.isEditable) putIn(editor, positionOf(editor, anchor), outcome.file)
      changed()
    }
  }

  return {
    get sending() {
      return sending
    },
    get error() {
      return error
    },
    forget() {
      error = null
      changed()
    },
    choose(editor) {
      const input = document.createElement('input')
      input.type = 'file'
      input.accept = 'image/*'
      input.multiple = true
      input.addEventListener('change', () => void take(editor, [...(input.files ?? [])]))
      input.click()
    },
    plugin: Extension.create({
      name: 'pictures',
      addProseMirrorPlugins() {
        const { editor } = this
        return [
          new Plugin({
            props: {
              handlePaste(_, { clipboardData }) {
                const files = imagesIn(clipboardData)
                // Word and Excel lay a picture of the text beside the text.
                if (files.length === 0 || clipboardData?.getData('text/plain')) return false
                void take(editor, files)
                return true
              },
              handleDrop(view, event, _, moved) {
                const files = moved ? [] : imagesIn(event.dataTransfer)
                if (files.length === 0) return false
                event.preventDefault()
                const place = view.posAtCoords({ left: event.clientX, top: event.clientY })
                if (place) editor.commands.setTextSelection(place.pos)
                void take(editor, files)
                return true
              },
            },
          }),
        ]
      },
    }),
  }
}

const imagesIn = (data: DataTransfer | null): File[] => [...(data?.files ?? [])].filter(({ type }) => type.startsWith('image/'))

async function send(base: string, file: File): Promise<{ file: string } | { error: string }> {
  const body = new FormData()
  body.set('file', file)
  const answer = await fetch(`${base}/pictures`, { method: 'POST', headers: { accept: 'application/json' }, body })
  if (answer.ok) return (await answer.json()) as { file: string }
  return { error: reason(await answer.text()) || m.pictures_cut_off() }
}

/** Behind the part where it was asked for, or in place of an empty line; what it shows is asked for at once. */
function putIn(editor: Editor, position: number | null, file: string): void {
  const $at = editor.state.doc.resolve(position ?? editor.state.doc.content.size)
  const part = $at.depth > 0 ? $at.node(1) : null
  const isEmpty = part?.type.name === 'paragraph' && part.content.size === 0
  const from = part ? (isEmpty ? $at.before(1) : $at.after(1)) : $at.pos
  const to = isEmpty ? $at.after(1) : from
  editor.commands.insertContentAt({ from, to }, { type: 'picture', attrs: { file } }, { updateSelection: false })
  const dom = editor.view.nodeDOM(from)
  if (dom instanceof HTMLElement) dom.querySelector('input')?.focus()
}
