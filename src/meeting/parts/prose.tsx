import type { Words } from '#platform/words/text.ts'
import { said } from './said.ts'

/** A text around the programme: a paragraph per line; lines that begin with "• " are a list. */
export function Prose(props: { of: Words; class?: string }) {
  const { text, lang } = said(props.of)
  const blocks: (string | string[])[] = []
  for (const line of text.split('\n').map((one) => one.trim())) {
    if (line === '') continue
    const entry = /^•\s*(.*)/.exec(line)?.[1]
    const last = blocks.at(-1)
    if (entry === undefined) blocks.push(line)
    else if (Array.isArray(last)) last.push(entry)
    else blocks.push([entry])
  }
  return (
    <div class={props.class ?? 'sm-prose'} lang={lang}>
      {blocks.map((block) =>
        Array.isArray(block) ? (
          <ul>
            {block.map((entry) => (
              <li key={entry}>{entry}</li>
            ))}
          </ul>
        ) : (
          <p>{block}</p>
        ),
      )}
    </div>
  )
}
