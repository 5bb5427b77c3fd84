/** A slash at the beginning of a line asks what to set in there: found by the first letters, chosen by keys or finger. */
import { type Editor, Extension } from '@tiptap/core'
import { insertTools, type Tool, type ToolActs } from '../parts/toolbar.tsx'

export interface Slash {
  readonly tools: readonly Tool[]
  readonly chosen: number
  /** Where the slash stands in the text. */
  readonly at: number
}

export interface Slashes {
  /** What is offered now; null when nothing is asked for. */
  now(editor: Editor): Slash | null
  choose(editor: Editor, tool: Tool): void
  readonly keys: Extension
}

/**
 * @param acts what tools do that need more than the text
 * @param changed another is chosen, or it was sent away
 */
export function makeSlashes(acts: (editor: Editor) => ToolActs, changed: () => void): Slashes {
  let chosen = 0
  let sentAway: number | null = null

  const now = (editor: Editor): Slash | null => {
    const typed = typedAfterSlash(editor)
    if (typed === null) {
      chosen = 0
      sentAway = null
      return null
    }
    if (sentAway === typed.from) return null
    const tools = insertTools(editor, acts(editor)).filter((tool) => tool.label.toLowerCase().startsWith(typed.word))
    return tools.length === 0 ? null : { tools, chosen: Math.min(chosen, tools.length - 1), at: typed.from }
  }
  const choose = (editor: Editor, tool: Tool) => {
    const typed = typedAfterSlash(editor)
    if (typed) editor.chain().deleteRange({ from: typed.from, to: typed.to }).run()
    tool.act()
  }
  const step = (by: number) => (editor: Editor) => {
    const slash = now(editor)
    if (!slash) return false
    chosen = (slash.chosen + by + slash.tools.length) % slash.tools.length
    changed()
    return true
  }
  const keys = Extension.create({
    name: 'slashes',
    // Before what the same keys do in the text.
    priority: 1000,
    addKeyboardShortcuts() {
      const { editor } = this
      const take = () => {
        const slash = now(editor)
        if (slash) choose(editor, slash.tools[slash.chosen]!)
        return slash !== null
      }
      const sendAway = () => {
        const slash = now(editor)
        if (slash) sentAway = slash.at
        changed()
        return slash !== null
      }
      return {
        ArrowDown: () => step(1)(editor),
        ArrowUp: () => step(-1)(editor),
        Enter: take,
        Tab: take,
        Escape: sendAway,
      }
    },
  })
  return { now, choose, keys }
}

/** Asks what to set in, as a slash does: in place of an empty line or after the part the cursor stands in. */
export function askWhat(editor: Editor): void {
  // At once, where the chain's own focus waits for a frame: what is offered belongs to a text that is written in.
  editor.view.focus()
  const { $from } = editor.state.selection
  const part = $from.depth > 0 ? $from.node(1) : null
  if (part?.type.name === 'paragraph' && part.content.size === 0) {
    editor.chain().insertContent('/').run()
    return
  }
  const at = part ? $from.after(1) : editor.state.doc.content.size
  editor
    .chain()
    .insertContentAt(at, { type: 'paragraph', content: [{ type: 'text', text: '/' }] })
    .setTextSelection(at + 2)
    .run()
}

/** The letters between a slash that begins a paragraph and the cursor behind them. */
function typedAfterSlash({ state, isEditable }: Editor): { word: string; from: number; to: number } | null {
  const { $from, empty } = state.selection
  if (!isEditable || !empty || $from.depth !== 1 || $from.parent.type.name !== 'paragraph') return null
  const [, word] = /^\/(\p{L}*)$/u.exec($from.parent.textBetween(0, $from.parentOffset, undefined, '￼')) ?? []
  return word === undefined ? null : { word: word.toLowerCase(), from: $from.start(), to: $from.pos }
}
