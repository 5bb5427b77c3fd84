/** Minutes as Markdown (CommonMark with the tables of GitHub): for wikis, repositories and notes. Nothing written becomes markup. */
import type { Said } from '#meeting/formats/sheet.ts'
import { m } from '#platform/words/words.ts'
import type { Cell, Part, Run } from './body.ts'
import { type MinutesSheet, type SheetItem, type SheetPart, undescribed } from './sheet.ts'

/** In the language in force. Lines end with a line feed. */
export function minutesMarkdown(sheet: MinutesSheet): string {
  const facts = [sheet.when, sheet.where, [sheet.network.text, sheet.series?.text].filter(Boolean).join(' · ')]
  const parts = [
    `# ${escaped(sheet.name)}`,
    facts.flatMap((fact) => (fact ? [escaped(fact)] : [])).join('  \n'),
    ...(sheet.draft ? [`**${escaped(m.whole_draft())}**`] : []),
    ...sheet.present.flatMap((group) => [
      `## ${escaped(group.said)}`,
      group.people.map(({ name, from, online }) => `- ${escaped(personLine(name, from, online))}`).join('\n'),
    ]),
    ...(sheet.attending.length > 0 ? [`## ${m.attending_all()}`] : []),
    sheet.attending.map((one) => `- ${flat(one.text)} (${flat(one.item.text)})`).join('\n'),
    ...(sheet.decisions.length > 0 ? [`## ${m.whole_decisions()}`] : []),
    sheet.decisions
      .map((one) => `- ${one.number ? `**${one.number}:** ` : ''}${flat(one.text)} (${flat(one.item.text)})`)
      .join('\n'),
    ...(sheet.actions.length > 0 ? [`## ${m.whole_actions()}`, actionTable(sheet)] : []),
    ...(sheet.items.every((item) => item.minutes === null) ? [m.whole_none()] : []),
    ...sheet.items.flatMap(itemParts),
    ...(sheet.undescribed.length > 0 ? [`## ${m.whole_undescribed_all({ count: undescribed(sheet) })}`] : []),
    sheet.undescribed.map(({ of, count }) => `- ${flat(of.text)} (${count})`).join('\n'),
    ...(sheet.materials.length > 0 ? [`## ${m.whole_materials()}`] : []),
    ...sheet.materials.flatMap((group) => [
      `**${flat(group.of.text)}**`,
      group.links.map((one) => `- ${flat(one.what)}: [${flat(one.title.text)}](<${one.href}>)`).join('\n'),
    ]),
    `${escaped(sheet.updated)}  \n<${sheet.url}>`,
  ]
  return `${parts.filter(Boolean).join('\n\n')}\n`
}

export const personLine = (name: string, from: Said | null, online: boolean): string =>
  `${name}${from ? `, ${from.text}` : ''}${online ? ` (${m.whole_online()})` : ''}`

function itemParts(item: SheetItem): string[] {
  const { minutes } = item
  const facts = [item.time, item.outcome, item.state, minutes?.writtenBy && m.whole_written_by({ name: minutes.writtenBy })]
  return [
    `${'#'.repeat(1 + item.level)} ${flat(item.title.text)}`,
    escaped(facts.filter(Boolean).join(' · ')),
    escaped(item.people),
    escaped(item.present ?? ''),
    ...(item.about ? [escaped(item.about.text)] : []),
    ...(minutes?.parts ?? []).map((part) => write(part, 1 + item.level)),
    ...(minutes?.amendments ?? []).flatMap((one) => [`**${flat(one.title)}**`, ...one.lines.map(escaped)]),
  ]
}

