/** The pasted text, line by line, each with what was made of it. */
import { m } from '#platform/words/words.ts'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import type { LineUse } from '../../reader/shape.ts'
import type { OpenDoubt, SourceLine } from '../reader/shape.ts'

/** Longer texts are counted, not shown: a page of many thousand lines helps nobody. */
const SHOWN = 1500

export function Source(props: { lines: readonly SourceLine[]; doubts: readonly OpenDoubt[] }) {
  const open = Map.groupBy(
    props.doubts.filter((doubt) => doubt.chosen === null),
    (doubt) => doubt.where.line,
  )
  const hidden = props.lines.length - SHOWN
  return (
    <>
      <ol class="sm-src">
        {props.lines.slice(0, SHOWN).map((line) => (
          <Line key={line.n} line={line} doubts={open.get(line.n) ?? []} />
        ))}
      </ol>
      {hidden > 0 && <p class="soft">{m.programme_more_lines({ count: hidden })}</p>}
    </>
  )
}

function Line({ line, doubts }: { line: SourceLine; doubts: readonly OpenDoubt[] }) {
  const kind = doubts.length > 0 ? 'unsure' : line.use === 'unread' ? 'unplaced' : 'read'
  const icon = { read: icons.checkmark, unsure: icons.questionmarkCircle, unplaced: icons.circleSlash }[kind]
  const word = { read: useName(line.use), unsure: m.programme_unsure(), unplaced: m.programme_unplaced() }[kind]
  return (
    <li data-kind={kind} id={`l${line.n}`}>
      <span class="sm-src__n">{line.n}</span>
      {/* Text from elsewhere may hold marks that turn the direction of what follows: they end with the line. */}
      <bdi>{marked(line.text, doubts)}</bdi>
      <span class="sm-src__k">
        <Icon of={icon} />
        <span class={kind === 'read' ? 'sr' : undefined}>{word}</span>
      </span>
    </li>
  )
}

/** The line with a wavy mark at each doubtful place. */
function marked(text: string, doubts: readonly OpenDoubt[]) {
  const parts = []
  let at = 0
  for (const { from, to } of doubts.map((doubt) => doubt.where).toSorted((a, b) => a.from - b.from)) {
    if (from < at || to <= from) continue
    parts.push(text.slice(at, from), <mark key={from}>{text.slice(from, to)}</mark>)
    at = to
  }
  return [...parts, text.slice(at)]
}

function useName(use: LineUse | null): string {
  if (use === 'title') return m.programme_use_title()
  if (use === 'day') return m.programme_use_day()
  if (use === 'introduction') return m.programme_place_introduction()
  if (use === 'practical') return m.programme_place_practical()
  if (use === 'about') return m.programme_place_about()
  return use === 'heading' ? m.programme_use_heading() : m.programme_use_item()
}
