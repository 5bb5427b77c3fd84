/** What comes in: documents from the editor, and the forms around them. Nothing is stored that has not passed here. */
import { z } from 'zod'
import { Invalid } from '#platform/errors.ts'
import { isDate } from '#platform/words/dates.ts'
import {
  attendingKinds,
  DATE_TO_COME,
  isSafeHref,
  type MinutesDocument,
  type MinutesMark,
  type MinutesNode,
  withoutEmptyEnd,
} from './document.ts'
import { PICTURE_WORDS } from './pictures/rules.ts'

/** Far above any minutes of one item, far below what would hurt a page. */
export const limits: Limits = { characters: 300_000, nodes: 20_000, depth: 40 }
export interface Limits {
  readonly characters: number
  readonly nodes: number
  readonly depth: number
}

type Clean = (value: unknown) => unknown

interface Kind {
  /** The types that may stand in it. */
  readonly holds: readonly string[]
  /** How many must stand in it, and what the first must be. */
  readonly least?: number
  readonly first?: string
  /** The attributes it has, each with what makes a value fit; all others are dropped. */
  readonly attrs?: Readonly<Record<string, Clean>>
}

const inline = ['text', 'hardBreak']
const prose = ['paragraph', 'bulletList', 'orderedList']

const lang: Clean = (value) => (typeof value === 'string' && /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(value) ? value : null)
const whole =
  (least: number, most: number): Clean =>
  (value) =>
    Number.isInteger(value) ? Math.min(most, Math.max(least, value as number)) : least
const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/
const id: Clean = (value) => (typeof value === 'string' && uuid.test(value) ? value : crypto.randomUUID())
/** What a part was made of: a poll, what a group wrote. */
const from: Clean = (value) => (typeof value === 'string' && uuid.test(value) ? value : null)
const line =
  (most: number): Clean =>
  (value) =>
    // Cut within a sign of two halves, one half would stand at the end.
    typeof value === 'string'
      ? storable(value)
          .trim()
          .slice(0, most)
          .replace(/[\ud800-\udbff]$/, '') || null
      : null
const who = line(200)
const due: Clean = (value) => (typeof value === 'string' && (value === DATE_TO_COME || isDate(value)) ? value : null)
const how: Clean = (value) => (value === 'agreed' || value === 'vote' ? value : null)
const votes: Clean = (value) => (Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 1e6 ? value : null)
const taken = { how, yes: votes, no: votes, abstained: votes, dissent: line(1000) }
const attending = {
  who,
  did: (value: unknown) => attendingKinds.find((one) => one === value) ?? 'came',
  instead: who,
  clock: (value: unknown) => (typeof value === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(value) ? value : null),
}
const input: Clean = (value) => (typeof value === 'string' && uuid.test(value) ? value : null)
const file: Clean = (value) => (typeof value === 'string' && uuid.test(value) ? value : NO_FILE)
const NO_FILE = '00000000-0000-0000-0000-000000000000'
const flag: Clean = (value) => (value === true ? true : null)
const cell: Kind = { holds: prose, least: 1, attrs: { colspan: whole(1, 50), rowspan: whole(1, 200) } }

/** Every node there is. The editor's schema has the same ones; a test compares them. */
export const nodeKinds: Readonly<Record<string, Kind>> = {
  doc: {
    holds: [
      ...prose,
      'heading',
      'blockquote',
      'horizontalRule',
      'table',
      'picture',
      'decision',
      'action',
      'answer',
      'attendance',
    ],
    least: 1,
  },
  paragraph: { holds: inline, attrs: { lang, from } },
  heading: { holds: inline, attrs: { level: whole(1, 3), lang, from } },
  bulletList: { holds: ['listItem'], least: 1 },
  orderedList: { holds: ['listItem'], least: 1, attrs: { start: whole(1, 9999) } },
  listItem: { holds: prose, least: 1, first: 'paragraph' },
  blockquote: { holds: prose, least: 1, attrs: { lang } },
  horizontalRule: { holds: [] },
  hardBreak: { holds: [] },
  picture: { holds: [], attrs: { file, alt: line(PICTURE_WORDS), decorative: flag, lang } },
  table: { holds: ['tableRow'], least: 1 },
  tableRow: { holds: ['tableHeader', 'tableCell'], least: 1 },
  tableHeader: cell,
  tableCell: cell,
  decision: { holds: prose, least: 1, attrs: { id, ...taken, lang } },
  action: { holds: prose, least: 1, attrs: { id, who, due, lang } },
  answer: { holds: ['question', ...prose], least: 2, first: 'question', attrs: { id, input, lang } },
  question: { holds: inline },
  attendance: { holds: [], attrs: { id, ...attending } },
}

/** Every mark there is, from the outermost in; null takes the mark away and leaves its text. */
export const markKinds: Readonly<Record<string, (attrs: Readonly<Record<string, unknown>>) => MinutesMark | null>> = {
  link: ({ href }) => (isSafeHref(href) ? { type: 'link', attrs: { href: href.trim() } } : null),
  bold: () => ({ type: 'bold' }),
  italic: () => ({ type: 'italic' }),
}

