import { m } from '#platform/words/words.ts'
import type { Line, Part } from '../revision/rules.ts'

/** What changed, line by line. Seen by underline and strike-through, heard by hidden words before and after each change. */
export function Difference(props: { lines: readonly Line[]; lang: string }) {
  return (
    <div class="sm-prose sm-diff" lang={props.lang}>
      {props.lines.map((line, i) => (
        <p key={i}>
          {line.parts.map((part, at) => (
            <Piece key={at} part={part} />
          ))}
        </p>
      ))}
    </div>
  )
}

function Piece({ part }: { part: Part }) {
  if (part.is === 'same') return <>{part.text}</>
  const Tag = part.is === 'added' ? 'ins' : 'del'
  return (
    <Tag>
      <span class="sr">{part.is === 'added' ? m.minutes_diff_added() : m.minutes_diff_removed()} </span>
      {part.text}
      <span class="sr"> ({m.minutes_diff_end()}) </span>
    </Tag>
  )
}
