import { m } from '#platform/words/words.ts'
import { Alert } from '#ui/alert.tsx'

/** For organisers: the plan was changed and nobody has been told yet. Nothing where everybody knows. */
export function Untold({ counts, path }: { counts: Readonly<Record<string, number>>; path: string }) {
  const all = Object.values(counts)
  if (all.length === 0) return null
  return (
    <Alert tone="warning">
      <a class="ds-link" href={`${path}/change#trail`}>
        {m.changes_untold_page({ count: Math.max(...all) })}
      </a>
    </Alert>
  )
}
