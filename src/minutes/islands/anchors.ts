/** Places in the shared text that stay where they are while others write around them. */
import type { Editor } from '@tiptap/core'
import type { EditorState } from '@tiptap/pm/state'
import { absolutePositionToRelativePosition, relativePositionToAbsolutePosition, ySyncPluginKey } from '@tiptap/y-tiptap'
import * as Y from 'yjs'
import type { Spot } from '../comments/reader.ts'

interface Shared {
  readonly doc: Y.Doc
  readonly type: Y.XmlFragment
  readonly binding: { readonly mapping: Map<Y.AbstractType<unknown>, never> } | null
}
const sharedIn = (state: EditorState): Shared => ySyncPluginKey.getState(state) as Shared

/** @param position in the editor's document */
export function anchorAt({ state }: Editor, position: number): Y.RelativePosition {
  const { type, binding } = sharedIn(state)
  return absolutePositionToRelativePosition(position, type as never, binding!.mapping as never) as Y.RelativePosition
}

/** Where an anchor stands now; null when what it stood in is gone. */
export function positionOf({ state }: Editor, anchor: Y.RelativePosition): number | null {
  const { doc, type, binding } = sharedIn(state)
  return relativePositionToAbsolutePosition(doc, type as never, anchor, binding!.mapping as never)
}

/** The letter that begins at a position, as the shared text counts; null where none does. */
export function spotAt(editor: Editor, position: number): Spot | null {
  // Behind the letter: before it, the end of another run may stand.
  const found = Y.createAbsolutePositionFromRelativePosition(anchorAt(editor, position + 1), sharedIn(editor.state).doc)
  return found?.type instanceof Y.XmlText && found.index > 0 ? { run: found.type, index: found.index - 1 } : null
}

/** Where a place in a run of letters is in the editor; null when the editor does not show it. */
export function positionIn(state: EditorState, { run, index }: Spot): number | null {
  const { doc, type, binding } = sharedIn(state)
  // By the run's beginning: an anchor at a letter in the first place of all is taken for a lost one.
  const start = Y.createRelativePositionFromTypeIndex(run, 0, -1)
  const at = relativePositionToAbsolutePosition(doc, type as never, start, binding!.mapping as never)
  return at === null ? null : at + index
}
