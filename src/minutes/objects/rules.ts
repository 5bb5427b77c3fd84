/** Decisions, action points and answers as things of their own: changed in the text, numbered, owned. Pure. */
import type { Locale, Words } from '#platform/words/text.ts'
import { type Attending, type Block, blockOf, type MinutesDocument, type MinutesNode, type Taken } from '../document.ts'
import type { minutesObject } from '../tables.ts'

export type ObjectRow = typeof minutesObject.$inferSelect

/** What may be changed of a block; what is absent stays. */
export interface BlockChange {
  /** Lines become paragraphs. */
  readonly text?: string
  readonly who?: string | null
  readonly due?: string | null
  readonly taken?: Taken
  readonly attending?: Attending
}

/**
 * The document with one block changed and everything else as it was. The same document when nothing changes or no such block
 * stands in it.
 */
export function changeBlock(document: MinutesDocument, id: string, change: BlockChange): MinutesDocument {
  const changed = (node: MinutesNode): MinutesNode => {
    const block = blockOf(node)
    if (block?.id !== id) return node
    const facts = factsIn(block, change)
    const content =
      change.text === undefined || block.kind === 'attendance' || change.text === block.text
        ? node.content
        : withText(node, change.text)
    return { ...node, attrs: { ...node.attrs, ...facts }, ...(content && { content }) }
  }
  return { ...document, content: (document.content ?? []).map(changed) }
}

function factsIn({ kind }: Block, { who, due, taken, attending }: BlockChange): Record<string, unknown> {
  if (kind === 'attendance') return { ...(who !== undefined && { who }), ...attending }
  if (kind === 'action') return { ...(who !== undefined && { who }), ...(due !== undefined && { due }) }
  return kind === 'decision' && taken ? { ...taken } : {}
}

function withText(node: MinutesNode, text: string): MinutesNode[] {
  const question = (node.content ?? []).filter((part) => part.type === 'question')
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  return [...question, ...lines.map((line) => ({ type: 'paragraph', content: [{ type: 'text', text: line.trim() }] }))]
}

/** Whether a block's text can be written in a plain field without losing anything: paragraphs, and no emphasis or links in them. */
export const isPlainBlock = (node: MinutesNode): boolean =>
  (node.content ?? []).every(
    (part) =>
      part.type === 'question' ||
      (part.type === 'paragraph' &&
        !part.attrs &&
        (part.content ?? []).every((one) => one.type === 'text' && !one.marks?.length)),
  )

/** "1/20", or "1" where each meeting counts for itself; null before it has one. */
export const numberWords = (row: Pick<ObjectRow, 'number' | 'numberYear'>): string | null =>
  row.number === null ? null : row.numberYear === null ? `${row.number}` : `${row.number}/${`${row.numberYear}`.slice(-2)}`

/** Whom a text may name. */
export interface Named {
  readonly people: readonly { readonly id: string; readonly name: string }[]
  readonly organisations: readonly { readonly id: string; readonly name: Words }[]
}

export interface Owner {
  readonly personId: string | null
  readonly organisationId: string | null
}

/**
 * Who is meant by an owner as written: the one whose whole name it is or holds, else the only one who is called so by first or
 * last name. Two who fit are none: it is a suggestion, and a wrong one costs more than none.
 */
export function suggestOwner(who: string, { people, organisations }: Named): Owner {
  const given = folded(who)
  const byName = only(people.filter((one) => holdsWords(given, folded(one.name))))
  const byPart = only(people.filter((one) => folded(one.name).split(' ').includes(given)))
  const called = organisations.filter((one) => wordings(one.name).some((name) => holdsWords(given, name)))
  // "Alta bibliotek" is meant where both it and "Alta" are called so.
  const longest = only(called.filter((one) => lengthOf(one.name) === Math.max(...called.map((other) => lengthOf(other.name)))))
  return { personId: (byName ?? byPart)?.id ?? null, organisationId: longest?.id ?? null }
}

const only = <T>(all: readonly T[]): T | null => (all.length === 1 ? all[0]! : null)
const folded = (text: string): string =>
  text
    .toLocaleLowerCase('nb')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
const wordings = (name: Words): string[] => (Object.values(name) as string[]).map(folded).filter(Boolean)
const lengthOf = (name: Words): number => Math.max(0, ...wordings(name).map((one) => one.length))
const holdsWords = (text: string, words: string): boolean => words !== '' && ` ${text} `.includes(` ${words} `)

/** Whether nobody is responsible: neither named in the text nor chosen. */
export const lacksOwner = (row: Pick<ObjectRow, 'kind' | 'who' | 'personId' | 'organisationId'>): boolean =>
  row.kind === 'action' && !row.who && !row.personId && !row.organisationId

/** A decision, action point or answer as a reader sees it, and for those who write what they need to mend it. */
export interface ObjectView {
  readonly block: Block
  readonly itemId: string
  readonly locale: Locale
  /** Its text stands as it was approved. */
  readonly locked: boolean
  /** "1/20"; null before it has one, and for what is no decision. */
  readonly number: string | null
  /** The row behind it: for those who write. */
  readonly row: ObjectRow | null
  /** Whoever was chosen as the owner; for those who write. */
  readonly ownerName: string | null
  readonly ownerOrganisation: Words | null
}

/** What an owner is told. */
export interface OwnerLetter {
  readonly locale: Locale
  readonly network: { readonly name: Words }
  readonly row: Pick<ObjectRow, 'text' | 'due'>
  /** What is said of the meeting; null where its owner may not read it, and the letter gives nothing of it away. */
  readonly meeting: { readonly title: Words; readonly href: string } | null
  /** Their own page of it, where they can tell how it goes without signing in; null where there is none yet. */
  readonly own: string | null
  readonly approved: boolean
}
