/** What stood here until a rule deleted it. */
import { GoneList } from '#keeping/gone/parts/gone.tsx'
import type { Gone } from '#keeping/gone/reads.ts'
import { m } from '#platform/words/words.ts'

export function GoneFrom({ of, timezone }: { of: readonly Gone[]; timezone: string }) {
  if (of.length === 0) return null
  return (
    <section>
      <h2>{m.keeping_gone_here()}</h2>
      <GoneList of={of} timezone={timezone} />
    </section>
  )
}
