/** From plain text to a document. Whatever is not understood is a paragraph: no text is lost. */
import { Invalid } from '#platform/errors.ts'
import { isBlockKind, isSafeHref, type MinutesDocument, type MinutesMark, type MinutesNode, textOfNode } from '../document.ts'
import { clockFrom, dateFrom, didFrom, isSpecial, type Keyword, keywordOf, patterns, sameButIds } from './rules.ts'

/**
 * Reads a text that was made from `base`.
 * @param kept what stands in the text as `[[1: …]]`, in that order: parts that plain text cannot say
 * @throws Invalid({text}) when a kept part is missing or stands twice: it cannot be taken away here, since it cannot be seen whole
 */
export function readPlain(text: string, kept: readonly MinutesNode[], base: MinutesDocument): MinutesDocument {
  const used = new Set<number>()
  const content = nodesOf(text).map((node) => {
    const place = typeof node.attrs?.kept === 'number' ? node.attrs.kept : null
    if (place === null) return node
    const part = kept[place - 1]
    if (!part || used.has(place)) throw new Invalid({ text: 'minutes_error_kept_missing' })
    used.add(place)
    return part
  })
  if (used.size !== kept.length) throw new Invalid({ text: 'minutes_error_kept_missing' })
  return adoptOrigins(adoptIds({ type: 'doc', content: content.length > 0 ? content : [{ type: 'paragraph' }] }, base), base)
}

/** The nodes of a text; a kept part is a node of type `kept` with its number. */
export function nodesOf(text: string): MinutesNode[] {
  const lines = text.replace(/\r\n?/g, '\n').split('\n')
  const nodes: MinutesNode[] = []
  let run: Run | null = null
  let question: string | null = null
  const unanswered = () => {
    if (question !== null) nodes.push(answer(question, ''))
    question = null
  }
  const close = () => {
    const text = run?.lines.join('\n') ?? ''
    if (run?.is === 'answer') {
      nodes.push(answer(question ?? '', text))
      question = null
    } else if (run) {
      unanswered()
      if (run.is === 'question') question = text
      else nodes.push(nodeOf(run))
    }
    run = null
  }
  for (const line of lines) {
    const kind = runOf(line, run)
    if (kind === 'blank') close()
    else if (run !== null && kind === 'on') (run as Run).lines.push(line)
    else {
      close()
      run = begin(line)
    }
  }
  close()
  unanswered()
  return nodes
}

interface Run {
  readonly is: 'paragraph' | 'heading' | 'list' | 'quote' | 'rule' | 'kept' | Keyword
  readonly lines: string[]
}

function begin(line: string): Run {
  const keyword = keywordOf(line)
  // What is not said in that way is running text that begins with the word.
  if (keyword) return { is: keyword.keyword, lines: [keyword.keyword === 'attendance' ? line : keyword.rest] }
  if (patterns.kept.test(line)) return { is: 'kept', lines: [line] }
  if (patterns.heading.test(line)) return { is: 'heading', lines: [line] }
  if (patterns.rule.test(line)) return { is: 'rule', lines: [line] }
  if (patterns.item.test(line)) return { is: 'list', lines: [line] }
  if (patterns.quote.test(line)) return { is: 'quote', lines: [line] }
  return { is: 'paragraph', lines: [line] }
}

/** Whether a line goes on with what is begun, begins something, or stands between. */
function runOf(line: string, run: Run | null): 'blank' | 'on' | 'new' {
  if (line.trim() === '') return 'blank'
  if (!run) return 'new'
  if (run.is === 'list')
    return patterns.item.test(line) ? (sameList(run, line) ? 'on' : 'new') : /^ {2}/.test(line) ? 'on' : 'new'
  if (run.is === 'quote') return patterns.quote.test(line) ? 'on' : 'new'
  if (run.is === 'heading' || run.is === 'rule' || run.is === 'kept') return 'new'
  return isSpecial(line) ? 'new' : 'on'
}

