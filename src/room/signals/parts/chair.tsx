/** What the room signals now, as counts: for the console, and the applause for the big screen. */
import { m } from '#platform/words/words.ts'
import { useNow } from '../../parts/clock.tsx'
import type { SignalsPart } from '../reads.ts'
import { lately, signals } from '../rules.ts'
import { signalWords } from './words.ts'

/** Silent: it comes and goes, and says nothing that must be known. */
export function SignalCounts({ state }: { readonly state: SignalsPart }) {
  const sums = lately(state.slots, useNow())
  const given = signals.filter((kind) => sums[kind] > 0)
  if (given.length === 0) return null
  return (
    <ul class="sm-signalcounts" aria-label={m.signals_title()}>
      {given.map((kind) => (
        <li key={kind} data-signal={kind}>
          {signalWords(kind)} <b>{sums[kind]}</b>
        </li>
      ))}
    </ul>
  )
}
