/** The row of tools above the text: one stop for the Tab key, arrows within. */
import { type Editor, isTextSelection } from '@tiptap/core'
import { useRef, useState } from 'preact/hooks'
import { m } from '#platform/words/words.ts'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { insertAttendance } from '../attending/parts/insert.ts'
import type { BlockKind } from '../document.ts'
import { LinkForm } from './linkform.tsx'

export interface Tool {
  readonly name: string
  readonly label: string
  readonly icon?: string
  /** Shown where there is no icon. */
  readonly sign?: string
  readonly color?: string
  readonly words?: boolean
  readonly pressed?: boolean
  readonly disabled?: boolean
  readonly keys?: string
  readonly act: () => void
}

/** What needs more than the text. */
export interface ToolActs {
  openLink(): void
  choosePicture(): void
  comment(): void
}

const empty = { type: 'paragraph' }
const content = { decision: [empty], action: [empty], answer: [{ type: 'question' }, empty] }

/** Puts a block where the cursor is: around chosen paragraphs, in place of an empty line, or after the part the cursor stands in. */
export function insertBlock(editor: Editor, kind: BlockKind): void {
  // At once, where the chain's own focus waits for a frame: the next key may already be on its way.
  editor.view.focus()
  const { selection } = editor.state
  if (
    isTextSelection(selection) &&
    !selection.empty &&
    (kind === 'decision' || kind === 'action') &&
    editor.chain().wrapIn(kind).run()
  )
    return
  const { $from } = selection
  const part = $from.depth > 0 ? $from.node(1) : null
  if (kind === 'attendance') {
    insertAttendance(editor)
    return
  }
  const made = { type: kind, content: content[kind] }
  const chain = editor.chain()
  if (part?.type.name === 'paragraph' && part.content.size === 0)
    chain
      .insertContentAt({ from: $from.before(1), to: $from.after(1) }, made)
      .setTextSelection($from.before(1) + 2)
      .run()
  else {
    const at = part ? $from.after(1) : editor.state.doc.content.size
    chain
      .insertContentAt(at, made)
      .setTextSelection(at + 2)
      .run()
  }
}

/** Says something of what is written: for where there is room for few tools. */
export const commentTool = ({ comment }: ToolActs): Tool => ({
  ...{ name: 'comment', label: m.comments_comment(), icon: icons.chat, keys: 'Ctrl+Alt+M', words: true },
  act: comment,
})

/** All that can be set in, where there is room for few tools. */
export const moreTool = (act: () => void): Tool => ({ name: 'more', label: m.minutes_insert_more(), icon: icons.plus, act })

export function blockTools(editor: Editor): Tool[] {
  const block = (kind: BlockKind, label: string, icon: string, keys: string, color?: string): Tool => ({
    name: kind,
    label,
    icon,
    keys,
    words: true,
    ...(color && { color }),
    act: () => insertBlock(editor, kind),
  })
  return [
    block('decision', m.minutes_decision(), icons.gavel, 'Alt+Shift+B', 'lyng'),
    block('action', m.minutes_action(), icons.tasklist, 'Alt+Shift+O'),
    block('answer', m.minutes_answer(), icons.chatCheckmark, 'Alt+Shift+S', 'neutral'),
    block('attendance', m.attending_one(), icons.personGroup, 'Alt+Shift+M', 'neutral'),
  ]
}

function textTools(editor: Editor, acts: ToolActs): Tool[] {
  const run = () => editor.chain().focus()
  const is = (name: string, attrs?: object) => editor.isActive(name, attrs)
  return [
    {
      name: 'heading',
      label: m.minutes_tool_heading(),
      sign: m.minutes_tool_heading_sign(),
      pressed: is('heading'),
      keys: 'Ctrl+Alt+1',
      act: () => run().toggleNode('heading', 'paragraph', { level: 1 }).run(),
    },
    {
      name: 'bold',
      label: m.minutes_tool_bold(),
      sign: m.minutes_tool_bold_sign(),
      pressed: is('bold'),
      keys: 'Ctrl+B',
      act: () => run().toggleBold().run(),
    },
    {
      name: 'italic',
      label: m.minutes_tool_italic(),
      sign: m.minutes_tool_italic_sign(),
      pressed: is('italic'),
      keys: 'Ctrl+I',
      act: () => run().toggleItalic().run(),
    },
    {
      name: 'bullets',
      label: m.minutes_tool_bullets(),
      icon: icons.bulletList,
      pressed: is('bulletList'),
      keys: 'Ctrl+Shift+8',
      act: () => run().toggleBulletList().run(),
    },
    {
      name: 'numbers',
      label: m.minutes_tool_numbers(),
      icon: icons.numberList,
      pressed: is('orderedList'),
      keys: 'Ctrl+Shift+7',
      act: () => run().toggleOrderedList().run(),
    },
    {
      name: 'quote',
      label: m.minutes_tool_quote(),
      sign: '«»',
      pressed: is('blockquote'),
      act: () => run().toggleWrap('blockquote').run(),
    },
    { name: 'link', label: m.minutes_tool_link(), icon: icons.link, pressed: is('link'), keys: 'Ctrl+K', act: acts.openLink },
    {
      name: 'table',
      label: m.minutes_tool_table(),
      icon: icons.table,
      disabled: is('table'),
      act: () => run().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run(),
    },
    { name: 'picture', label: m.pictures_one(), icon: icons.image, act: acts.choosePicture },
    { ...commentTool(acts), words: false },
    {
      name: 'undo',
      label: m.minutes_tool_undo(),
      icon: icons.arrowUndo,
      disabled: !editor.can().undo(),
      keys: 'Ctrl+Z',
      act: () => run().undo().run(),
    },
  ]
}