/** Points and numbers at the outermost level do not mix in one list. */
function sameList(run: Run, line: string): boolean {
  const [, indent, number] = patterns.item.exec(line)!
  const [, , first] = patterns.item.exec(run.lines[0]!)!
  return indent !== '' || (number === undefined) === (first === undefined)
}

function nodeOf(run: Run): MinutesNode {
  const text = run.lines.join('\n')
  switch (run.is) {
    case 'heading': {
      const [, signs, rest] = patterns.heading.exec(text)!
      return { type: 'heading', attrs: { level: signs!.length }, ...inlineContent(rest!) }
    }
    case 'rule':
      return { type: 'horizontalRule' }
    case 'kept':
      return { type: 'kept', attrs: { kept: Number(patterns.kept.exec(text)![1]) } }
    case 'list':
      return listOf(run.lines)
    case 'quote': {
      const paragraphs = run.lines
        .map((line) => patterns.quote.exec(line)![1]!)
        .join('\n')
        .split(/\n{2,}/)
      return { type: 'blockquote', content: paragraphs.map(paragraph) }
    }
    case 'decision':
      return { type: 'decision', attrs: { id: '' }, content: [paragraph(text)] }
    case 'action':
      return action(text)
    case 'attendance':
      return attendance(keywordOf(text)!.rest) ?? paragraph(text)
    default:
      return paragraph(text)
  }
}

const paragraph = (text: string): MinutesNode => ({ type: 'paragraph', ...inlineContent(text) })

const answer = (question: string, text: string): MinutesNode => ({
  type: 'answer',
  attrs: { id: '' },
  content: [{ type: 'question', ...inlineContent(question) }, paragraph(text)],
})

function action(text: string): MinutesNode {
  const [, rest, who, due] = patterns.facts.exec(text) ?? []
  const date = due === undefined ? undefined : dateFrom(due)
  const facts = date === undefined ? { who: null, due: null } : { who: who!.trim() || null, due: date }
  return { type: 'action', attrs: { id: '', ...facts }, content: [paragraph(date === undefined ? text : rest!)] }
}

function attendance(text: string): MinutesNode | null {
  const [, who, what, at = ''] = patterns.facts.exec(text) ?? patterns.fact.exec(text) ?? []
  const said = what === undefined ? null : didFrom(what.trim())
  const clock = clockFrom(at)
  if (said === null || clock === undefined || who!.includes('\n')) return null
  return { type: 'attendance', attrs: { id: '', who: who!.trim() || null, ...said, clock } }
}

/** A list from its lines; two spaces in front make a list within the point above. */
function listOf(given: readonly string[]): MinutesNode {
  const [, indent, number] = patterns.item.exec(given[0]!)!
  // The whole list may be written further in than it need be.
  const lines = given.map((line) => line.replace(new RegExp(`^ {0,${indent!.length}}`), ''))
  const items: { text: string; inner: string[] }[] = []
  for (const line of lines) {
    const found = patterns.item.exec(line)
    if (found && found[1]!.length < 2) items.push({ text: found[3]!, inner: [] })
    else if (!found && items.at(-1)!.inner.length === 0) items.at(-1)!.text += `\n${inward(line)}`
    else items.at(-1)!.inner.push(inward(line))
  }
  const content = items.map(
    ({ text, inner }): MinutesNode => ({ type: 'listItem', content: [paragraph(text), ...listsOf(inner)] }),
  )
  return number === undefined
    ? { type: 'bulletList', content }
    : { type: 'orderedList', attrs: { start: Number(number) }, content }
}

/** Without the two spaces that put it inside a point. */
const inward = (line: string): string => line.replace(/^ {1,2}/, '')

/** What stands within a point: lists and paragraphs, and no blocks. */
function listsOf(lines: readonly string[]): MinutesNode[] {
  const runs: Run[] = []
  for (const line of lines) {
    const run = runs.at(-1)
    if (run && runOf(line, run) === 'on') run.lines.push(line)
    else runs.push({ is: patterns.item.test(line) ? 'list' : 'paragraph', lines: [line] })
  }
  return runs.map(nodeOf)
}

