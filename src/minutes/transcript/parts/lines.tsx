/** What was said in one item, line by line; the line that is chosen can be changed. */
import { m } from '#platform/words/words.ts'
import { Section } from '#ui/section.tsx'
import type { LineView, SpeakerRow } from '../reads.ts'
import { LineForms } from './lineforms.tsx'
import type { ItemName } from './shares.tsx'
import { When } from './when.tsx'

export interface LinesProps {
  readonly base: string
  /** Of the item whose lines these are; null for those between the items. */
  readonly item: ItemName | null
  readonly items: readonly ItemName[]
  /** As many as are shown at once. */
  readonly lines: readonly LineView[]
  /** The number of the first that does not fit in. */
  readonly next: number | null
  /** The number of the one that is being changed. */
  readonly chosen: number | null
  readonly speakers: readonly SpeakerRow[]
  readonly timezone: string
  /** "YYYY-MM-DD" for a line of which it is not known when it was said. */
  readonly date: string
  readonly errors: Readonly<Record<string, string | undefined>>
  /** What was typed in a form that did not hold. */
  readonly typed: Readonly<Record<string, string>>
}

export function LinesSection(props: LinesProps) {
  const { base, item, lines, chosen, timezone } = props
  const here = `${base}?item=${item?.id ?? ''}`
  return (
    <Section id="lines" title={<span lang={item?.lang}>{item?.title ?? m.transcript_between()}</span>}>
      {lines.length === 0 ? <p class="soft">{m.transcript_lines_none()}</p> : null}
      <ol class="sm-cues">
        {lines.map((line) => (
          <li key={line.number} id={`line-${line.number}`} class={line.number === chosen ? 'is-here' : undefined}>
            <When line={line} timezone={timezone} />
            <div>
              <p class={line.dropped ? 'sm-cues__out' : undefined}>
                {line.name ? <b>{line.name} </b> : null}
                {line.text}
              </p>
              {line.dropped ? <p class="soft">{m.transcript_line_dropped()}</p> : null}
              {line.number === chosen ? (
                <LineForms {...props} line={line} back={`${here}#line-${line.number}`} />
              ) : (
                <a
                  class="ds-link"
                  href={`${here}&from=${lines[0]!.number}&line=${line.number}#line-${line.number}`}
                  aria-label={m.transcript_line_change_of({ text: line.text.slice(0, 60) })}
                >
                  {m.transcript_line_change()}
                </a>
              )}
            </div>
          </li>
        ))}
      </ol>
      {props.next === null ? null : (
        <p>
          <a class="ds-link" href={`${here}&from=${props.next}#lines`}>
            {m.transcript_lines_more()}
          </a>
        </p>
      )}
    </Section>
  )
}