/** What a slash offers: blocks first, then what else is set in. */
export const insertTools = (editor: Editor, acts: ToolActs): Tool[] => [
  ...blockTools(editor),
  ...textTools(editor, acts).filter(({ name }) => INSERTED.has(name)),
]
const INSERTED: ReadonlySet<string> = new Set(['heading', 'bullets', 'numbers', 'quote', 'table', 'picture'])

function tableTools(editor: Editor): Tool[] {
  if (!editor.isActive('table')) return []
  const run = () => editor.chain().focus()
  const tool = (name: string, label: string, act: () => void): Tool => ({ name, label, words: true, color: 'neutral', act })
  return [
    tool('row', m.minutes_table_add_row(), () => run().addRowAfter().run()),
    tool('column', m.minutes_table_add_column(), () => run().addColumnAfter().run()),
    tool('drop_row', m.minutes_table_drop_row(), () => run().deleteRow().run()),
    tool('drop_column', m.minutes_table_drop_column(), () => run().deleteColumn().run()),
    tool('drop_table', m.minutes_table_drop(), () => run().deleteTable().run()),
  ]
}

export function ToolButton(props: { tool: Tool; reached?: boolean; variant?: 'secondary' | 'tertiary'; onFocus?: () => void }) {
  const { tool } = props
  return (
    <button
      type="button"
      class="ds-button"
      data-variant={props.variant ?? 'tertiary'}
      data-color={tool.color ?? (tool.words ? undefined : 'neutral')}
      data-size="sm"
      data-tool={tool.name}
      aria-pressed={tool.pressed}
      aria-label={tool.words ? undefined : tool.label}
      aria-disabled={tool.disabled}
      title={tool.keys ? `${tool.label} (${tool.keys})` : tool.label}
      tabindex={props.reached === false ? -1 : undefined}
      onFocus={props.onFocus}
      // The selection in the text must outlive the press.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => !tool.disabled && tool.act()}
    >
      {tool.icon === undefined ? null : <Icon of={tool.icon} />}
      {tool.words ? tool.label : tool.sign === undefined ? null : <span aria-hidden="true">{tool.sign}</span>}
    </button>
  )
}

/** Drawn anew at every change in the editor, so that what is pressed is true. */
export function Toolbar(props: { editor: Editor; acts: ToolActs; linking: boolean; setLinking: (open: boolean) => void }) {
  const { editor } = props
  const bar = useRef<HTMLDivElement>(null)
  const [at, setAt] = useState(0)
  const groups = [blockTools(editor), textTools(editor, props.acts), tableTools(editor)].filter((group) => group.length > 0)
  const tools = groups.flat()
  const current = Math.min(at, tools.length - 1)

  const move = (event: KeyboardEvent) => {
    const step: Record<string, number> = { ArrowRight: current + 1, ArrowLeft: current - 1, Home: 0, End: tools.length - 1 }
    const to = step[event.key]
    if (to === undefined) return
    event.preventDefault()
    const next = (to + tools.length) % tools.length
    setAt(next)
    bar.current?.querySelectorAll('button')[next]?.focus()
  }
  return (
    <>
      <div class="sm-tools" role="toolbar" aria-label={m.minutes_tools()} aria-controls="minutes-text" ref={bar} onKeyDown={move}>
        {groups.map((group, i) => (
          <div key={i} class="sm-tools__group">
            {group.map((tool) => (
              <ToolButton
                key={tool.name}
                tool={tool}
                reached={tools[current] === tool}
                onFocus={() => setAt(tools.indexOf(tool))}
              />
            ))}
          </div>
        ))}
      </div>
      {props.linking ? (
        <LinkForm
          editor={editor}
          close={() => {
            props.setLinking(false)
            // At once: whoever thinks better of it writes on where they were.
            editor.view.focus()
          }}
        />
      ) : null}
    </>
  )
}
