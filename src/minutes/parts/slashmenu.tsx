/** What can be set in where a slash was typed: a list below it, while the keys stay with the text. */
import type { Editor } from '@tiptap/core'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { m } from '#platform/words/words.ts'
import { Icon } from '#ui/icon.tsx'
import type { Tool } from './toolbar.tsx'

export function SlashMenu(props: {
  editor: Editor
  tools: readonly Tool[]
  chosen: number
  /** Where in the text the slash stands. */
  at: number
  choose: (tool: Tool) => void
}) {
  const { editor, tools, at } = props
  const list = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const menu = list.current!
    const around = (menu.offsetParent ?? document.body).getBoundingClientRect()
    const { bottom, left } = editor.view.coordsAtPos(at)
    menu.style.top = `${bottom - around.top}px`
    menu.style.left = `${left - around.left}px`
    // Where the text is written at the foot of the screen, all of it is still to be chosen from.
    menu.scrollIntoView({ block: 'nearest' })
  }, [editor, at, tools.length])
  const chosen = tools[props.chosen]!
  return (
    <>
      <div class="sm-slash" role="listbox" tabIndex={-1} aria-label={m.minutes_insert()} ref={list}>
        {tools.map((tool, i) => (
          <button
            key={tool.name}
            type="button"
            role="option"
            tabIndex={-1}
            aria-selected={i === props.chosen}
            // The selection in the text must outlive the press.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => props.choose(tool)}
          >
            {tool.icon ? <Icon of={tool.icon} /> : <span aria-hidden="true">{tool.sign}</span>}
            {tool.label}
          </button>
        ))}
      </div>
      <p class="sr" role="status">
        {m.minutes_slash_chosen({ name: chosen.label, number: props.chosen + 1, all: tools.length })}
      </p>
    </>
  )
}
