import { said } from '#meeting/parts/said.ts'
import { m } from '#platform/words/words.ts'
import { Section } from '#ui/section.tsx'
import type { PollResult as Held } from '../reads.ts'
import { Question } from './poll.tsx'
import { PollResult } from './result.tsx'

/** What was voted on an item, or on the meeting as a whole, for all to read afterwards. Nothing where nothing was. */
export function HeldPolls({ of }: { readonly of: readonly Held[] }) {
  if (of.length === 0) return null
  return (
    <Section id="polls" title={m.polls_results()} aside={of.length > 1 ? of.length : undefined}>
      {of.map((poll) => (
        <div key={poll.id} class="sm-polls__one">
          <Question of={poll} />
          <PollResult of={poll} result={poll.result} name={said(poll.question).text} />
        </div>
      ))}
    </Section>
  )
}