function inlineContent(text: string): { content?: MinutesNode[] } {
  const content = inline(text)
  return content.length > 0 ? { content } : {}
}

interface Style {
  readonly href: string | null
  bold: boolean
  italic: boolean
}

/** Marks open where a closing sign follows and close at it; everything else is text. */
function inline(text: string, style: Style = { href: null, bold: false, italic: false }): MinutesNode[] {
  const out: MinutesNode[] = []
  const now = { ...style }
  let plain = ''
  const flush = () => {
    const marks = marksOf(now)
    if (plain) out.push({ type: 'text', text: plain, ...(marks.length > 0 && { marks }) })
    plain = ''
  }
  for (let at = 0; at < text.length; ) {
    const rest = text.slice(at)
    const link = now.href === null && rest[0] === '[' ? /^\[((?:\\.|[^\\\]]){1,1000})\]\(([^\s()]{1,2000})\)/.exec(rest) : null
    if (rest[0] === '\\' && /^[!-/:-@[-`{-~]/.test(rest.slice(1))) {
      plain += rest[1]
      at += 2
    } else if (rest[0] === '\n') {
      flush()
      out.push({ type: 'hardBreak' })
      at++
    } else if (link && isSafeHref(link[2])) {
      flush()
      out.push(...inline(link[1]!, { ...now, href: link[2] }))
      at += link[0].length
    } else if (rest.startsWith('**') && (now.bold || /^\*\*\S[\s\S]*?\*\*/.test(rest))) {
      flush()
      now.bold = !now.bold
      at += 2
    } else if (rest[0] === '*' && (now.italic || /^\*\S[\s\S]*?\*/.test(rest))) {
      flush()
      now.italic = !now.italic
      at++
    } else {
      plain += rest[0]
      at++
    }
  }
  flush()
  return out
}

const marksOf = ({ href, bold, italic }: Style): MinutesMark[] => [
  ...(href === null ? [] : [{ type: 'link', attrs: { href } }]),
  ...(bold ? [{ type: 'bold' }] : []),
  ...(italic ? [{ type: 'italic' }] : []),
]

/** Blocks keep their ids: those with the same words first, then the rest in their order. */
function adoptIds(document: MinutesDocument, base: MinutesDocument): MinutesDocument {
  const free = (base.content ?? []).filter((node) => isBlockKind(node.type))
  const claim = (fits: (node: MinutesNode) => boolean): unknown => {
    const at = free.findIndex(fits)
    return at < 0 ? undefined : free.splice(at, 1)[0]!.attrs?.id
  }
  const ids = new Map<MinutesNode, unknown>()
  const unsettled = () => document.content!.filter((node) => isBlockKind(node.type) && ids.get(node) === undefined)
  for (const node of unsettled())
    ids.set(
      node,
      claim((old) => old === node || sameButIds(old, node)),
    )
  for (const node of unsettled())
    ids.set(
      node,
      claim((old) => old.type === node.type && textOfNode(old) === textOfNode(node)),
    )
  for (const node of unsettled())
    ids.set(
      node,
      claim((old) => old.type === node.type),
    )
  const content = document.content!.map((node) =>
    isBlockKind(node.type) ? { ...node, attrs: { ...node.attrs, id: ids.get(node) ?? crypto.randomUUID() } } : node,
  )
  return { type: 'doc', content }
}

/** Parts that were put in from somewhere are known again by their words. */
function adoptOrigins(document: MinutesDocument, base: MinutesDocument): MinutesDocument {
  const free = (base.content ?? []).filter((node) => node.attrs?.from !== undefined)
  const content = document.content!.map((node) => {
    const at = free.findIndex((old) => sameButIds(old, node))
    return at < 0 ? node : free.splice(at, 1)[0]!
  })
  return { type: 'doc', content }
}
