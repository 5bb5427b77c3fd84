/**
 * The shape of stored minutes: ProseMirror JSON, and what the rest of the program asks of it. Which types there are and what
 * may stand in what is said in `forms.ts`, which everything passes before it is stored.
 */
export interface MinutesMark {
  readonly type: string
  readonly attrs?: Readonly<Record<string, unknown>>
}
export interface MinutesNode {
  readonly type: string
  readonly attrs?: Readonly<Record<string, unknown>>
  readonly content?: readonly MinutesNode[]
  readonly marks?: readonly MinutesMark[]
  readonly text?: string
}
export interface MinutesDocument extends MinutesNode {
  readonly type: 'doc'
}

export const blockKinds = ['decision', 'action', 'answer', 'attendance'] as const
export type BlockKind = (typeof blockKinds)[number]
export const isBlockKind = (type: string): type is BlockKind => (blockKinds as readonly string[]).includes(type)

/** A decision, an action point, an answer or a change of attendance, as it stands in the minutes. */
export interface Block {
  readonly kind: BlockKind
  /** A uuid that stays with the block when it is moved or rewritten; also its anchor in the HTML. */
  readonly id: string
  /** Without marks; paragraphs and list items on lines of their own. */
  readonly text: string
  /** Of an answer: what was asked. */
  readonly question: string | null
  /** Of an action: who does it, as written. Of attendance: whom it is about. */
  readonly who: string | null
  /** Of an action: the date it is due ("2020-05-15"), or that one is to come. */
  readonly due: string | typeof DATE_TO_COME | null
  /** Of a decision: how it was taken, and who would have had it otherwise. */
  readonly taken: Taken
  /** Of an answer: the question sent in that it came from. */
  readonly input: string | null
  /** Of attendance: what changed; null for all others. */
  readonly attending: Attending | null
}

/** The due date of an action whose date has yet to be set. */
export const DATE_TO_COME = 'to_come'

export interface Taken {
  readonly how: 'agreed' | 'vote' | null
  /** Votes, where they were counted. */
  readonly yes: number | null
  readonly no: number | null
  readonly abstained: number | null
  readonly dissent: string | null
}

export const attendingKinds = ['came', 'left', 'stands_in'] as const
export type AttendingKind = (typeof attendingKinds)[number]

/** That somebody came, went, or met in the place of another while the meeting was on. */
export interface Attending {
  readonly did: AttendingKind
  /** In whose place somebody met. */
  readonly instead: string | null
  /** "10:15" on the meeting's clock. */
  readonly clock: string | null
}

export interface BlockCounts {
  readonly decisions: number
  readonly actions: number
  readonly answers: number
}

export const emptyDocument: MinutesDocument = { type: 'doc', content: [{ type: 'paragraph' }] }

/** A document without the empty lines at its end: editors keep one there to write on, and it says nothing. */
export function withoutEmptyEnd(document: MinutesDocument): MinutesDocument {
  const content = document.content ?? []
  const last = content.findLastIndex((node) => node.type !== 'paragraph' || (node.content ?? []).length > 0)
  return last + 1 === content.length ? document : { ...document, content: content.slice(0, Math.max(1, last + 1)) }
}

/** Whether an address may stand in minutes: the web and mail, and nothing that runs. */
export function isSafeHref(href: unknown): href is string {
  if (typeof href !== 'string' || href.length > 2000) return false
  const url = URL.parse(href.trim())
  return url !== null && ['http:', 'https:', 'mailto:'].includes(url.protocol)
}

/** The decisions, action points, answers and changes of attendance of a document, in its order. */
export const blocksIn = (document: MinutesNode): Block[] => (document.content ?? []).flatMap((node) => blockOf(node) ?? [])

/** What a node says as a block; null for running text. */
export function blockOf(node: MinutesNode): Block | null {
  if (!isBlockKind(node.type)) return null
  const attr = <T>(name: string): T | null => (node.attrs?.[name] as T | undefined) ?? null
  const question = node.content?.find((part) => part.type === 'question')
  return {
    kind: node.type,
    id: attr<string>('id') ?? '',
    text: textOfNodes((node.content ?? []).filter((part) => part !== question)),
    question: question ? textOfNode(question) : null,
    who: attr('who'),
    due: attr('due'),
    taken: { how: attr('how'), yes: attr('yes'), no: attr('no'), abstained: attr('abstained'), dissent: attr('dissent') },
    input: attr('input'),
    attending: node.type === 'attendance' ? { did: attr('did') ?? 'came', instead: attr('instead'), clock: attr('clock') } : null,
  }
}

/** Without what is said of who was there: that is told to those who could have been, and not in public. */
export const withoutAttendance = (document: MinutesDocument): MinutesDocument =>
  document.content?.some((node) => node.type === 'attendance')
    ? { ...document, content: document.content.filter((node) => node.type !== 'attendance') }
    : document

/** What was decided and what is to be done: what follows a matter to its next meeting. */
export const decisionsAndActions = (document: MinutesNode): Block[] =>
  blocksIn(document).filter((block) => block.kind === 'decision' || block.kind === 'action')

/** How many blocks of each kind there are. */
export function blocksOf(document: MinutesNode): BlockCounts {
  const blocks = blocksIn(document)
  const count = (kind: BlockKind) => blocks.filter((block) => block.kind === kind).length
  return { decisions: count('decision'), actions: count('action'), answers: count('answer') }
}

const textHolders: ReadonlySet<string> = new Set(['paragraph', 'heading', 'question'])

/** The bare text of a node; its paragraphs on lines of their own. */
export function textOfNode(node: MinutesNode): string {
  if (node.text !== undefined) return node.text
  if (node.type === 'hardBreak') return '\n'
  if (node.type === 'picture') return (node.attrs?.['alt'] as string | undefined) ?? ''
  const parts = node.content ?? []
  return textHolders.has(node.type) ? parts.map(textOfNode).join('') : textOfNodes(parts)
}

const textOfNodes = (nodes: readonly MinutesNode[]): string => nodes.map(textOfNode).join('\n')