// PostgreSQL stores neither NUL nor half a surrogate pair; other control characters have no meaning in a text.
const storable = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\n\r\u2028\u2029]/g, ' ')
    .replace(/[\0-\x08\x0b-\x1f\x7f]/g, '')

/**
 * Checks a document from outside and makes the one that is stored: unknown attributes and marks, unsafe links and unusable
 * values are dropped, the text under them stays. What would lose text or cannot be understood is refused as a whole.
 * @throws Invalid({document}) for a type or an order that the schema does not know, and for what is too long or too deep
 */
export function checkDocument(input: unknown, most = limits): MinutesDocument {
  let nodes = 0
  let characters = 0
  const ids = new Set<unknown>()

  const check = (given: unknown, allowed: readonly string[], depth: number): MinutesNode | null => {
    if (depth > most.depth || ++nodes > most.nodes) throw new Invalid({ document: 'minutes_error_too_long' })
    if (!isRecord(given) || typeof given.type !== 'string' || !allowed.includes(given.type))
      throw new Invalid({ document: 'minutes_error_shape' })
    const type = given.type
    if (type === 'text') {
      if (typeof given.text !== 'string') throw new Invalid({ document: 'minutes_error_shape' })
      const text = storable(given.text)
      characters += text.length
      if (characters > most.characters) throw new Invalid({ document: 'minutes_error_too_long' })
      const marks = checkMarks(given.marks)
      return text === '' ? null : { type, text, ...(marks.length > 0 && { marks }) }
    }
    const kind = nodeKinds[type]!
    const attrs = checkAttrs(kind, given.attrs)
    // A block pasted twice: the later one is a new block.
    if (attrs?.id !== undefined) {
      if (ids.has(attrs.id)) attrs.id = crypto.randomUUID()
      ids.add(attrs.id)
    }
    const list = given.content ?? []
    if (!Array.isArray(list)) throw new Invalid({ document: 'minutes_error_shape' })
    const content = joined(list.map((child) => check(child, kind.holds, depth + 1)).filter((child) => child !== null))
    const begins = kind.first === undefined || content[0]?.type === kind.first
    const askedTwice = content.slice(1).some((child) => child.type === 'question')
    if (content.length < (kind.least ?? 0) || !begins || askedTwice) throw new Invalid({ document: 'minutes_error_shape' })
    return { type, ...(attrs && { attrs }), ...(content.length > 0 && { content }) }
  }
  return withoutEmptyEnd(check(input, ['doc'], 0) as MinutesDocument)
}

function checkAttrs(kind: Kind, given: unknown): Record<string, unknown> | null {
  if (!kind.attrs) return null
  const from = isRecord(given) ? given : {}
  const attrs: Record<string, unknown> = {}
  for (const [name, clean] of Object.entries(kind.attrs)) {
    const value = clean(from[name])
    // What is seldom said is left out where it is not: equal documents must be equal JSON.
    if (value !== null || !seldom.has(name)) attrs[name] = value
  }
  return Object.keys(attrs).length > 0 ? attrs : null
}

const seldom: ReadonlySet<string> = new Set([...Object.keys(taken), 'input', 'lang', 'from', 'alt', 'decorative'])

function checkMarks(given: unknown): MinutesMark[] {
  const marks = Array.isArray(given) ? given.filter(isRecord) : []
  return Object.entries(markKinds).flatMap(([type, make]) => {
    const mark = marks.find((one) => one.type === type)
    const made = mark && make(isRecord(mark.attrs) ? mark.attrs : {})
    return made ? [made] : []
  })
}

/** Neighbouring text with the same marks is one text: equal documents must be equal JSON. */
function joined(nodes: readonly MinutesNode[]): MinutesNode[] {
  const out: MinutesNode[] = []
  for (const node of nodes) {
    const last = out.at(-1)
    if (last?.text !== undefined && node.text !== undefined && JSON.stringify(last.marks) === JSON.stringify(node.marks))
      out[out.length - 1] = { ...last, text: last.text + node.text }
    else out.push(node)
  }
  return out
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const number = z.coerce.number().int().min(0).max(1e9)
/** A name that a browser window gives itself, to tell one's own windows apart. */
const windowName = z.string().regex(/^[\w-]{8,64}$/, 'minutes_error_shape')

/** A save from the editor. The document is checked by itself. */
export const saveForm = z.object({
  basedOn: number,
  window: windowName,
  edit: number,
  document: z.unknown(),
  take: z.boolean().default(false),
})

/** A save from the page without script. */
export const plainForm = z.object({
  basedOn: number,
  window: windowName,
  text: z.string().max(limits.characters, 'minutes_error_too_long'),
  take: z.literal('yes').optional(),
  /** A sum of the text that the form was made from. */
  seen: z.string().max(100).default(''),
})

export const stateForm = z.object({ do: z.enum(['approve', 'reopen', 'publish', 'unpublish']), number })

export const restoreForm = z.object({ number })

/** One part of another revision, to be taken into the text that stands. */
export const takeForm = z.object({ number, part: number, basedOn: number })

export const compareQuery = z.object({ from: number, to: number })
