/** The editor for the minutes of one item, written by several at once. What it stands in the place of, a plain form, works where this does not come. */
import { Editor, Extension, type Extensions } from '@tiptap/core'
import Collaboration from '@tiptap/extension-collaboration'
import { render } from 'preact'
import { useEffect, useReducer, useRef, useState } from 'preact/hooks'
import { m } from '#platform/words/words.ts'
import { State } from '#ui/state.tsx'
import { markPassages, remark } from '../comments/islands/passages.ts'
import { tell } from '../comments/islands/seam.ts'
import { Here, namesIn } from '../parts/here.tsx'
import { PicturesNow } from '../parts/picturesnow.tsx'
import { Act, Banner, SavedState, Strip } from '../parts/saved.tsx'
import { SlashMenu } from '../parts/slashmenu.tsx'
import { blockTools, commentTool, insertBlock, moreTool, ToolButton, Toolbar } from '../parts/toolbar.tsx'
import { type Saving, statusOf, untouched } from '../saving/rules.ts'
import { FIELD, type Present } from '../together/rules.ts'
import type { Carets } from './carets.ts'
import { keepBeforeGoing } from './going.ts'
import { hint } from './hint.ts'
import { takeInserts } from './insert.ts'
import { makePictures } from './pictures.ts'
import { type Offers, offerQuotes } from './quoting.ts'
import { extensions } from './schema.ts'
import { openSession, type Session } from './session.ts'
import { askWhat, makeSlashes } from './slash.ts'

/** With what is offered beside the text, to be put in. */
export interface EditorProps extends Offers {
  /** Address of the minutes, `…/minutes`. */
  readonly base: string
  readonly personId: string
  readonly personName: string
  readonly itemId: string
  /** The text as it stood when the page was made: read until the shared one has come. */
  readonly html: string
  readonly lang: string
  /** What the minutes are of, and when it was on. */
  readonly title: string
  readonly titleLang: string | null
  readonly meta: string
}

export default function MinutesEditor(props: EditorProps) {
  const box = useRef<HTMLDivElement>(null)
  const [session, setSession] = useState<Session | null>(null)
  const [editor, setEditor] = useState<Editor | null>(null)
  const [linking, setLinking] = useState(false)
  const [, redraw] = useReducer((n: number) => n + 1, 0)
  const [pictures] = useState(() => makePictures(props.base, () => redraw(0)))
  const acts = (of: Editor) => ({
    openLink: () => setLinking(true),
    choosePicture: () => pictures.choose(of),
    comment: () => remark(of, session?.life ?? null),
  })
  const [slashes] = useState(() => makeSlashes(acts, () => redraw(0)))

  useEffect(() => {
    const made = openSession(props, { changed: () => redraw(0), present: showPresent, commented: () => tell({ is: 'changed' }) })
    setSession(made)
    const release = saveBeforeForms(made, props.base)
    return () => {
      release()
      made.end()
    }
  }, [])

  const ready = session?.ready === true
  useEffect(() => {
    if (!session || !ready) return
    const made = makeEditor(
      box.current!,
      props,
      session,
      [slashes.keys, hint, pictures.plugin, markPassages(() => session.life)],
      () => setLinking(true),
    )
    made.on('transaction', () => redraw(0))
    setEditor(made)
    const stops = [takeInserts(made), offerQuotes(made, props), keepBeforeGoing(session)]
    return () => {
      for (const stop of stops) stop()
      made.destroy()
    }
  }, [session, ready])

  const saving = session?.state ?? untouched
  // Who cannot save any more may not type either: words that lead nowhere are worse than none.
  const writable = saving.stop === null
  useEffect(() => {
    if (editor && editor.isEditable !== writable) editor.setEditable(writable, false)
  }, [editor, writable])
  const slash = editor && slashes.now(editor)
  const others = session?.carets.others ?? []
  useEffect(() => showState(saving, { name: props.personName, color: session?.color ?? 1 }, others, props.itemId))

  return (
    <>
      <p class="sr" role="status">
        {spoken(saving)}
      </p>
      <div class="sm-write__head">
        <Banner
          saving={saving}
          plainHref={`${props.base}?plain`}
          acts={{
            copyText: () => void navigator.clipboard.writeText(editor?.getText({ blockSeparator: '\n\n' }) ?? ''),
            retry: () => session?.retry(),
            reload: () => location.reload(),
          }}
        />
        {session?.leftOver ? (
          <Strip
            color="warning"
            title={m.minutes_copy_title()}
            text={m.minutes_copy_text_found({ at: new Date(session.leftOver.at).toLocaleString(document.documentElement.lang) })}
          >
            <Act onClick={() => void navigator.clipboard.writeText(session.leftOver?.text ?? '')}>{m.minutes_copy_text()}</Act>
            <Act onClick={session.forget}>{m.minutes_copy_drop()}</Act>
          </Strip>
        ) : null}
        {editor ? <Toolbar editor={editor} acts={acts(editor)} linking={linking} setLinking={setLinking} /> : null}
      </div>
      {editor ? <PicturesNow editor={editor} sending={pictures.sending} error={pictures.error} forget={pictures.forget} /> : null}
      <div class="sm-doc">
        <h2 class="sm-doc__title" lang={props.titleLang ?? undefined}>
          {props.title}
        </h2>
        <p class="sm-doc__meta">{props.meta}</p>
        {ready ? null : (
          <>
            <p class="soft">{m.minutes_fetching()}</p>
            <div class="sm-prose sm-doc__body" lang={props.lang} dangerouslySetInnerHTML={{ __html: props.html }} />
          </>
        )}
        <div class="sm-prose sm-doc__body" hidden={!ready} ref={box} />
        {editor && slash ? <SlashMenu editor={editor} {...slash} choose={(tool) => slashes.choose(editor, tool)} /> : null}
      </div>
      {editor ? (
        <section class="sm-bar" aria-label={m.minutes_insert()}>
          {blockTools(editor)
            .slice(0, 2)
            .map((tool) => (
              <ToolButton key={tool.name} tool={tool} variant="secondary" />
            ))}
          {/* Words that are chosen can be talked of; else what a slash offers, which few find on a phone's keys. */}
          <ToolButton
            tool={editor.state.selection.empty ? moreTool(() => askWhat(editor)) : { ...commentTool(acts(editor)), words: false }}
            variant="secondary"
          />
        </section>
      ) : null}
    </>
  )
}