/** @param level of the heading above */
function write(part: SheetPart | Part, level: number): string {
  switch (part.kind) {
    case 'paragraph':
      return inline(part.runs)
    case 'heading':
      return `${'#'.repeat(Math.min(6, level + part.level))} ${inline(part.runs).replaceAll('  \n', ' ')}`
    case 'rule':
      return '---'
    case 'picture':
      return 'href' in part ? `![${flat(part.said)}](<${part.href}>)` : ''
    case 'list':
      return part.entries
        .map((entry, i) => {
          const sign = part.start === null ? '- ' : `${part.start + i}. `
          const inside = entry.map((one) => write(one, level)).join('\n\n')
          return sign + inside.replaceAll(/\n(?=.)/g, `\n${' '.repeat(sign.length)}`)
        })
        .join('\n')
    case 'quote':
      return quoted(part.parts.map((one) => write(one, level)).join('\n\n'))
    case 'table':
      return tableOf(part.rows, part.columns, part.heads)
    case 'block': {
      const label = 'label' in part ? part.label : ''
      const facts = 'facts' in part && part.facts ? [`*${escaped(part.facts)}*`] : []
      const question = part.question ? [inline(part.question)] : []
      return quoted([`**${escaped(label)}**`, ...question, ...part.parts.map((one) => write(one, level)), ...facts].join('\n\n'))
    }
  }
}

const quoted = (text: string) => text.replaceAll(/^/gm, '> ').replaceAll(/^> $/gm, '>')

/** Cells over several columns leave the others empty; what stood on lines of its own stands on one. */
function tableOf(rows: readonly (readonly Cell[])[], columns: number, heads: number): string {
  const lines = rows.map((row) => {
    const cells = row.flatMap((cell) => [cellText(cell), ...Array.from({ length: cell.columns - 1 }, () => '')])
    return `| ${[...cells, ...Array.from({ length: Math.max(0, columns - cells.length) }, () => '')].join(' | ')} |`
  })
  const rule = `|${' --- |'.repeat(columns)}`
  const empty = `|${'  |'.repeat(columns)}`
  return [...(heads > 0 ? lines.slice(0, 1) : [empty]), rule, ...lines.slice(heads > 0 ? 1 : 0)].join('\n')
}

const cellText = (cell: Cell): string =>
  cell.parts
    .map((part) => write(part, 6))
    .join(' ')
    .replaceAll(/\s*\n\s*/g, ' ')
    .replaceAll(/\\?\|/g, '\\|')

function actionTable(sheet: MinutesSheet): string {
  const row = (...cells: (string | null)[]) =>
    `| ${cells.map((cell) => within((cell ?? '–').replaceAll(/\s*\n\s*/g, ' '))).join(' | ')} |`
  return [
    row(m.whole_action(), m.minutes_who(), m.minutes_due(), m.whole_item()),
    '| --- | --- | --- | --- |',
    ...sheet.actions.map((one) => row(one.text, one.who, one.dueSaid, one.item.text)),
  ].join('\n')
}

function inline(runs: readonly Run[]): string {
  return runs
    .map((run) => {
      // Signs of emphasis hold only where they touch a letter: what is blank stays outside them.
      const [, before = '', words = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(run.text) ?? []
      if (words === '') return broken(run.text)
      const sign = (run.bold ? '**' : '') + (run.italic ? '*' : '')
      const marked = sign + broken(escaped(words)) + [...sign].reverse().join('')
      return broken(before) + (run.href ? `[${marked}](<${run.href}>)` : marked) + broken(after)
    })
    .join('')
}

/** A line that people broke, as CommonMark breaks one. */
const broken = (text: string) => text.replaceAll(/\n+/g, '  \n')
const flat = (text: string) => escaped(text.replaceAll(/\s*\n\s*/g, ' '))

/** Text that means nothing but itself, wherever on a line it stands. */
const escaped = (text: string): string =>
  within(text)
    .replaceAll(/^(\s*)([-+=])/gm, '$1\\$2')
    .replaceAll(/^(\s*\d+)([.)])(?=\s|$)/gm, '$1\\$2')

/** The same for what never begins a line. */
const within = (text: string): string => text.replaceAll(/[\\`*_[\]<>#|~&!]/g, '\\$&')
