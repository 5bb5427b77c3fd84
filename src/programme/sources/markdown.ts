/** Markdown as people write programmes in it: headings, bullets, tables with pipes, emphasis and links. */
import type { LaidLine } from '../reader/laid.ts'

const FENCE = /^\s{0,3}(?:`{3,}|~{3,})/
const HEADING = /^\s{0,3}(#{1,6})\s+(.*?)(?:\s+#+)?\s*$/
// A number and a point may be a date ("8. mars"); the reader tells a list's numbers itself.
const BULLET = /^(\s*)[-*+]\s+(.*)$/
const UNDERLINE = /^\s{0,3}(=+|-{3,})\s*$/
const RULE = /^\s{0,3}(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,})$/
const DELIMITER = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/

/** Never throws; what is no Markdown is text. */
export function readMarkdown(text: string): LaidLine[] {
  const lines = withoutFrontMatter(text.replace(/<!--[\s\S]{0,5000}?-->/g, '').split(/\r\n|\n|\r/))
  const out: LaidLine[] = []
  let fenced = false
  let tables = 0
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] as string
    if (FENCE.test(line)) {
      fenced = !fenced
      continue
    }
    if (fenced) {
      out.push(textLine(line))
      continue
    }
    if (line.includes('|') && DELIMITER.test(lines[i + 1] ?? '') && (lines[i + 1] ?? '').includes('-')) {
      const table = tables++
      out.push({ ...row(line, table), header: true })
      i += 2
      while (lines[i]?.includes('|')) out.push(row(lines[i++] as string, table))
      i--
      continue
    }
    const heading = HEADING.exec(line)
    const under = line.trim() ? UNDERLINE.exec(lines[i + 1] ?? '')?.[1] : undefined
    const bullet = BULLET.exec(line)
    if (heading) out.push({ kind: 'heading', level: (heading[1] ?? '').length, cells: [{ text: plain(heading[2] ?? '') }] })
    else if (under && !bullet && !RULE.test(line)) {
      out.push({ kind: 'heading', level: under.startsWith('=') ? 1 : 2, cells: [{ text: plain(line) }] })
      i++
    } else if (RULE.test(line)) out.push(textLine(''))
    else if (bullet)
      out.push({ kind: 'bullet', level: 1 + Math.floor((bullet[1] ?? '').length / 2), cells: [{ text: plain(bullet[2] ?? '') }] })
    else out.push(textLine(plain(line.replace(/^\s{0,3}>\s?/, ''))))
  }
  return out
}

const textLine = (text: string): LaidLine => ({ kind: 'text', cells: [{ text }] })

function row(line: string, table: number): LaidLine {
  const cells = line
    .trim()
    .replace(/^\||(?<!\\)\|$/g, '')
    .split(/(?<!\\)\|/)
  return { kind: 'row', table, cells: cells.map((cell) => ({ text: plain(cell.trim()).replace(/<br\s*\/?>/gi, '\n') })) }
}

/** The words without their marks: bold, italics, code, links, escapes, the two spaces that break a line. */
function plain(text: string): string {
  return text
    .replace(/!\[([^\][]{0,300})\]\([^()]{0,2000}\)/g, '$1')
    .replace(/\[([^\][]{0,500})\]\([^()\s]{0,2000}(?:\s"[^"]{0,300}")?\)/g, '$1')
    .replace(/<((?:https?:|mailto:)[^<>\s]{1,2000})>/g, '$1')
    .replace(/(?<![\p{L}\d\\])(\*{1,3}|_{1,3}|~~)(?=\S)([^*_~]{1,1000}?)(?<=\S)\1(?![\p{L}\d])/gu, '$2')
    .replace(/`([^`]{1,500})`/g, '$1')
    .replace(/\\([\\`*_{}[\]()#+.!|<>~-])/g, '$1')
    .replace(/\s+$/, '')
}

/** What a site's generator reads: between lines of "---" at the top. Its title is the page's. */
function withoutFrontMatter(lines: readonly string[]): string[] {
  if (lines[0]?.trim() !== '---') return [...lines]
  const end = lines.findIndex((line, i) => i > 0 && i < 60 && /^(?:---|\.\.\.)\s*$/.test(line))
  if (end < 0) return [...lines]
  const title = lines
    .slice(1, end)
    .map((line) => /^title:\s*(.+)$/.exec(line)?.[1])
    .find(Boolean)
  return [...(title ? [`# ${title.replace(/^["']|["']$/g, '')}`, ''] : []), ...lines.slice(end + 1)]
}
