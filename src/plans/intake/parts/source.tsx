/** The text as it was given, line by line, each with what was made of it. */
import { m } from '#platform/words/words.ts'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import type { ReadPlan } from '../rules.ts'
import { roleName } from './entry.tsx'

/** Longer texts are counted, not shown: a page of many thousand lines helps nobody. */
const SHOWN = 1500

export function Source({ read }: { read: ReadPlan }) {
  const unsure = new Set(read.entries.filter((one) => !one.sure).map((one) => one.line))
  const hidden = read.lines.length - SHOWN
  return (
    <>
      <ol class="sm-src">
        {read.lines.slice(0, SHOWN).map((line, i) => {
          const kind = unsure.has(i + 1) ? 'unsure' : line.as === 'skip' ? 'unplaced' : 'read'
          const icon = { read: icons.checkmark, unsure: icons.questionmarkCircle, unplaced: icons.circleSlash }[kind]
          return (
            <li key={i} data-kind={kind} id={`l${i + 1}`}>
              <span class="sm-src__n">{i + 1}</span>
              {/* Text from elsewhere may hold marks that turn the direction of what follows: they end with the line. */}
              <bdi>{line.text}</bdi>
              <span class="sm-src__k">
                <Icon of={icon} />
                <span class={kind === 'read' ? 'sr' : undefined}>
                  {kind === 'unsure' ? m.programme_unsure() : useName(line.as)}
                </span>
              </span>
            </li>
          )
        })}
      </ol>
      {hidden > 0 && <p class="soft">{m.programme_more_lines({ count: hidden })}</p>}
    </>
  )
}

function useName(as: ReadPlan['lines'][number]['as']): string {
  if (as === 'title') return m.planio_title()
  if (as === 'period') return m.planio_period()
  if (as === 'fact') return m.planio_use_fact()
  return as === 'columns' ? m.planio_use_columns() : roleName(as)
}
