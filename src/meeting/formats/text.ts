/** The programme as plain text for an e-mail: lines of at most 72 columns (RFC 5322 §2.1.1 asks for less than 78). */
import { m } from '#platform/words/words.ts'
import { peopleLine, type Sheet, type SheetRow, type SheetText } from './sheet.ts'

const COLUMNS = 72
/** Where the titles begin: behind "09.00–09.45" and two spaces. */
const INDENT = 13

/** Lines end with a line feed. An address longer than a line stands unbroken on its own. */
export function programmeText(sheet: Sheet): string {
  const several = sheet.days.length > 1
  const lines = [
    ...wrap(sheet.title.text.toLocaleUpperCase(sheet.title.lang)),
    ...wrap(sheet.when),
    ...(sheet.where ? wrap(sheet.where) : []),
    ...wrap([sheet.network.text, sheet.series?.text].filter(Boolean).join(' · ')),
    ...(sheet.draft ? ['', ...wrap(m.meeting_draft_title())] : []),
    ...sheet.notices.flatMap((notice) => [
      '',
      ...wrap([notice.title, ...notice.facts, notice.reason?.text].filter(Boolean).join(' ')),
      ...(notice.other ? [...wrap(notice.other.text), notice.other.href] : []),
    ]),
    ...sheet.introduction.flatMap(around),
    ...heading(m.meeting_programme(), '='),
    ...sheet.days.flatMap((day) => [
      ...(several || day.label ? heading([several ? day.title : null, day.label?.text].filter(Boolean).join(': '), '-') : []),
      ...apart(day.rows.map(rowLines)),
    ]),
    ...(sheet.days.every((day) => day.rows.length === 0) ? wrap(m.meeting_no_items()) : []),
    ...sheet.texts.flatMap(around),
    '',
    ...wrap(sheet.updated),
    sheet.url,
  ]
  return `${lines.join('\n').replaceAll(/\n{3,}/g, '\n\n')}\n`
}

/** An empty line around all that takes more than one; short rows stand together. */
const apart = (rows: readonly string[][]): string[] =>
  rows.flatMap((row, i) => [...(i > 0 && row.length + rows[i - 1]!.length > 2 ? [''] : []), ...row])

function rowLines(row: SheetRow): string[] {
  const [first = '', ...rest] = wrap(row.title.text, COLUMNS - INDENT)
  return [
    `${row.time.padEnd(INDENT)}${first}`,
    ...indented([
      ...rest,
      ...(row.where ? wrap(row.where, COLUMNS - INDENT) : []),
      ...(row.people.length > 0 ? wrap(peopleLine(row.people), COLUMNS - INDENT) : []),
      ...(row.about ? paragraphs(row.about.text, COLUMNS - INDENT) : []),
      ...(row.note ? paragraphs(row.note.text, COLUMNS - INDENT) : []),
      ...row.parts.flatMap((part) => [
        ...hanging('– ', [part.title.text, peopleLine(part.people)].filter(Boolean).join(': '), COLUMNS - INDENT),
        ...indented([...(part.about ? paragraphs(part.about.text, COLUMNS - INDENT - 2) : []), ...links(part)], 2),
      ]),
      ...links(row),
    ]),
  ]
}

const links = (row: SheetRow): string[] =>
  row.links.flatMap((link) => [
    ...wrap(link.title.text === link.what ? `${link.what}:` : `${link.what}: ${link.title.text}`, COLUMNS - INDENT - 2),
    link.href,
  ])

/** A text around the programme, with an empty line before it. */
function around(text: SheetText): string[] {
  return [
    ...(text.heading ? heading(text.heading.text, '-') : ['']),
    ...text.blocks.flatMap((block, i) => [
      ...(i > 0 ? [''] : []),
      ...(typeof block === 'string' ? wrap(block) : block.flatMap((entry) => hanging('– ', entry, COLUMNS))),
    ]),
  ]
}

function heading(words: string, line: '=' | '-'): string[] {
  const lines = wrap(words)
  return ['', ...lines, line.repeat(Math.max(...lines.map(widthOf))), '']
}

const paragraphs = (text: string, columns: number) => text.split('\n').flatMap((line) => wrap(line, columns))
const hanging = (mark: string, text: string, columns: number) =>
  wrap(text.replaceAll('\n', ' '), columns - mark.length).map((line, i) => (i === 0 ? mark : ' '.repeat(mark.length)) + line)
const indented = (lines: readonly string[], by = INDENT) => lines.map((line) => (line === '' ? '' : ' '.repeat(by) + line))

const graphemes = new Intl.Segmenter('nb', { granularity: 'grapheme' })
const widthOf = (text: string): number => [...graphemes.segment(text)].length

/** Words in lines of so many columns; a word that is longer has a line to itself. */
function wrap(text: string, columns = COLUMNS): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/[^\S\u00a0\u202f]+/u).filter(Boolean)) {
    if (line !== '' && widthOf(line) + 1 + widthOf(word) > columns) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return line === '' ? lines : [...lines, line]
}
