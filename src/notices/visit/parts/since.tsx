/** "Nytt siden sist": what became of which row, with the way to it. The server draws it for members, the browser for others. */
import type { ComponentChildren } from 'preact'
import type { Locale } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { Section } from '#ui/section.tsx'
import type { Changed, ChangeKind } from '../rules.ts'

export interface SinceRow extends Changed {
  readonly title: string
  /** Set where it differs from the page's. */
  readonly lang?: Locale | undefined
}

/** More than this is a list to be read elsewhere: the rows themselves are marked. */
const MOST = 4

/** @param children the button that takes it all as seen, beside the heading */
export function Since({ rows, children }: { rows: readonly SinceRow[]; children: ComponentChildren }) {
  const shown = rows.slice(0, MOST)
  const rest = rows.length - shown.length
  return (
    <Section id="since" title={m.notices_since()} class="sm-since" aside={children}>
      <ul class="sm-since__list">
        {shown.map(({ anchor, title, lang, changes }) => (
          <li key={anchor}>
            <a class="ds-link" href={`#${anchor}`} lang={lang}>
              {title}
            </a>
            {anchor === 'plan' ? null : `: ${kindsOf(changes).join(', ')}`}
          </li>
        ))}
        {rest > 0 ? <li class="soft">{m.notices_since_more({ count: rest })}</li> : null}
      </ul>
    </Section>
  )
}

/** Each once, in the order of the table below. An approval says that there are minutes. */
function kindsOf(changes: Changed['changes']): string[] {
  const kinds = new Set(changes.map((change) => change.kind))
  if (kinds.has('approved')) kinds.delete('minutes')
  return (Object.keys(words) as (keyof typeof words)[]).filter((kind) => kinds.has(kind)).map((kind) => words[kind]())
}

const words: Record<Exclude<ChangeKind, 'plan'>, () => string> = {
  item: m.notices_since_item,
  changed: m.notices_since_changed,
  presentation: m.notices_some_presentation,
  paper: m.notices_some_paper,
  link: m.notices_some_link,
  recording: m.notices_some_recording,
  version: m.notices_since_version,
  minutes: m.notices_some_minutes,
  approved: m.notices_since_approved,
  decision: m.notices_since_decision,
}
