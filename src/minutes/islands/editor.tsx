/** The editor for the minutes of one item. What it stands in the place of, a plain form, works where this does not come. */
import { Editor, Extension, type JSONContent } from '@tiptap/core'
import { render } from 'preact'
import { useEffect, useReducer, useRef, useState } from 'preact/hooks'
import { m } from '#platform/words/words.ts'
import { State } from '#ui/state.tsx'
import type { MinutesDocument } from '../document.ts'
import { Banner, SavedState, Strip } from '../parts/saved.tsx'
import { blockTools, insertBlock, ToolButton, Toolbar } from '../parts/toolbar.tsx'
import type { Quote } from '../quoting/rules.ts'
import { type Saving, statusOf, unchanged, waiting } from '../saving/rules.ts'
import { type Copy, minutesCopies } from './copies.ts'
import { offerQuotes } from './quoting.ts'
import { extensions } from './schema.ts'
import { type Session, startSession } from './session.ts'

export interface EditorProps {
  /** Address of the minutes, `…/minutes`. */
  readonly base: string
  readonly personId: string
  readonly itemId: string
  /** The revision that `document` is; 0 when nothing is written yet. */
  readonly number: number
  readonly document: MinutesDocument
  readonly lang: string
  /** Who writes in another window at the moment. */
  readonly heldBy: string | null
  readonly heldIn: string | null
  readonly heldByMe: boolean
  /** What the minutes are of, and when it was on. */
  readonly title: string
  readonly titleLang: string | null
  readonly meta: string
  /** What is offered beside the text, to be put in. */
  readonly quotes: readonly Pick<Quote, 'id' | 'nodes'>[]
}

/** A change that came from the server, not from the person. */
const FROM_SERVER = 'fromServer'

export default function MinutesEditor(props: EditorProps) {
  const box = useRef<HTMLDivElement>(null)
  const [editor, setEditor] = useState<Editor | null>(null)
  const [session, setSession] = useState<Session | null>(null)
  const [copy, setCopy] = useState<Copy | null>(null)
  const [linking, setLinking] = useState(false)
  const [, redraw] = useReducer((n: number) => n + 1, 0)

  useEffect(() => {
    const made = makeEditor(box.current!, props, () => setLinking(true))
    const live = startSession({
      ...props,
      read: () => made.getJSON() as MinutesDocument,
      replace: (document) => replaceText(made, document),
      changed: () => redraw(0),
    })
    made.on('transaction', ({ transaction }) => {
      if (transaction.docChanged && !transaction.getMeta(FROM_SERVER)) live.edited()
      redraw(0)
    })
    setCopy(worthOffering(made, minutesCopies(props.personId).read(props.itemId)))
    setEditor(made)
    setSession(live)
    const stops = [saveBeforeForms(live), offerQuotes(made, props.quotes)]
    return () => {
      for (const stop of stops) stop()
      live.end()
      made.destroy()
    }
  }, [])

  const saving = session?.state ?? unchanged(props.number)
  const heldBy = session ? session.heldBy : props.heldBy
  // Who may not save may not type either: words that lead nowhere are worse than none.
  const writable = copy === null && (heldBy === null || waiting(saving) > 0) && saving.stop === null
  useEffect(() => {
    if (editor && editor.isEditable !== writable) editor.setEditable(writable, false)
  }, [editor, writable])
  useEffect(() => showState(saving, session?.kept ?? null))

  const takeCopy = async () => {
    if (!editor || !session || !copy) return
    // The window that crashed still holds the pen, for a while.
    if (session.heldByMe) await session.takePen()
    replaceText(editor, copy.document)
    setCopy(null)
    session.goOnFrom(copy.number)
  }
  const forgetCopy = () => {
    minutesCopies(props.personId).drop(props.itemId)
    setCopy(null)
  }
  return (
    <>
      <p class="sr" role="status">
        {spoken(statusOf(saving).is, saving.failures)}
      </p>
      {session ? (
        <Banner
          saving={saving}
          heldBy={heldBy}
          heldByMe={session.heldByMe}
          kept={session.kept}
          said={session.said}
          compareHref={`${props.base}/compare?to=${session.kept ?? 0}`}
          acts={{
            copyText: () => void navigator.clipboard.writeText(editor?.getText({ blockSeparator: '\n\n' }) ?? ''),
            retry: () => void session.flush(),
            takePen: () => void session.takePen(),
            reload: () => void session.reload(),
          }}
        />
      ) : null}
      {copy ? (
        <Strip
          color="warning"
          title={m.minutes_copy_title()}
          text={m.minutes_copy_text_found({ at: new Date(copy.at).toLocaleString(document.documentElement.lang) })}
        >
          <button type="button" class="ds-button" data-size="sm" onClick={() => void takeCopy()}>
            {m.minutes_copy_take()}
          </button>
          <button type="button" class="ds-button" data-size="sm" data-variant="secondary" onClick={forgetCopy}>
            {m.minutes_copy_drop()}
          </button>
        </Strip>
      ) : null}
      {editor ? <Toolbar editor={editor} linking={linking} setLinking={setLinking} /> : null}
      <div class="sm-doc">
        <h2 class="sm-doc__title" lang={props.titleLang ?? undefined}>
          {props.title}
        </h2>
        <p class="sm-doc__meta">{props.meta}</p>
        <div class="sm-prose sm-doc__body" ref={box} />
      </div>
      {editor ? (
        <section class="sm-bar" aria-label={m.minutes_insert()}>
          {blockTools(editor)
            .slice(0, 2)
            .map((tool) => (
              <ToolButton key={tool.name} tool={tool} variant="secondary" />
            ))}
        </section>
      ) : null}
    </>
  )
}

