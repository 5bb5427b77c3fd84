/** Places in the shared text that stay where they are while others write around them. */
import type { Editor } from '@tiptap/core'
import type { EditorState } from '@tiptap/pm/state'
import { absolutePositionToRelativePosition, relativePositionToAbsolutePosition, ySyncPluginKey } from '@tiptap/y-tiptap'
import type * as Y from 'yjs'

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
