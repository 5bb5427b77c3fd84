/** Dates that stand in texts and are none of the meeting's own. */
import { said } from '#meeting/parts/said.ts'
import { m } from '#platform/words/words.ts'
import type { DatedPassage } from '../reader.ts'

const MOST = 12

/** @param props.href leads to where a passage is changed; left out where it cannot be, as in the source of a copy */
export function DateDoubts(props: { of: readonly DatedPassage[]; href?: (passage: DatedPassage) => string }) {
  const { of: doubts, href } = props
  return (
    <ul class="sm-list">
      {doubts.slice(0, MOST).map((doubt) => {
        const words = m.programme_copy_doubt({ mention: doubt.mention, where: whereOf(doubt) })
        return (
          <li key={JSON.stringify([doubt.of, doubt.mention])}>
            {href ? (
              <a class="sm-list__t" href={href(doubt)}>
                {words}
              </a>
            ) : (
              <span>{words}</span>
            )}
          </li>
        )
      })}
      {doubts.length > MOST && <li>{m.programme_copy_doubts_more({ count: doubts.length - MOST })}</li>}
    </ul>
  )
}

function whereOf({ of, title }: DatedPassage): string {
  const name = said(title).text
  if (name) return m.shared_quoted({ text: name })
  return of.kind === 'meeting' ? m.programme_copy_doubt_meeting() : m.programme_copy_doubt_text()
}
