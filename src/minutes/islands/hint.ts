/** What an empty text says of itself: that it is written here, and what a slash does. It is no part of the text. */
import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { m } from '#platform/words/words.ts'

export const hint = Extension.create({
  name: 'hint',
  addProseMirrorPlugins: () => [
    new Plugin({
      props: {
        decorations({ doc }) {
          const only = doc.childCount === 1 ? doc.firstChild! : null
          if (only?.type.name !== 'paragraph' || only.content.size > 0) return DecorationSet.empty
          return DecorationSet.create(doc, [Decoration.node(0, only.nodeSize, { 'data-placeholder': m.minutes_write_here() })])
        },
      },
    }),
  ],
})
