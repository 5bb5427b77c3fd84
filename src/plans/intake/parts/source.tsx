/** The text as it was given, line by line, each with what was made of it. */
import { m } from '#platform/words/words.ts'
import { SourceLine, SourceLines } from '#programme/intake/parts/checking.tsx'
import type { ReadPlan } from '../rules.ts'
import { roleName } from './entry.tsx'

export function Source({ read }: { read: ReadPlan }) {
  const unsure = new Set(read.entries.filter((one) => !one.sure).map((one) => one.line))
  return (
    <SourceLines
      lines={read.lines}
      each={(line, i) => {
        const kind = unsure.has(i + 1) ? 'unsure' : line.as === 'skip' ? 'unplaced' : 'read'
        return (
          <SourceLine key={i} n={i + 1} kind={kind} word={kind === 'unsure' ? m.programme_unsure() : useName(line.as)}>
            {line.text}
          </SourceLine>
        )
      }}
    />
  )
}

function useName(as: ReadPlan['lines'][number]['as']): string {
  if (as === 'title') return m.planio_title()
  if (as === 'period') return m.planio_period()
  if (as === 'fact') return m.planio_use_fact()
  return as === 'columns' ? m.planio_use_columns() : roleName(as)
}