function makeEditor(element: HTMLElement, props: EditorProps, openLink: () => void): Editor {
  const keys = Extension.create({
    name: 'minutesKeys',
    addKeyboardShortcuts() {
      const insert = (kind: Parameters<typeof insertBlock>[1]) => () => {
        insertBlock(this.editor, kind)
        return true
      }
      return {
        'Alt-Shift-b': insert('decision'),
        'Alt-Shift-o': insert('action'),
        'Alt-Shift-s': insert('answer'),
        'Mod-k': () => {
          openLink()
          return true
        },
      }
    },
  })
  return new Editor({
    element,
    extensions: [...extensions, keys],
    content: props.document as JSONContent,
    // The content security policy allows no styles made at run time; style.css has them.
    injectCSS: false,
    enableContentCheck: true,
    editorProps: {
      attributes: {
        id: 'minutes-text',
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': m.minutes_text_of({ title: props.title }),
        lang: props.lang,
        spellcheck: 'true',
      },
    },
  })
}

function replaceText(editor: Editor, document: MinutesDocument): void {
  editor
    .chain()
    .setMeta(FROM_SERVER, true)
    .setMeta('addToHistory', false)
    .setContent(document as JSONContent, { emitUpdate: false })
    .run()
}

/** A copy is offered when it says something else than what stands. */
function worthOffering(editor: Editor, copy: Copy | null): Copy | null {
  if (!copy) return null
  try {
    return editor.schema.nodeFromJSON(copy.document).eq(editor.state.doc) ? null : copy
  } catch {
    // Left by another version of the program, which knew other blocks. Its text is worth more than its form.
    return copy
  }
}

/** Lines outside the island that the text decides: the server drew them, what is in them is kept true from here. */
function showState(saving: Saving, kept: number | null): void {
  const line = document.getElementById('minutes-saved')
  if (line) render(<SavedState status={statusOf(saving)} kept={kept} />, line)
  const state = document.getElementById('minutes-state')
  if (!state || state.dataset.begun !== undefined || saving.at === null) return
  state.dataset.begun = ''
  state.replaceChildren()
  render(<State is="draft">{m.minutes_state_draft()}</State>, state)
}

/** Said aloud: that something went wrong, and that it is well again. Not every save. */
const spoken = (is: string, failures: number) =>
  is === 'unsaved' ? m.minutes_spoken_unsaved() : failures === 0 ? '' : m.minutes_saving()

/** Approving and publishing act on what is saved: forms that do so wait for it. */
function saveBeforeForms(session: Session): () => void {
  const hold = (event: SubmitEvent) => {
    const form = event.target as HTMLFormElement
    if (!form.querySelector('[data-minutes-number]') || waiting(session.state) === 0) return
    event.preventDefault()
    const button = event.submitter
    void session.flush().then((saved) => saved && form.requestSubmit(button))
  }
  document.addEventListener('submit', hold)
  return () => document.removeEventListener('submit', hold)
}
