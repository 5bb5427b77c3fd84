/** Every decision, action point and answer has an id that stays with it: when it is moved, split or rewritten. */
import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, type Transaction } from '@tiptap/pm/state'
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import { isBlockKind } from '../document.ts'

/** A random uuid; `crypto.randomUUID` is missing where the page is not served over https. */
export function randomId(): string {
  const b = crypto.getRandomValues(new Uint8Array(16))
  b[6] = (b[6]! & 0x0f) | 0x40
  b[8] = (b[8]! & 0x3f) | 0x80
  const hex = [...b].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

function idsIn(doc: Node): Map<string, number[]> {
  const found = new Map<string, number[]>()
  doc.forEach((node, position) => {
    const id = node.attrs.id as string | null
    if (isBlockKind(node.type.name) && id) found.set(id, [...(found.get(id) ?? []), position])
  })
  return found
}

/** Gives ids to blocks without one, and new ones to copies: the block that was there first keeps its own. */
function settleIds(before: Node, after: Node, transactions: readonly Transaction[], change: Transaction): Transaction | null {
  const known = idsIn(before)
  const present = idsIn(after)
  const moved = (position: number) => transactions.reduce((at, one) => one.mapping.map(at), position)
  after.forEach((node, position) => {
    if (!isBlockKind(node.type.name)) return
    const id = node.attrs.id as string | null
    const twins = id ? present.get(id)! : []
    const first = id ? (known.get(id) ?? []).map(moved).find((at) => twins.includes(at)) : undefined
    if (id && (twins.length === 1 || position === (first ?? twins[0]))) return
    change.setNodeAttribute(position, 'id', randomId())
  })
  return change.docChanged ? change : null
}

const isFromOthers = (transaction: Transaction): boolean =>
  (transaction.getMeta(ySyncPluginKey) as { isChangeOrigin?: boolean } | undefined)?.isChangeOrigin === true

export const BlockIds = Extension.create({
  name: 'blockIds',
  addProseMirrorPlugins: () => [
    new Plugin({
      appendTransaction: (transactions, before, after) =>
        // What others wrote was settled where it was written.
        transactions.some((one) => one.docChanged && !isFromOthers(one))
          ? settleIds(before.doc, after.doc, transactions, after.tr)
          : null,
    }),
  ],
})
