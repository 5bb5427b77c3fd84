/** The pasted text, line by line, each with what was made of it. */
import { m } from '#platform/words/words.ts'
import type { LineUse } from '../../reader/shape.ts'
import type { SourceLine as Line, OpenDoubt } from '../reader/shape.ts'
import { SourceLine, SourceLines } from './checking.tsx'

interface SourceProps {
  readonly lines: readonly Line[]
  readonly doubts: readonly OpenDoubt[]
}

export function Source({ lines, doubts }: SourceProps) {
  const open = Map.groupBy(
    doubts.filter((doubt) => doubt.chosen === null),
    (doubt) => doubt.where.line,
  )
  return (
    <SourceLines
      lines={lines}
      each={(line) => {
        const here = open.get(line.n) ?? []
        const kind = here.length > 0 ? 'unsure' : line.use === 'unread' ? 'unplaced' : 'read'
        const word = { read: useName(line.use), unsure: m.programme_unsure(), unplaced: m.programme_unplaced() }[kind]
        return (
          <SourceLine key={line.n} n={line.n} kind={kind} word={word}>
            {marked(line.text, here)}
          </SourceLine>
        )
      }}
    />
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