/** What may lie over the text, in pixels from each edge of the window. */
const BARS = { top: 160, bottom: 96, left: 0, right: 0 }

function makeEditor(
  element: HTMLElement,
  props: EditorProps,
  { doc, carets }: Session,
  more: Extensions,
  openLink: () => void,
): Editor {
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
        'Alt-Shift-m': insert('attendance'),
        'Mod-k': () => {
          openLink()
          return true
        },
      }
    },
  })
  return new Editor({
    element,
    extensions: [...extensions, Collaboration.configure({ document: doc, field: FIELD }), carets.plugin, ...more, keys],
    // The content security policy allows no styles made at run time; style.css has them.
    injectCSS: false,
    editorProps: {
      // Bars lie over the text above and below: what is written must not come to stand behind them.
      scrollThreshold: BARS,
      scrollMargin: BARS,
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

/** Lines outside the island that the text decides: the server drew them, what is in them is kept true from here. */
function showState(saving: Saving, self: { name: string; color: number }, others: Carets['others'], itemId: string): void {
  const line = document.getElementById('minutes-saved')
  if (line) render(<SavedState status={statusOf(saving)} />, line)
  const here = document.getElementById('minutes-here')
  if (here) render(<Here self={self} others={others} />, here)
  const state = document.getElementById('minutes-state')
  if (!state || state.dataset.begun !== undefined || saving.at === null) return
  state.dataset.begun = ''
  // Beside the text, and where the item stands in the list.
  for (const place of [state, ...document.querySelectorAll(`[data-state-of="${itemId}"]`)]) {
    place.replaceChildren()
    render(<State is="draft">{m.minutes_state_draft()}</State>, place)
  }
}

function showPresent(present: readonly Present[]): void {
  for (const place of document.querySelectorAll<HTMLElement>('[data-writers-of]'))
    place.textContent = namesIn(present, place.dataset['writersOf']!)
}

/** Said aloud: that something went wrong, and that it is well again. Not every save. */
function spoken(saving: Saving): string {
  if (statusOf(saving).is === 'unsaved') return m.minutes_spoken_unsaved()
  return saving.failures === 0 ? '' : m.minutes_saving()
}

const SAVED_WITHIN_MS = 10_000

/** Approving and publishing act on a version: forms that do so wait until all is kept, and name the version that it became. */
function saveBeforeForms(session: Session, base: string): () => void {
  const numbered = async (form: HTMLFormElement, button: HTMLElement | null) => {
    if (!(await session.kept(SAVED_WITHIN_MS))) return
    const answer = await fetch(`${base}/version`, { method: 'POST', headers: { accept: 'application/json' } })
    if (answer.ok) {
      const { number } = (await answer.json()) as { number: number }
      for (const field of form.querySelectorAll<HTMLInputElement>('[data-minutes-number]')) field.value = String(number)
    }
    form.dataset['numbered'] = ''
    form.requestSubmit(button)
  }
  const hold = (event: SubmitEvent) => {
    const form = event.target as HTMLFormElement
    if (!form.querySelector('[data-minutes-number]') || form.dataset['numbered'] !== undefined) return
    event.preventDefault()
    // A line that is dead answers nothing: the banner says so, and the form can be sent again.
    void numbered(form, event.submitter).catch(() => {})
  }
  document.addEventListener('submit', hold)
  return () => document.removeEventListener('submit', hold)
}
